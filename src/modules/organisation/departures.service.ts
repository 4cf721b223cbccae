import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DepartureBody, Successor } from '../../../contracts/http/organisation-changes.js';
import type { AppointmentView, DepartureView } from '../../../contracts/http/organisation.js';
import { endProxiesOf } from '../../../database/access/proxy.repository.js';
import { revokeSessionsOf } from '../../../database/access/session.repository.js';
import { tellCoordinationGroup } from '../../../database/coordination/tell-group.js';
import { Person } from '../../../database/entities/index.js';
import {
  appointmentsFrom,
  type AppointmentRow,
  lockUnit,
} from '../../../database/organisation/appointment.repository.js';
import { handOverPositions } from '../../../database/organisation/hand-over-positions.js';
import { lockPerson, personWithin } from '../../../database/organisation/person.repository.js';
import type { UnitRow } from '../../../database/organisation/unit.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf, type CivilDate } from '../../../domain/time/zone.js';
import { civilDateIn } from '../../http/checked-form.js';
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
import { appointAll, endAll, refuseUnfitSuccessors, type Departing } from './succession.js';

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
    const on = civilDateIn(body.on, 'on', '离任日');
    return this.database.change(key, async ({ manager, now }) => {
      const today = civilDateOf(now);
      if (on > today)
        throw new Refusal(
          'INVALID_FIELD',
          { field: '离任日', reason: '不能晚于今天，请在离任当天办理' },
          'on',
        );
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
    for (const personId of [...new Set([id, ...successors.map((one) => one.personId)])].sort()) {
      if (personId !== id) await known(manager, principal, personId);
      else await lockDeparting(manager, id);
    }
    const held = await appointmentsFrom(manager, id, today);
    if (idsOf(held) !== idsOf(before)) {
      throw new Refusal('DEPARTURE_CHANGED', { person: held[0]?.personName ?? before[0]?.personName ?? '' });
    }
    refuseUnfitSuccessors(principal, id, held, successors);
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

function idsOf(appointments: readonly AppointmentRow[]): string {
  return appointments
    .map(({ id, validTo }) => `${id}/${validTo ?? ''}`)
    .sort()
    .join();
}
