import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AppointmentCreate, LiaisonChange } from '../../../contracts/http/organisation-changes.js';
import type { AppointmentEnded, AppointmentView } from '../../../contracts/http/organisation.js';
import {
  appointmentById,
  type AppointmentRow,
  appointmentsDuring,
  countOpenAssignments,
  insertAppointment,
  lockUnit,
  positionById,
  type PositionRow,
} from '../../../database/organisation/appointment.repository.js';
import {
  changeLiaison,
  refuseInactive,
  refuseSamePerson,
} from '../../../database/organisation/change-liaison.js';
import { lastDayOfAppointment } from '../../../database/organisation/last-day.js';
import { moveWorkToLiaison } from '../../../database/organisation/move-work.js';
import type { UnitRow } from '../../../database/organisation/unit.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { liaisonKindOf } from '../../../domain/organisation/kinds.js';
import { addDays, type CivilDate, civilDateOf } from '../../../domain/time/zone.js';
import { civilDateIn } from '../../http/checked-form.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { appointee } from './appointee.js';
import { organiserIn, refusePrivilegedPost, refuseUnlessOrganiser } from './organisation-access.js';
import { refuseEndBefore } from './request-dates.js';

/** Who holds which position: rows are added and ended, never deleted. Everything about one unit goes one after another. */
@Injectable()
export class AppointmentsService {
  constructor(private readonly database: Database) {}

  /**
   * @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE, ENDS_BEFORE_START, UNIT_NOT_ACTIVE, SELF_APPOINTMENT, PERSON_DISABLED,
   * APPOINTMENT_OVERLAP, LIAISON_TAKEN
   */
  appoint(
    { key, principal }: ChangeRequest,
    positionId: string,
    body: AppointmentCreate,
  ): Promise<AppointmentView> {
    const from = civilDateIn(body.from, 'from', '自哪一天起');
    const to = body.to ? civilDateIn(body.to, 'to', '最后一天') : null;
    if (to !== null) refuseEndBefore(from, to, 'to', '最后一天');
    return this.database.change(key, async ({ manager, now }) => {
      const position = await positionById(manager, positionId);
      if (position === null) throw new Refusal('NOT_FOUND');
      const unit = await this.unitToChange(manager, principal, position.unitId);
      refusePrivilegedPost(principal, position.kind, unit.regionCode);
      refuseInactive(unit, from, to);
      const person = await appointee(manager, principal, body);
      const others = await appointmentsDuring(manager, [position.id], from, to);
      refuseSamePerson(others, person.id);
      const [liaison] = position.kind === liaisonKindOf(unit.kind) ? others : [];
      if (liaison) throw new Refusal('LIAISON_TAKEN', { unit: unit.name, person: liaison.personName });
      const made = await this.insert(manager, unit, position, person, { from, to });
      await workFollows(manager, principal, unit, made, now);
      return made;
    });
  }

  /**
   * 联络员变动: the former liaison's appointment ends the day before, open work stays with the position (五项制度机制 三（四）1).
   *
   * @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE, POSITION_UNFIT, UNIT_NOT_ACTIVE, SELF_APPOINTMENT, PERSON_DISABLED,
   * APPOINTMENT_OVERLAP, LIAISON_STARTED_LATER
   */
  changeLiaison(
    { key, principal }: ChangeRequest,
    unitId: string,
    body: LiaisonChange,
  ): Promise<AppointmentView> {
    const from = civilDateIn(body.from, 'from', '自哪一天起');
    return this.database.change(key, async ({ manager, now }) => {
      const unit = await this.unitToChange(manager, principal, unitId);
      const person = await appointee(manager, principal, body);
      const made = await changeLiaison(manager, { unit, person, from }, now);
      await workFollows(manager, principal, unit, made, now);
      return made;
    });
  }

  /**
   * What is open stays with the position; the answer says whether anybody is left to do it.
   *
   * @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE, ENDS_BEFORE_START, APPOINTMENT_ENDED
   */
  end({ key, principal }: ChangeRequest, id: string, lastDay: string): Promise<AppointmentEnded> {
    const on = civilDateIn(lastDay, 'on', '最后一天');
    return this.database.change(key, async ({ manager, now }) => {
      const known = await appointmentById(manager, id);
      if (known === null) throw new Refusal('NOT_FOUND');
      const unit = await this.unitToChange(manager, principal, known.unitId);
      // Read again: somebody else may have ended it while we waited for the unit.
      const appointment = (await appointmentById(manager, id)) ?? known;
      refusePrivilegedPost(principal, appointment.kind, unit.regionCode);
      refuseEndBefore(appointment.validFrom, on, 'on', '最后一天');
      refuseHistory(appointment, on, civilDateOf(now));
      await lastDayOfAppointment(manager, appointment, on, now);
      const next = addDays(on, 1);
      const successors = await appointmentsDuring(manager, [appointment.positionId], next, next);
      const openAssignments = await countOpenAssignments(manager, { positionId: appointment.positionId });
      return { ...appointment, validTo: on, vacant: successors.length === 0, openAssignments };
    });
  }

  private async unitToChange(manager: EntityManager, principal: Principal, unitId: string): Promise<UnitRow> {
    const unit = await lockUnit(manager, unitId);
    if (unit === null) throw new Refusal('NOT_FOUND');
    refuseUnlessOrganiser(principal, unit.regionCode);
    return unit;
  }

  private async insert(
    manager: EntityManager,
    unit: UnitRow,
    { id: positionId, kind, title }: Pick<PositionRow, 'id' | 'kind' | 'title'>,
    person: { id: string; name: string },
    { from, to }: { from: CivilDate; to: CivilDate | null },
  ): Promise<AppointmentView> {
    const row = { id: randomUUID(), personId: person.id, positionId, validFrom: from, validTo: to };
    await insertAppointment(manager, row);
    const { id: unitId, name: unitName, regionCode } = unit;
    return { ...row, personName: person.name, kind, title, unitId, unitName, regionCode };
  }
}

/** What others hold in the stead of a unit's liaison goes to the one who is liaison from now on. */
async function workFollows(
  manager: EntityManager,
  principal: Principal,
  unit: UnitRow,
  { kind, positionId, validFrom, validTo }: AppointmentView,
  now: Date,
): Promise<void> {
  const today = civilDateOf(now);
  const inOffice = validFrom <= today && (validTo === null || validTo >= today);
  if (kind !== liaisonKindOf(unit.kind) || !inOffice) return;
  await moveWorkToLiaison(manager, unit.id, positionId, now, organiserIn(principal, unit.regionCode));
}

/** What is over stays as it is, and an end that is known may only come nearer. */
function refuseHistory({ validTo }: AppointmentRow, on: CivilDate, today: CivilDate): void {
  if (validTo !== null && (validTo < today || on >= validTo)) {
    throw new Refusal('APPOINTMENT_ENDED', { date: validTo });
  }
}
