import type { EntityManager } from 'typeorm';
import { endOfDay, endOfYear } from '../../domain/time/zone.js';
import { appendAudit } from '../audit/audit-log.js';
import { tell } from '../processes/tell.js';
import { lockProcess } from '../steps/step.store.js';

/** Where somebody left or will leave: one position, every position of a unit, or whatever a person held. */
export type Vacated = { positionId: string } | { unitId: string } | { personId: string };

/**
 * Tells every running 军地协调小组 in which somebody no longer keeps his seat to the year's end: it is composed anew (五项制度机制
 * 三（二）2). Called in the transaction that ended the appointment or disabled the person, after it; repeating it does nothing.
 */
export async function tellCoordinationGroup(
  manager: EntityManager,
  vacated: Vacated,
  now: Date,
): Promise<void> {
  const [column, id] = Object.entries(vacated)[0] as [string, string];
  const by = { positionId: 'position_id', unitId: 'unit_id', personId: 'person_id' }[column];
  const processes: { id: string; year: number }[] = await manager.query(
    `select distinct p.id, p.year from coordination_seat s join process p on p.id = s.process_id
     where s.${by} = $1 and s.state = 'standing' and p.state = 'running' order by p.id`,
    [id],
  );
  for (const { id: processId, year } of processes) await vacate(manager, processId, year, now);
}

/** Looks again under the lock: seats whose holder is not appointed through the year any more, or is disabled. */
async function vacate(manager: EntityManager, processId: string, year: number, now: Date): Promise<void> {
  const process = await lockProcess(manager, processId);
  if (process?.state !== 'running') return;
  const last = endOfYear(year);
  const [seats]: [{ id: string; seat: string; unit_id: string; position_id: string }[], number] =
    await manager.query(
      `update coordination_seat s set state = 'vacated', until = $3
       where s.process_id = $1 and s.state = 'standing' and not exists (
         select 1 from appointment a join person p on p.id = a.person_id
         where a.position_id = s.position_id and a.person_id = s.person_id and (a.valid_to is null or a.valid_to >= $2::date)
           and (p.disabled_at is null or p.disabled_at > $4))
       returning s.id, s.seat, s.unit_id, s.position_id`,
      [processId, last, now, endOfDay(last)],
    );
  if (seats.length === 0) return;
  await appendAudit(manager, now, [
    {
      head: process.head,
      facts: seats.map(({ seat, unit_id: unitId, position_id: positionId }) => ({
        kind: 'seatVacated',
        actor: null,
        body: { seat, unitId, positionId },
      })),
    },
  ]);
  // Several who leave together are one reason to compose anew: one seat stands for all.
  const [first] = seats.map(({ id }) => id).sort();
  await tell(
    manager,
    now,
    { kind: 'coordinationGroup', id: processId },
    { name: 'seatVacated', id: first as string },
  );
}
