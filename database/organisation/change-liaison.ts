import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { liaisonKindOf } from '../../domain/organisation/kinds.js';
import { POSITION_KIND_LABELS } from '../../domain/organisation/labels.js';
import { addDays, type CivilDate } from '../../domain/time/zone.js';
import {
  appointmentsDuring,
  insertAppointment,
  insertPosition,
  positionsOfKind,
  type AppointmentRow,
  type PositionRow,
} from './appointment.repository.js';
import { lastDayOfAppointment } from './last-day.js';
import type { UnitRow } from './unit.repository.js';

export interface LiaisonChange {
  /** Held by the caller (`lockUnit`): changes of one unit's posts go one after another. */
  unit: UnitRow;
  person: { id: string; name: string };
  /** First day of the new liaison. */
  from: CivilDate;
}

/**
 * 联络员变动: the former liaison's appointment ends the day before, open work stays with the position (五项制度机制 三（四）1). Whoever
 * changes it, the counter or a confirmed filing, does it here.
 *
 * @throws Refusal POSITION_UNFIT, UNIT_NOT_ACTIVE, UNIT_ENDED, APPOINTMENT_OVERLAP, LIAISON_STARTED_LATER
 */
export async function changeLiaison(
  manager: EntityManager,
  change: LiaisonChange,
  now: Date,
): Promise<AppointmentRow> {
  const { unit, person, from } = change;
  const position = await liaisonPositionOf(manager, unit);
  const former = await checkLiaisonChange(manager, position.id, change);
  for (const appointment of former) await lastDayOfAppointment(manager, appointment, addDays(from, -1), now);
  const row = {
    id: randomUUID(),
    personId: person.id,
    positionId: position.id,
    validFrom: from,
    validTo: null,
  };
  await insertAppointment(manager, row);
  const { id: unitId, name: unitName, regionCode } = unit;
  const { kind, title } = position;
  return { ...row, personName: person.name, kind, title, unitId, unitName, regionCode };
}

/**
 * Whether the person may take over on the day.
 * @returns the appointments that end the day before
 * @throws Refusal UNIT_NOT_ACTIVE, UNIT_ENDED, APPOINTMENT_OVERLAP, LIAISON_STARTED_LATER
 */
export async function checkLiaisonChange(
  manager: EntityManager,
  positionId: string,
  { unit, person, from }: Omit<LiaisonChange, 'person'> & { person: { id: string } | null },
): Promise<AppointmentRow[]> {
  refuseInactive(unit, from, null);
  const former = await appointmentsDuring(manager, [positionId], from, null);
  if (person) refuseSamePerson(former, person.id);
  const later = former.find(({ validFrom }) => validFrom >= from);
  if (later)
    throw new Refusal('LIAISON_STARTED_LATER', { person: later.personName, from: later.validFrom }, 'from');
  return former;
}

/** The unit's one liaison position; a unit made lately gets it now. @throws Refusal POSITION_UNFIT */
export async function liaisonPositionOf(
  manager: EntityManager,
  unit: UnitRow,
): Promise<Pick<PositionRow, 'id' | 'kind' | 'title'>> {
  const kind = liaisonKindOf(unit.kind);
  if (kind === null)
    throw new Refusal('POSITION_UNFIT', { unitKind: unit.name, kind: POSITION_KIND_LABELS.liaison });
  const [known] = await positionsOfKind(manager, unit.id, kind);
  if (known) return { ...known, kind };
  const position = { id: randomUUID(), unitId: unit.id, kind, title: POSITION_KIND_LABELS[kind] };
  await insertPosition(manager, position);
  return position;
}

/** @throws Refusal APPOINTMENT_OVERLAP */
export function refuseSamePerson(others: readonly AppointmentRow[], personId: string): void {
  const same = others.find((other) => other.personId === personId);
  if (same) throw new Refusal('APPOINTMENT_OVERLAP', { person: same.personName, title: same.title });
}

/** @throws Refusal UNIT_NOT_ACTIVE, UNIT_ENDED */
export function refuseInactive(
  { name, activeFrom, activeTo }: UnitRow,
  from: CivilDate,
  to: CivilDate | null,
): void {
  if (from < activeFrom) throw new Refusal('UNIT_NOT_ACTIVE', { unit: name, date: from }, 'from');
  if (activeTo !== null && (to === null || to > activeTo))
    throw new Refusal('UNIT_ENDED', { unit: name, date: activeTo });
}
