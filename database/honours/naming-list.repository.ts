import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

export interface NamingListRow {
  processId: string;
  kind: 'modelCity' | 'commendation';
  title: string;
  regionCode: string;
  region: string;
  state: string;
  outcome: string | null;
  launchedAt: Date;
  recommendDate: CivilDate | null;
  noticeUntil: CivilDate | null;
  named: number;
}

export interface NamingFilter {
  id?: string | undefined;
  kind?: string | undefined;
  region?: string | undefined;
  state?: string | undefined;
}

/** Rounds of naming somebody may see, the latest first. */
export function listNamings(
  manager: EntityManager,
  viewer: Viewer,
  { id, kind, region, state }: NamingFilter,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<NamingListRow[]> {
  return manager.query(
    `select n.process_id as "processId", p.kind, p.title, p.region_code as "regionCode", r.name as region, p.state, p.outcome,
       p.launched_at as "launchedAt", n.recommend_date::text as "recommendDate", n.notice_until::text as "noticeUntil",
       (select count(*)::int from candidate c where c.process_id = n.process_id and c.state = 'named') as named
     from naming n join process p on p.id = n.process_id join region r on r.code = p.region_code
     where ${visibilityCondition(1)} and ($3::uuid is null or p.id = $3) and ($4::text is null or p.kind = $4)
       and ($5::text is null or starts_with(p.region_code, $5)) and ($6::text is null or p.state = $6)
       and ($7::timestamptz is null or (p.launched_at, p.id) < ($7, $8::uuid))
     order by p.launched_at desc, p.id desc limit $9`,
    [
      ...visibilityParameters(viewer),
      id ?? null,
      kind ?? null,
      region ?? null,
      state ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

export interface Recommender {
  unit: { id: string; name: string; shortName: string };
  state: 'done' | 'none' | 'open';
}

/** Who was asked last to recommend or apply, and what came of it; in the organisation's order: regions by code, then kinds and names of units. */
export function recommendersOf(manager: EntityManager, processId: string): Promise<Recommender[]> {
  return manager.query(
    `select jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name) as unit,
       case when a.decision = 'none' then 'none' when a.decision is not null then 'done' else 'open' end as state
     from (select distinct on (a.unit_id) a.unit_id, case when a.state = 'done' then a.decision end as decision
       from assignment a join step s on s.id = a.step_id where s.process_id = $1 and s.key = 'recommend'
       order by a.unit_id, s.round desc, a.round desc) a
     join unit u on u.id = a.unit_id
     order by u.region_code, array_position(array['office', 'member', 'township', 'military'], u.kind), u.name`,
    [processId],
  );
}

export interface Vote {
  round: number;
  position: string;
  person: string | null;
  decision: string | null;
  opinion: string | null;
}

/** 票签: who was asked, and what he signed, in the order of the group. */
export function votesOf(manager: EntityManager, processId: string): Promise<Vote[]> {
  return manager.query(
    `select s.round, o.title as position, pe.name as person, a.decision, a.opinion
     from step s join assignment a on a.step_id = s.id join position o on o.id = a.position_id left join person pe on pe.id = a.decided_by
     where s.process_id = $1 and s.key = 'decide' and a.state <> 'removed'
     order by s.round, array_position(array['groupLeader', 'deputyLeader', 'groupMember'], o.kind), o.title, o.id`,
    [processId],
  );
}
