import type { EntityManager } from 'typeorm';

/** Running rectifications of a unit. */
export function rectificationsAbout(
  manager: EntityManager,
  unitId: string,
): Promise<{ id: string; title: string }[]> {
  return manager.query(
    `select r.id, r.title from rectification r join process p on p.id = r.id and p.state = 'running'
     where r.subject_unit_id = $1 order by r.limit_at, r.id`,
    [unitId],
  );
}

/** A successor answers for what was found with a unit; whom that one made responsible is nobody of the successor's. */
export async function replaceSubject(
  manager: EntityManager,
  processId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  await manager.query(
    `update rectification set subject_unit_id = $3, responsible_position_id = null where id = $1 and subject_unit_id = $2`,
    [processId, unitId, successorId],
  );
}
