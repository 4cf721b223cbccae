import type { EntityManager } from 'typeorm';
import type { Dimension } from '../../domain/evaluation/dimensions.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { OPEN_RECTIFICATIONS } from '../../domain/rectifications/states.js';
import type { NamedUnit } from '../meetings/matter-list.repository.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';
import { RECTIFICATION, type RectificationRow } from './rectification.store.js';

export interface NamedSubject extends Subject {
  name: string;
  unit: NamedUnit;
}

export interface RectificationLine extends Omit<RectificationRow, 'subject'> {
  subject: NamedSubject;
  sourceTitle: string;
  responsible: string | null;
  /** Of the step in which it is mended. */
  warnAt: Date | null;
  /** Its clock stands still (挂起). */
  paused: boolean;
  /** What found it is the viewer's to look at as well: a successor sees the problem, not always where it was found. */
  sourceVisible: boolean;
}

const SUBJECT = `jsonb_build_object('kind', r.subject_kind, 'regionCode', r.subject_region_code, 'unitId', u.id,
  'name', case when r.subject_kind = 'region' then g.name else u.short_name end,
  'unit', jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name))`;
const WARN_AT = `(select max(s.warn_at) from step s where s.process_id = r.id and s.key = 'rectify' and s.state = 'open')`;
/** As domain/time/light.ts gives it; it stands still from when the subject said that it is mended. A test compares the two. */
const LIGHT = (now: string): string =>
  `case when coalesce(r.done_at, ${now}::timestamptz) > r.limit_at then 'red'
     when r.done_at is null and ${WARN_AT} <= ${now}::timestamptz then 'yellow' else 'green' end`;
const FROM = `rectification r join process p on p.id = r.id join unit u on u.id = r.subject_unit_id
  join region g on g.code = r.subject_region_code`;
const LINE = `select ${RECTIFICATION}, ${SUBJECT} as subject, (select q.title from process q where q.id = r.source_id) as "sourceTitle",
  (select o.title from position o where o.id = r.responsible_position_id) as responsible, ${WARN_AT} as "warnAt",
  p.paused_at is not null as paused,
  exists (select 1 from process p where p.id = r.source_id and ${visibilityCondition(1)}) as "sourceVisible"`;
const OPEN = OPEN_RECTIFICATIONS.map((state) => `'${state}'`).join(', ');

export interface RectificationsWanted {
  region?: string | undefined;
  source?: string | undefined;
  /** `open`: whatever is not over. */
  state?: string | undefined;
  dimension?: Dimension | undefined;
  subjectUnit?: string | undefined;
  /** Of what is not over. */
  light?: string | undefined;
}

/** Problems under rectification somebody may see, the nearest limit first. */
export function listRectifications(
  manager: EntityManager,
  viewer: Viewer,
  { region, source, state, dimension, subjectUnit, light }: RectificationsWanted,
  now: Date,
  { limit, after }: { limit: number; after: { limitAt: Date; id: string } | null },
): Promise<RectificationLine[]> {
  return manager.query(
    `${LINE} from ${FROM}
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(r.region_code, $3)) and ($4::uuid is null or r.source_id = $4)
       and ($5::text is null or r.state = $5 or ($5 = 'open' and r.state in (${OPEN}))) and ($6::text is null or r.dimension = $6)
       and ($7::uuid is null or r.subject_unit_id = $7)
       and ($8::text is null or (r.state in (${OPEN}) and ${LIGHT('$9')} = $8))
       and ($10::timestamptz is null or (r.limit_at, r.id) > ($10, $11::uuid))
     order by r.limit_at, r.id limit $12`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      source ?? null,
      state ?? null,
      dimension ?? null,
      subjectUnit ?? null,
      light ?? null,
      now,
      after?.limitAt ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

export interface SeenRectification extends RectificationLine {
  /** Why it was ended before its time. */
  endedReason: string | null;
}

/** One of them. @throws Refusal NOT_FOUND for what is none, or none of the viewer's */
export async function visibleRectification(
  manager: EntityManager,
  viewer: Viewer,
  id: string,
): Promise<SeenRectification> {
  const [row]: SeenRectification[] = await manager.query(
    `${LINE}, p.outcome_reason as "endedReason" from ${FROM} where r.id = $3 and ${visibilityCondition(1)}`,
    [...visibilityParameters(viewer), id],
  );
  if (!row) throw new Refusal('NOT_FOUND');
  return row;
}

export interface SubjectAccount {
  subject: NamedSubject;
  total: number;
  closed: number;
  green: number;
  yellow: number;
  red: number;
}

/** 整改账: what each subject has to mend, as far as somebody may see it; regions by code, then units by name. */
export function rectificationAccount(
  manager: EntityManager,
  viewer: Viewer,
  { region, source }: Pick<RectificationsWanted, 'region' | 'source'>,
  now: Date,
): Promise<SubjectAccount[]> {
  return manager.query(
    `select ${SUBJECT} as subject, count(*)::int as total, count(*) filter (where r.state = 'closed')::int as closed,
       count(*) filter (where l.light = 'green')::int as green, count(*) filter (where l.light = 'yellow')::int as yellow,
       count(*) filter (where l.light = 'red')::int as red
     from ${FROM} cross join lateral (select case when r.state in (${OPEN}) then ${LIGHT('$5')} end as light) l
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(r.region_code, $3)) and ($4::uuid is null or r.source_id = $4)
     group by r.subject_kind, r.subject_region_code, g.name, u.id
     order by r.subject_kind, r.subject_region_code, u.short_name, u.id`,
    [...visibilityParameters(viewer), region ?? null, source ?? null, now],
  );
}
