import type { EntityManager } from 'typeorm';
import { moveRecommended } from './candidate.store.js';

/** Running rounds of naming in which a unit may recommend, or did. */
export function namingsOfUnit(manager: EntityManager, unitId: string): Promise<{ id: string }[]> {
  return manager.query(
    `select p.id from process p join naming n on n.process_id = p.id
     where p.state = 'running' and ($1 = any(n.recommender_unit_ids)
       or exists (select 1 from candidate c where c.process_id = p.id and c.recommender_unit_id = $1))`,
    [unitId],
  );
}

/** A successor answers for what a unit recommended, beside its own. Whose a title would be stays as it was recommended. */
export async function replaceRecommender(
  manager: EntityManager,
  processId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  await manager.query(
    `update naming set recommender_unit_ids = array(
       select distinct case when id = $2 then $3 else id end from unnest(recommender_unit_ids) as id)
     where process_id = $1 and $2 = any(recommender_unit_ids)`,
    [processId, unitId, successorId],
  );
  await moveRecommended(manager, processId, unitId, successorId);
}
