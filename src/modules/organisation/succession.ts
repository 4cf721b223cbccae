import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Successor } from '../../../contracts/http/organisation-changes.js';
import type { AppointmentView } from '../../../contracts/http/organisation.js';
import {
  appointmentsDuring,
  type AppointmentRow,
  countOpenAssignments,
  endAppointment,
  insertAppointment,
} from '../../../database/organisation/appointment.repository.js';
import { lockPerson } from '../../../database/organisation/person.repository.js';
import { holdersOf } from '../../../database/organisation/position.repository.js';
import type { UnitRow } from '../../../database/organisation/unit.repository.js';
import { nthOf } from '../../../domain/errors/field-name.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { liaisonKindOf } from '../../../domain/organisation/kinds.js';
import { addDays, type CivilDate } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { refuseEndBefore } from './request-dates.js';

/** Somebody who leaves. */
export interface Departing {
  id: string;
  name: string;
  /** The day from which he is gone. */
  on: CivilDate;
  today: CivilDate;
}

/** @throws Refusal INVALID_FIELD, SELF_APPOINTMENT */
export function refuseUnfitSuccessors(
  principal: Principal,
  id: string,
  held: readonly AppointmentRow[],
  successors: readonly Successor[],
): void {
  successors.forEach(({ positionId, personId }, index) => {
    const field = `successors[${index}]`;
    if (!held.some((one) => one.positionId === positionId))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('各职务的接任者', index, '离任者的哪个职务'), reason: '不是离任者的职务' },
        `${field}.positionId`,
      );
    if (successors.findIndex((one) => one.positionId === positionId) !== index)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('各职务的接任者', index, '离任者的哪个职务'), reason: '一个职务只能有一名接任者' },
        `${field}.positionId`,
      );
    if (personId === id)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('各职务的接任者', index, '由谁接任'), reason: '接任者不能是离任者' },
        `${field}.personId`,
      );
    if (personId === principal.personId) throw new Refusal('SELF_APPOINTMENT', {}, `${field}.personId`);
  });
}

/**
 * Ends what he holds the day before, and what he was to hold on its first day: no row is deleted, and a disabled person holds nothing.
 * @throws Refusal ENDS_BEFORE_START
 */
export async function endAll(
  manager: EntityManager,
  { on, today }: Departing,
  held: readonly AppointmentRow[],
): Promise<AppointmentView[]> {
  const ended: AppointmentView[] = [];
  for (const appointment of held) {
    const { id, validFrom } = appointment;
    if (validFrom <= today) refuseEndBefore(validFrom, on, 'on', '离任日');
    const validTo = validFrom >= on ? validFrom : addDays(on, -1);
    await endAppointment(manager, id, validTo);
    ended.push({ ...appointment, validTo });
  }
  return ended;
}

/** @throws Refusal POSITION_OWES_WORK, APPOINTMENT_OVERLAP, LIAISON_TAKEN, UNIT_ENDED */
export async function appointAll(
  manager: EntityManager,
  departing: Departing,
  held: readonly AppointmentRow[],
  units: ReadonlyMap<string, UnitRow>,
  successors: readonly Successor[],
): Promise<AppointmentView[]> {
  const appointed: AppointmentView[] = [];
  for (const [at, post] of held.entries()) {
    // The same post twice (now, and again later) has one successor.
    if (held.findIndex(({ positionId }) => positionId === post.positionId) !== at) continue;
    const named = successors.find(({ positionId }) => positionId === post.positionId);
    if (named)
      appointed.push(await succeed(manager, departing, post, units.get(post.unitId), named.personId));
    else await refuseWorkOfNobody(manager, departing, post);
  }
  return appointed;
}

async function succeed(
  manager: EntityManager,
  { id, on }: Departing,
  post: AppointmentRow,
  unit: UnitRow | undefined,
  personId: string,
): Promise<AppointmentView> {
  const from = post.validFrom > on ? post.validFrom : on;
  const others = (await appointmentsDuring(manager, [post.positionId], from, null)).filter(
    (other) => other.personId !== id,
  );
  const same = others.find((other) => other.personId === personId);
  if (same) throw new Refusal('APPOINTMENT_OVERLAP', { person: same.personName, title: same.title });
  if (unit?.activeTo && from > unit.activeTo)
    throw new Refusal('UNIT_ENDED', { unit: unit.name, date: unit.activeTo });
  const [next] = unit && post.kind === liaisonKindOf(unit.kind) ? others : [];
  if (next && next.validFrom <= from)
    throw new Refusal('LIAISON_TAKEN', { unit: post.unitName, person: next.personName });
  // Until whoever is liaison next, or the unit's end.
  const validTo = next ? addDays(next.validFrom, -1) : (unit?.activeTo ?? null);
  const person = (await lockPerson(manager, personId, 'share')) as { name: string };
  const row = { id: randomUUID(), personId, positionId: post.positionId, validFrom: from, validTo };
  await insertAppointment(manager, row);
  return { ...post, ...row, personName: person.name };
}

/** A post may be vacant only if it owes nothing, or somebody else holds it too. @throws Refusal POSITION_OWES_WORK */
async function refuseWorkOfNobody(
  manager: EntityManager,
  { id, today }: Departing,
  { positionId, validFrom, unitName, title }: AppointmentRow,
): Promise<void> {
  if (validFrom > today) return;
  const holders = await holdersOf(manager, [positionId], today);
  if (holders.some(({ personId }) => personId !== id)) return;
  const count = await countOpenAssignments(manager, { positionId });
  if (count > 0)
    throw new Refusal('POSITION_OWES_WORK', { title: `${unitName}${title}`, count }, 'successors');
}
