import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  PositionCreate,
  UnitCreate,
  UnitEnd,
  UnitRename,
  UnitSuccessor,
} from '../../../contracts/http/organisation-changes.js';
import type { UnitPositionView, UnitView } from '../../../contracts/http/organisation.js';
import { Unit } from '../../../database/entities/index.js';
import {
  insertPosition,
  lastStartIn,
  lockUnit,
  positionsOfKind,
} from '../../../database/organisation/appointment.repository.js';
import { tellOfTitles } from '../../../database/honours/tell-of-titles.js';
import { lastDayOfUnit } from '../../../database/organisation/last-day.js';
import { lockRegion, type RegionRow } from '../../../database/organisation/region.repository.js';
import {
  leadingGroupOf,
  officeOf,
  unitById,
  type UnitRow,
  unitNamed,
} from '../../../database/organisation/unit.repository.js';
import { mergeUnit, refuseUnmended } from '../../../database/organisation/succeed.js';
import { openWorkOf, refuseOpenWork } from '../../../database/steps/participants.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { liaisonKindOf, positionFits } from '../../../domain/organisation/kinds.js';
import {
  POSITION_KIND_LABELS,
  REGION_LEVEL_LABELS,
  UNIT_KIND_LABELS,
} from '../../../domain/organisation/labels.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateIn } from '../../http/checked-form.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { organiserIn, refusePrivilegedPost, refuseUnlessOrganiser } from './organisation-access.js';
import { refuseEndBefore } from './request-dates.js';

/** 省、市、县 have leading groups; townships and villages carry the work out (DOMAIN section 1). */
const DEEPEST_LEVEL_WITH_UNITS = 4;
const DEEPEST_LEVEL_WITH_GROUP = 3;

