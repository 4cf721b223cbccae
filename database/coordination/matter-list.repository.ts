import type { EntityManager } from 'typeorm';
import type { Urgency } from '../../domain/coordination/urgency.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

export interface CoordinationMatterRow {
  id: string;
  title: string;
  regionCode: string;
  raisingUnit: string;
  urgency: Urgency;
  triaged: boolean;
  state: string;
  outcome: string | null;
  raisedAt: Date;
  tasks: number;
  acknowledged: number;
  settled: number;
}

export interface CoordinationMatterFilter {
  region?: string | undefined;
  urgency?: string | undefined;
  state?: string | undefined;
}

/** Coordination matters somebody may see, the latest first; of their tasks, those that were handed out last count. */
export function listCoordinationMatters(
  manager: EntityManager,
  viewer: Viewer,
  { region, urgency, state }: CoordinationMatterFilter,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<CoordinationMatterRow[]> {
  return manager.query(
    `select m.id, p.title, p.region_code as "regionCode", u.short_name as "raisingUnit", coalesce(m.urgency, m.proposed_urgency) as urgency,
       m.urgency is not null as triaged, p.state, p.outcome, p.launched_at as "raisedAt", t.tasks, t.acknowledged, t.settled
     from coordination_matter m join process p on p.id = m.id join unit u on u.id = m.raising_unit_id
       cross join lateral (
         select count(*)::int as tasks, (count(*) filter (where c.state <> 'assigned'))::int as settled,
           (count(*) filter (where exists (
             select 1 from assignment a where a.step_id = last.id and a.unit_id = c.unit_id and a.acknowledged_at is not null)))::int as acknowledged
         from coordination_task c left join (
           select s.id from step s where s.process_id = m.id and s.key in ('flashTasks', 'urgentTasks', 'ordinaryTasks')
           order by s.opened_at desc, s.id desc limit 1) last on true
         where c.matter_id = m.id
           and c.round = (select max(l.round) from coordination_task l where l.matter_id = m.id)) t
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(p.region_code, $3))
       and ($4::text is null or coalesce(m.urgency, m.proposed_urgency) = $4) and ($5::text is null or p.state = $5)
       and ($6::timestamptz is null or (p.launched_at, p.id) < ($6, $7::uuid))
     order by p.launched_at desc, p.id desc limit $8`,
    [
      ...visibilityParameters(viewer),
      region ?? null,
      urgency ?? null,
      state ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}
