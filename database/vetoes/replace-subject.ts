import type { EntityManager } from 'typeorm';

/** Veto events of a unit that are not over. */
export function vetoEventsAbout(manager: EntityManager, unitId: string): Promise<{ id: string }[]> {
  return manager.query(
    `select v.id from veto_event v join process p on p.id = v.id and p.state = 'running' where v.subject_unit_id = $1`,
    [unitId],
  );
}

/** A successor answers for what happened in a unit: it is heard, and signs for the decision. What is over stays with who it was about. */
export async function replaceInVetoEvent(
  manager: EntityManager,
  processId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  await manager.query(`update veto_event set subject_unit_id = $3 where id = $1 and subject_unit_id = $2`, [
    processId,
    unitId,
    successorId,
  ]);
}
