import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DepartureBody, Successor } from '../../../contracts/http/organisation-changes.js';
import type { AppointmentView, DepartureView } from '../../../contracts/http/organisation.js';
import { endProxiesOf } from '../../../database/access/proxy.repository.js';
import { revokeSessionsOf } from '../../../database/access/session.repository.js';
import { tellCoordinationGroup } from '../../../database/coordination/tell-group.js';
import { Person } from '../../../database/entities/index.js';
import {
  appointmentsDuring,
  appointmentsFrom,
  type AppointmentRow,
  countOpenAssignments,
  endAppointment,
  insertAppointment,
  lockUnit,
} from '../../../database/organisation/appointment.repository.js';
import { handOverPositions } from '../../../database/organisation/hand-over-positions.js';
import { lockPerson, personWithin } from '../../../database/organisation/person.repository.js';
import { holdersOf } from '../../../database/organisation/position.repository.js';
import type { UnitRow } from '../../../database/organisation/unit.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { liaisonKindOf } from '../../../domain/organisation/kinds.js';
import { addDays, civilDateOf, type CivilDate } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { known } from './appointee.js';
import {
  organiserIn,
  organises,
  peopleScopeOf,
  refusePrivilegedPost,
  refuseUnlessOrganiser,
} from './organisation-access.js';
import { dateIn, refuseEndBefore } from './request-dates.js';

interface Departing {
  id: string;
  name: string;
  /** The day from which he is gone. */
  on: CivilDate;
  today: CivilDate;
}

/** Somebody leaves: posts, work, proxies and access in one transaction, so that nothing is ever addressed to nobody. */
@Injectable()
export class DeparturesService {
  constructor(private readonly database: Database) {}

  /**
   * Locks units, then people, then processes, each in the order of their ids: as everybody does who changes appointments.
   *
   * @throws Refusal SELF_DEPARTURE, NOT_FOUND, FORBIDDEN, INVALID_DATE, INVALID_FIELD, ENDS_BEFORE_START, ALREADY_DEPARTED,
   * DEPARTURE_CHANGED, POSITION_OWES_WORK, SELF_APPOINTMENT, PERSON_DISABLED, APPOINTMENT_OVERLAP, LIAISON_TAKEN, UNIT_ENDED
   */
  depart({ key, principal }: ChangeRequest, id: string, body: DepartureBody): Promise<DepartureView> {
    refuseClassified(body.reason, 'reason');
    // Nobody takes leave of himself: who would have seen what he left behind?
    if (id === principal.personId) throw new Refusal('SELF_DEPARTURE');
    const on = dateIn(body.on, 'on');
    return this.database.change(key, async ({ manager, now }) => {
      const today = civilDateOf(now);
      if (on > today) throw new Refusal('INVALID_FIELD', { reason: '不能晚于今天，请在离任当天办理' }, 'on');
      const person = await personWithin(manager, id, peopleScopeOf(principal));
      if (person === null) throw new Refusal('NOT_FOUND');
      if (!organises(principal, person)) throw new Refusal('FORBIDDEN');
      const { held, units } = await this.lock(manager, principal, id, body.successors, today);
      const departing: Departing = { id, name: person.name, on, today };
      const ended = await endAll(manager, departing, held);
      const appointed = await appointAll(manager, departing, held, units, body.successors);
      await manager.update(Person, { id }, { disabledAt: now });
      await revokeSessionsOf(manager, id, 'administrator', now);
      const proxiesEnded = await endProxiesOf(manager, id, principal.personId, today, now);
      const handedOver = await this.handOver(
        manager,
        principal,
        departing,
        held,
        appointed,
        body.reason,
        now,
      );
      await tellCoordinationGroup(manager, { personId: id }, now);
      return { personId: id, ended, appointed, handedOver, proxiesEnded };
    });
  }

