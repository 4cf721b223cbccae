import { Injectable } from '@nestjs/common';
import type { MemberJoin } from '../../../contracts/http/organisation-changes.js';
import type { LeadingGroupDetail, MembershipView } from '../../../contracts/http/organisation.js';
import { lockUnit } from '../../../database/organisation/appointment.repository.js';
import { positionsWithContacts } from '../../../database/organisation/directory.repository.js';
import {
  endMembership,
  insertMembership,
  membershipsOf,
  memberUnitsOf,
} from '../../../database/organisation/membership.repository.js';
import { regionByCode } from '../../../database/organisation/region.repository.js';
import { leadingGroupOf, officeOf, type UnitRow } from '../../../database/organisation/unit.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { isFilingKind } from '../../../domain/organisation/kinds.js';
import type { CivilDate } from '../../../domain/time/zone.js';
import { civilDateIn } from '../../http/checked-form.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { refuseOutsideDirectory, refuseUnlessOrganiser } from './organisation-access.js';
import { dayOf } from './request-dates.js';
import { positionView, regionView } from './views.js';

@Injectable()
export class LeadingGroupsService {
  constructor(private readonly database: Database) {}

  /** The composition on a day. @throws Refusal NOT_FOUND, INVALID_DATE */
  async one(principal: Principal, regionCode: string, on: string | undefined): Promise<LeadingGroupDetail> {
    const day = dayOf(on, this.database.now());
    const { manager } = this.database;
    refuseOutsideDirectory(principal, regionCode);
    const [region, group, office] = await Promise.all([
      regionByCode(manager, regionCode),
      leadingGroupOf(manager, regionCode, day),
      officeOf(manager, regionCode, day),
    ]);
    if (region === null || group === null) throw new Refusal('NOT_FOUND');
    const [leaders, members] = await Promise.all([
      positionsWithContacts(manager, group.id, day),
      memberUnitsOf(manager, group.id, day),
    ]);
    return {
      region: regionView(region),
      on: day,
      group,
      office,
      leaders: leaders.map((position) => positionView(principal, group, position)),
      members,
    };
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE, UNIT_NOT_ACTIVE, ALREADY_MEMBER */
  join({ key, principal }: ChangeRequest, regionCode: string, body: MemberJoin): Promise<MembershipView> {
    const from = civilDateIn(body.from, 'from', '自哪一天起');
    return this.database.change(key, async ({ manager }) => {
      refuseUnlessOrganiser(principal, regionCode);
      const group = await leadingGroupOf(manager, regionCode);
      const unit = await lockUnit(manager, body.unitId);
      if (group === null || unit?.regionCode !== regionCode || !isFilingKind(unit.kind)) {
        throw new Refusal('NOT_FOUND', {}, 'unitId');
      }
      refuseInactive(unit, from);
      refuseInactive(group, from);
      const memberships = await membershipsOf(manager, unit.id);
      if (memberships.some(({ validTo }) => validTo === null || validTo >= from)) {
        throw new Refusal('ALREADY_MEMBER', { unit: unit.name });
      }
      const membership = { groupUnitId: group.id, unitId: unit.id, validFrom: from };
      await insertMembership(manager, membership);
      return { ...membership, validTo: null };
    });
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE, NOT_A_MEMBER */
  leave(
    { key, principal }: ChangeRequest,
    regionCode: string,
    unitId: string,
    lastDay: string,
  ): Promise<MembershipView> {
    const on = civilDateIn(lastDay, 'on', '最后一天');
    return this.database.change(key, async ({ manager }) => {
      refuseUnlessOrganiser(principal, regionCode);
      const unit = await lockUnit(manager, unitId);
      if (unit?.regionCode !== regionCode) throw new Refusal('NOT_FOUND');
      const current = (await membershipsOf(manager, unitId)).find(
        ({ validFrom, validTo }) => validFrom <= on && (validTo === null || validTo > on),
      );
      if (current === undefined) throw new Refusal('NOT_A_MEMBER', { unit: unit.name, date: on }, 'on');
      await endMembership(manager, current, on);
      return { ...current, validTo: on };
    });
  }
}

function refuseInactive({ name, activeFrom, activeTo }: UnitRow, on: CivilDate): void {
  if (activeFrom > on || activeTo !== null)
    throw new Refusal('UNIT_NOT_ACTIVE', { unit: name, date: on }, 'from');
}
