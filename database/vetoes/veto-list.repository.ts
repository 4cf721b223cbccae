import type { EntityManager } from 'typeorm';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';
import type { NamedSubject } from '../rectifications/rectification-list.repository.js';
import { VETO_EVENT, type VetoEventRow } from './veto-event.store.js';

export interface VetoEventLine extends Omit<VetoEventRow, 'subject'> {
  subject: NamedSubject;
  title: string;
  processState: 'running' | 'ended';
  /** How many titles it freezes or has revoked by its last decisions. */
  frozen: number;
  revoked: number;
}

export interface VetoEventsWanted {
  region?: string | undefined;
  subjectUnit?: string | undefined;
  subjectRegion?: string | undefined;
  item?: string | undefined;
  state?: string | undefined;
  /** Of the day it happened. */
  year?: number | undefined;
  /** The watch that it was found in, or reported under. */
  watch?: string | undefined;
}

const SUBJECT = `jsonb_build_object('kind', v.subject_kind, 'regionCode', v.subject_region_code, 'unitId', u.id,
  'name', case when v.subject_kind = 'region' then g.name else u.short_name end,
  'unit', jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name))`;
/** Of each title the event's last decision. */
const TAKEN = (decisions: string): string => `(select count(*)::int from (
  select distinct on (d.honour_id) d.decision from veto_decision d
  where d.event_id = v.id and d.decided_at is not null order by d.honour_id, d.seq desc) l where l.decision in (${decisions}))`;
const LINE = `${VETO_EVENT}, ${SUBJECT} as subject, p.title, p.state as "processState", ${TAKEN(`'freeze', 'prolong'`)} as frozen,
  ${TAKEN(`'revoke'`)} as revoked`;
const FROM = `veto_event v join process p on p.id = v.id join unit u on u.id = v.subject_unit_id
  join region g on g.code = v.subject_region_code`;

/** Veto events somebody may see, the latest first (veto_event_region, veto_event_subject). */
export function listVetoEvents(
  manager: EntityManager,
  viewer: Viewer,
  { region, subjectUnit, subjectRegion, item, state, year, watch }: VetoEventsWanted,
  { limit, after }: { limit: number; after: { openedAt: Date; id: string } | null },
): Promise<VetoEventLine[]> {
  return manager.query(
    `select ${LINE} from ${FROM}
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(v.region_code, $3))
       and ($4::uuid is null or v.subject_unit_id = $4) and ($5::text is null or (v.subject_kind = 'region' and v.subject_region_code = $5))
       and ($6::text is null or v.item = $6) and ($7::text is null or v.state = $7)
       and ($8::int is null or v.happened_on between make_date($8, 1, 1) and make_date($8, 12, 31))
       and ($9::uuid is null or v.source_id = $9)
       and ($10::timestamptz is null or (v.opened_at, v.id) < ($10, $11::uuid))
     order by v.opened_at desc, v.id desc limit $12`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      subjectUnit ?? null,
      subjectRegion ?? null,
      item ?? null,
      state ?? null,
      year ?? null,
      watch ?? null,
      after?.openedAt ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** One event with its names; null for what is none. */
export async function vetoEventLine(manager: EntityManager, id: string): Promise<VetoEventLine | null> {
  const [row]: VetoEventLine[] = await manager.query(`select ${LINE} from ${FROM} where v.id = $1`, [id]);
  return row ?? null;
}

/** Where an event came from, and who reported it: unit and person. */
export async function originOf(
  manager: EntityManager,
  id: string,
): Promise<{
  source: { id: string; kind: string; title: string } | null;
  reportedBy: { unit: string; person: string } | null;
}> {
  const [row]: {
    source: { id: string; kind: string; title: string } | null;
    reportedBy: { unit: string; person: string } | null;
  }[] = await manager.query(
    `select case when s.id is null then null else jsonb_build_object('id', s.id, 'kind', s.kind, 'title', s.title) end as source,
       case when u.id is null then null else jsonb_build_object('unit', u.short_name, 'person', pe.name) end as "reportedBy"
     from veto_event v left join process s on s.id = v.source_id left join unit u on u.id = v.reported_by_unit_id
       left join person pe on pe.id = v.reported_by_person_id where v.id = $1`,
    [id],
  );
  return row ?? { source: null, reportedBy: null };
}

export interface ReportLine {
  openedAt: Date;
  subject: NamedSubject;
  item: VetoEventRow['item'];
  happenedOn: VetoEventRow['happenedOn'];
  account: string;
  ended: boolean;
}

/** What one person reported, the latest first, and whether it is dealt with: what came of it is between the office and the subject. */
export function reportsOf(manager: EntityManager, personId: string, limit: number): Promise<ReportLine[]> {
  return manager.query(
    `select v.opened_at as "openedAt", ${SUBJECT} as subject, v.item, v.happened_on::text as "happenedOn", v.account,
       v.state not in ('verifying', 'hearing', 'proposing', 'deciding') as ended
     from ${FROM} where v.reported_by_person_id = $1 order by v.opened_at desc, v.id desc limit $2`,
    [personId, limit],
  );
}