  /** Holds all that the departure touches, and reads the posts as they are under the locks. */
  private async lock(
    manager: EntityManager,
    principal: Principal,
    id: string,
    successors: readonly Successor[],
    today: CivilDate,
  ): Promise<{ held: AppointmentRow[]; units: Map<string, UnitRow> }> {
    const before = await appointmentsFrom(manager, id, today);
    const units = new Map<string, UnitRow>();
    for (const unitId of [...new Set(before.map((one) => one.unitId))].sort()) {
      const unit = (await lockUnit(manager, unitId)) as UnitRow;
      refuseUnlessOrganiser(principal, unit.regionCode);
      units.set(unitId, unit);
    }
    for (const { kind, regionCode } of before) refusePrivilegedPost(principal, kind, regionCode);
    refuseUnfitSuccessors(principal, id, before, successors);
    for (const personId of [...new Set([id, ...successors.map((one) => one.personId)])].sort()) {
      if (personId !== id) await known(manager, principal, personId);
      else await lockDeparting(manager, id);
    }
    const held = await appointmentsFrom(manager, id, today);
    if (idsOf(held) !== idsOf(before)) {
      throw new Refusal('DEPARTURE_CHANGED', { person: held[0]?.personName ?? before[0]?.personName ?? '' });
    }
    return { held, units };
  }

  private async handOver(
    manager: EntityManager,
    principal: Principal,
    { id, name, today }: Departing,
    held: readonly AppointmentRow[],
    appointed: readonly AppointmentView[],
    reason: string,
    now: Date,
  ): Promise<number> {
    const current = held.filter(({ validFrom }) => validFrom <= today);
    let handedOver = 0;
    // One region after another: in each the principal acts in the post that organises it.
    for (const regionCode of [...new Set(current.map((one) => one.regionCode))].sort()) {
      const own = current.filter((one) => one.regionCode === regionCode);
      const { moved } = await handOverPositions(
        manager,
        own.map(({ positionId }) => positionId),
        {
          actor: organiserIn(principal, regionCode),
          reason: reason.trim(),
          personId: id,
          personName: name,
          successorOf: (positionId) => appointed.find((one) => one.positionId === positionId) ?? null,
        },
        now,
      );
      handedOver += moved;
    }
    return handedOver;
  }
}

/** @throws Refusal ALREADY_DEPARTED */
async function lockDeparting(manager: EntityManager, id: string): Promise<void> {
  const person = await lockPerson(manager, id, 'change');
  if (person?.disabledAt) throw new Refusal('ALREADY_DEPARTED', { person: person.name });
}

/** @throws Refusal INVALID_FIELD, SELF_APPOINTMENT */
function refuseUnfitSuccessors(
  principal: Principal,
  id: string,
  held: readonly AppointmentRow[],
  successors: readonly Successor[],
): void {
  successors.forEach(({ positionId, personId }, index) => {
    const field = `successors[${index}]`;
    if (!held.some((one) => one.positionId === positionId))
      throw new Refusal('INVALID_FIELD', { reason: '不是离任者的职务' }, `${field}.positionId`);
    if (successors.findIndex((one) => one.positionId === positionId) !== index)
      throw new Refusal('INVALID_FIELD', { reason: '一个职务只能有一名接任者' }, `${field}.positionId`);
    if (personId === id)
      throw new Refusal('INVALID_FIELD', { reason: '接任者不能是离任者' }, `${field}.personId`);
    if (personId === principal.personId) throw new Refusal('SELF_APPOINTMENT', {}, `${field}.personId`);
  });
}

/**
 * Ends what he holds the day before, and what he was to hold on its first day: no row is deleted, and a disabled person holds nothing.
 * @throws Refusal ENDS_BEFORE_START
 */
async function endAll(
  manager: EntityManager,
  { on, today }: Departing,
  held: readonly AppointmentRow[],
): Promise<AppointmentView[]> {
  const ended: AppointmentView[] = [];
  for (const appointment of held) {
    const { id, validFrom } = appointment;
    if (validFrom <= today) refuseEndBefore(validFrom, on, 'on');
    const validTo = validFrom >= on ? validFrom : addDays(on, -1);
    await endAppointment(manager, id, validTo);
    ended.push({ ...appointment, validTo });
  }
  return ended;
}

/** @throws Refusal POSITION_OWES_WORK, APPOINTMENT_OVERLAP, LIAISON_TAKEN, UNIT_ENDED */
async function appointAll(
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

function idsOf(appointments: readonly AppointmentRow[]): string {
  return appointments
    .map(({ id, validTo }) => `${id}/${validTo ?? ''}`)
    .sort()
    .join();
}
