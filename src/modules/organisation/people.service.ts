import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PersonChange, PersonQuery } from '../../../contracts/http/organisation-changes.js';
import type { PersonEntry, PersonPage, Responsibilities } from '../../../contracts/http/organisation.js';
import { endProxiesOf, proxiesOfPerson } from '../../../database/access/proxy.repository.js';
import { revokeSessionsOf } from '../../../database/access/session.repository.js';
import { tellCoordinationGroup } from '../../../database/coordination/tell-group.js';
import { Person } from '../../../database/entities/index.js';
import { appointmentsFrom } from '../../../database/organisation/appointment.repository.js';
import {
  lockPerson,
  openAssignmentsOf,
  peopleWithin,
  type PersonWithAppointments,
  personWithin,
} from '../../../database/organisation/person.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { proxyView } from '../proxies/proxy.view.js';
import { organises, peopleScopeOf } from './organisation-access.js';
import { personEntry } from './views.js';

const MAX_ASSIGNMENTS = 500;

@Injectable()
export class PeopleService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_CURSOR */
  async list(principal: Principal, { q, cursor, limit }: PersonQuery): Promise<PersonPage> {
    const after = decodeCursor(cursor, [cursorChecks.text, cursorChecks.uuid]) as
      [string, string] | undefined;
    const on = civilDateOf(this.database.now());
    const rows = await peopleWithin(this.database.manager, {
      ...peopleScopeOf(principal),
      text: q?.trim(),
      on,
      after: after && { name: after[0], id: after[1] },
      limit: limit + 1,
    });
    const people = rows.map((row) => personEntry(principal, row, on));
    return pageOf(people, limit, ({ name, id }) => [name, id]);
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<PersonEntry> {
    const person = await this.visible(this.database.manager, principal, id);
    return personEntry(principal, person, civilDateOf(this.database.now()));
  }

  /** What must be handed over before the person leaves. @throws Refusal NOT_FOUND */
  async responsibilities(principal: Principal, id: string): Promise<Responsibilities> {
    const { manager } = this.database;
    const { name, disabledAt } = await this.visible(manager, principal, id);
    const today = civilDateOf(this.database.now());
    const appointments = await appointmentsFrom(manager, id, today);
    const positionIds = [...new Set(appointments.map(({ positionId }) => positionId))];
    return {
      personId: id,
      name,
      disabled: disabledAt !== null,
      appointments,
      openAssignments: await openAssignmentsOf(manager, positionIds, MAX_ASSIGNMENTS),
      proxies: (await proxiesOfPerson(manager, id, today)).map((proxy) => proxyView(proxy, today)),
      mayBeDisabled: disabledAt === null && appointments.length === 0,
    };
  }

  /** Contact data by the person or the office; the name only by the office. @throws Refusal NOT_FOUND, FORBIDDEN */
  update({ key, principal }: ChangeRequest, id: string, change: PersonChange): Promise<PersonEntry> {
    refuseClassified(change.name ?? '', 'name', '姓名');
    refuseClassified(change.email ?? '', 'email', '电子邮箱');
    refuseClassified(change.phone ?? '', 'phone', '电话');
    return this.database.change(key, async ({ manager, now }) => {
      const person = await this.visible(manager, principal, id);
      const organiser = organises(principal, person);
      const renames = (change.name ?? null) !== null;
      if (!organiser && (id !== principal.personId || renames)) throw new Refusal('FORBIDDEN');
      await lockPerson(manager, id, 'change');
      const next = {
        name: change.name?.trim() ?? person.name,
        email: replaced(change.email, person.email),
        phone: replaced(change.phone, person.phone),
      };
      await manager.update(Person, { id }, next);
      return personEntry(principal, { ...person, ...next }, civilDateOf(now));
    });
  }

  /**
   * Nobody is disabled while work is addressed to them: positions are ended first, and what is open on them is seen then.
   *
   * @throws Refusal NOT_FOUND, FORBIDDEN, PERSON_HAS_RESPONSIBILITIES
   */
  disable({ key, principal }: ChangeRequest, id: string): Promise<PersonEntry> {
    return this.database.change(key, async ({ manager, now }) => {
      const person = await this.visible(manager, principal, id);
      if (!organises(principal, person)) throw new Refusal('FORBIDDEN');
      const locked = await lockPerson(manager, id, 'change');
      const today = civilDateOf(now);
      const held = await appointmentsFrom(manager, id, today);
      if (held.length > 0) {
        const positions = held.map(({ unitName, title }) => `${unitName}${title}`).join('、');
        throw new Refusal('PERSON_HAS_RESPONSIBILITIES', { person: person.name, positions });
      }
      const disabledAt = locked?.disabledAt ?? now;
      await manager.update(Person, { id }, { disabledAt });
      await revokeSessionsOf(manager, id, 'administrator', now);
      await endProxiesOf(manager, id, principal.personId, today, now);
      await tellCoordinationGroup(manager, { personId: id }, now);
      return personEntry(principal, { ...person, disabledAt }, today);
    });
  }

  private async visible(
    manager: EntityManager,
    principal: Principal,
    id: string,
  ): Promise<PersonWithAppointments> {
    const person = await personWithin(manager, id, peopleScopeOf(principal));
    if (person === null) throw new Refusal('NOT_FOUND');
    return person;
  }
}

/** Left out: as it was; blank: cleared. */
function replaced(typed: string | null | undefined, former: string | null): string | null {
  return typed === undefined || typed === null ? former : typed.trim() || null;
}