@Injectable()
export class UnitChangesService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE, UNIT_LEVEL, SOLE_UNIT_EXISTS, UNIT_EXISTS */
  create({ key, principal }: ChangeRequest, body: UnitCreate): Promise<UnitView> {
    const activeFrom = civilDateIn(body.activeFrom, 'activeFrom', '设立日期');
    const { kind, regionCode, name, shortName } = cleaned(body);
    return this.database.change(key, async ({ manager }) => {
      refuseUnlessOrganiser(principal, regionCode);
      const region = await lockRegion(manager, regionCode);
      if (region === null) throw new Refusal('NOT_FOUND');
      await refuseSecondOrTooLow(manager, region, kind);
      await refuseNameTaken(manager, region, name);
      const unit = { id: randomUUID(), regionCode, name, shortName, kind, activeFrom, activeTo: null };
      await manager.insert(Unit, unit);
      return { ...unit, successorId: null };
    });
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, UNIT_EXISTS */
  rename({ key, principal }: ChangeRequest, id: string, body: UnitRename): Promise<UnitView> {
    const { name, shortName } = cleaned(body);
    return this.database.change(key, async ({ manager }) => {
      const unit = await this.unitToChange(manager, principal, id);
      const region = await lockRegion(manager, unit.regionCode);
      if (region !== null) await refuseNameTaken(manager, region, name, id);
      await manager.update(Unit, { id }, { name, shortName });
      return { ...unit, name, shortName };
    });
  }

  /**
   * Ends the unit with everything that hangs on it. Work that is open would be nobody's: it goes to the successor, or is handed over first.
   *
   * @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE, INVALID_FIELD, UNIT_ENDED, ENDS_BEFORE_START, UNIT_OPEN_WORK, UNIT_OWES, POSITION_VACANT
   */
  end({ key, principal }: ChangeRequest, id: string, body: UnitEnd): Promise<UnitView> {
    const on = civilDateIn(body.on, 'on', '最后一天');
    const { successorUnitId, reason = '单位撤并' } = body;
    refuseClassified(reason, 'reason');
    return this.database.change(key, async ({ manager, now }) => {
      const unit = await this.unitToChange(manager, principal, id);
      if (unit.activeTo !== null) throw new Refusal('UNIT_ENDED', { unit: unit.name, date: unit.activeTo });
      refuseEndBefore((await lastStartIn(manager, id)) ?? unit.activeFrom, on, 'on', '最后一天');
      refuseEndBefore(unit.activeFrom, on, 'on', '最后一天');
      const actor = organiserIn(principal, unit.regionCode);
      if (successorUnitId !== undefined)
        await mergeUnit(manager, actor, { unit, successorId: successorUnitId, reason }, now);
      refuseOpenWork(await openWorkOf(manager, id));
      await refuseUnmended(manager, unit);
      await lastDayOfUnit(manager, id, on, now);
      await manager.update(Unit, { id }, { activeTo: on });
      const ended = (await unitById(manager, id)) as UnitRow;
      await tellOfTitles(manager, ended, now);
      return ended;
    });
  }

  /**
   * Who takes over a unit that ended without a successor.
   * @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_FIELD, UNIT_MERGED, POSITION_VACANT
   */
  merge({ key, principal }: ChangeRequest, id: string, body: UnitSuccessor): Promise<UnitView> {
    const { successorUnitId: successorId, reason } = body;
    refuseClassified(reason, 'reason');
    return this.database.change(key, async ({ manager, now }) => {
      const unit = await this.unitToChange(manager, principal, id);
      if (unit.activeTo === null)
        throw new Refusal(
          'INVALID_FIELD',
          { field: '并入（接替）的单位', reason: '单位没有撤销；撤销时一并写明' },
          'successorUnitId',
        );
      if (unit.successorId !== null) {
        const successor = await unitById(manager, unit.successorId);
        throw new Refusal('UNIT_MERGED', { unit: unit.name, successor: successor?.name ?? '' });
      }
      const actor = organiserIn(principal, unit.regionCode);
      await mergeUnit(manager, actor, { unit, successorId, reason }, now);
      return (await unitById(manager, id)) as UnitRow;
    });
  }

  /** @throws Refusal NOT_FOUND, FORBIDDEN, POSITION_UNFIT, POSITION_EXISTS */
  createPosition(
    { key, principal }: ChangeRequest,
    unitId: string,
    body: PositionCreate,
  ): Promise<UnitPositionView> {
    refuseClassified(body.title, 'title', '职务名称');
    const { kind } = body;
    const title = body.title.trim();
    return this.database.change(key, async ({ manager }) => {
      const unit = await this.unitToChange(manager, principal, unitId);
      refusePrivilegedPost(principal, kind, unit.regionCode);
      if (!positionFits(unit.kind, kind)) {
        const params = { unitKind: UNIT_KIND_LABELS[unit.kind], kind: POSITION_KIND_LABELS[kind] };
        throw new Refusal('POSITION_UNFIT', params, 'kind');
      }
      const [liaison] = kind === liaisonKindOf(unit.kind) ? await positionsOfKind(manager, unitId, kind) : [];
      if (liaison) throw new Refusal('POSITION_EXISTS', { unit: unit.name, title: liaison.title }, 'kind');
      const id = randomUUID();
      if (!(await insertPosition(manager, { id, unitId, kind, title }))) {
        throw new Refusal('POSITION_EXISTS', { unit: unit.name, title }, 'title');
      }
      return { positionId: id, kind, title, holders: [] };
    });
  }

  private async unitToChange(manager: EntityManager, principal: Principal, id: string): Promise<UnitRow> {
    const unit = await lockUnit(manager, id);
    if (unit === null) throw new Refusal('NOT_FOUND');
    refuseUnlessOrganiser(principal, unit.regionCode);
    return unit;
  }
}

/** @throws Refusal UNIT_LEVEL, SOLE_UNIT_EXISTS */
async function refuseSecondOrTooLow(
  manager: EntityManager,
  { code, name, level }: RegionRow,
  kind: UnitCreate['kind'],
): Promise<void> {
  const sole = kind === 'office' || kind === 'leadingGroup';
  if (level > (sole ? DEEPEST_LEVEL_WITH_GROUP : DEEPEST_LEVEL_WITH_UNITS)) {
    throw new Refusal(
      'UNIT_LEVEL',
      { kind: UNIT_KIND_LABELS[kind], level: REGION_LEVEL_LABELS[level] },
      'kind',
    );
  }
  const existing = sole && (await (kind === 'office' ? officeOf : leadingGroupOf)(manager, code));
  if (existing) {
    throw new Refusal(
      'SOLE_UNIT_EXISTS',
      { region: regionLabel(name), kind: UNIT_KIND_LABELS[kind] },
      'kind',
    );
  }
}

/** Names stay taken after a unit's end: its record keeps the name. @throws Refusal UNIT_EXISTS */
async function refuseNameTaken(
  manager: EntityManager,
  region: RegionRow,
  name: string,
  except?: string,
): Promise<void> {
  const taken = await unitNamed(manager, region.code, name);
  if (taken !== null && taken.id !== except) {
    throw new Refusal('UNIT_EXISTS', { region: regionLabel(region.name), name }, 'name');
  }
}

function cleaned<T extends { name: string; shortName: string }>(body: T): T {
  refuseClassified(body.name, 'name', '全称');
  refuseClassified(body.shortName, 'shortName', '简称');
  return { ...body, name: body.name.trim(), shortName: body.shortName.trim() };
}
