import type { EntityManager } from 'typeorm';
import { replaceVisited } from './visit.store.js';

/** Running meetings a unit is invited to or has a matter in, and running matters it leads or supports. */
export function meetingsAndMattersOf(manager: EntityManager, unitId: string): Promise<{ id: string }[]> {
  return manager.query(
    `select p.id from process p where p.state = 'running' and (
       exists (select 1 from matter m where m.id = p.id and (m.lead_unit_id = $1 or $1 = any(m.cooperating_unit_ids)))
       or exists (select 1 from meeting_participant i where i.meeting_id = p.id and i.unit_id = $1)
       or exists (select 1 from meeting g where g.id = p.id and strpos(g.drafted_matters::text, $1::text) > 0))`,
    [unitId],
  );
}

/** A successor takes a unit's part: in the matter, or among who is invited and in what is drafted. A lead does not support as well. */
export async function replaceInMeeting(
  manager: EntityManager,
  processId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  const ids = [processId, unitId, successorId];
  await replaceVisited(manager, processId, unitId, successorId);
  await manager.query(
    `update matter set
       lead_unit_id = case when lead_unit_id = $2 then $3 else lead_unit_id end,
       cooperating_unit_ids = array(
         select distinct case when c = $2 then $3 else c end from unnest(cooperating_unit_ids) as c
         where case when c = $2 then $3 else c end is distinct from case when lead_unit_id = $2 then $3 else lead_unit_id end)
     where id = $1`,
    ids,
  );
  await manager.query(
    `update meeting_participant set unit_id = $3 where meeting_id = $1 and unit_id = $2 and position_id is null`,
    ids,
  );
  await manager.query(
    `update meeting set drafted_matters = replace(drafted_matters::text, $2::text, $3::text)::jsonb where id = $1`,
    ids,
  );
}
