import type { EntityManager } from 'typeorm';

/** Running evaluations of a unit that are not final yet. */
export function evaluationsAbout(manager: EntityManager, unitId: string): Promise<{ id: string }[]> {
  return manager.query(
    `select s.evaluation_id as id from evaluation_subject s join process p on p.id = s.evaluation_id and p.state = 'running'
     where s.unit_id = $1 and s.frozen_at is null`,
    [unitId],
  );
}

/** A successor answers for the year of the unit it took over; one that is evaluated itself answers for its own only. */
export async function replaceEvaluated(
  manager: EntityManager,
  evaluationId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  await manager.query(
    `update evaluation_subject s set unit_id = $3, region_code = u.region_code from unit u
     where u.id = $3 and s.evaluation_id = $1 and s.unit_id = $2 and s.kind = 'unit' and s.frozen_at is null
       and not exists (select 1 from evaluation_subject o where o.evaluation_id = $1 and o.unit_id = $3)`,
    [evaluationId, unitId, successorId],
  );
}
