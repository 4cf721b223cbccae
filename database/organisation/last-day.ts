import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';
import { tellCoordinationGroup } from '../coordination/tell-group.js';
import { endAllOf, endAppointment } from './appointment.repository.js';

/** Sets the last day of an appointment and tells the processes in which its position holds a place. Every end of office goes this way. */
export async function lastDayOfAppointment(
  manager: EntityManager,
  { id, positionId }: { id: string; positionId: string },
  on: CivilDate,
  now: Date,
): Promise<void> {
  await endAppointment(manager, id, on);
  await tellCoordinationGroup(manager, { positionId }, now);
}

/** The same for a unit with everything that hangs on it. */
export async function lastDayOfUnit(
  manager: EntityManager,
  unitId: string,
  on: CivilDate,
  now: Date,
): Promise<void> {
  await endAllOf(manager, unitId, on);
  await tellCoordinationGroup(manager, { unitId }, now);
}
