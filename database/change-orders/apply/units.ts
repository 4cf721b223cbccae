import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import type { OwnerRole } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { stands } from '../../../domain/steps/step-state.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { officeOwnersOf, ownerPositionsOf, positionsOf } from '../../organisation/position.repository.js';
import { unitById, unitsByIds } from '../../organisation/unit.repository.js';
import { effectsOf } from '../../processes/effects.js';
import type { AssignmentRow, StepRow } from '../../steps/step.store.js';
import type { ChangeContext } from './change-context.js';

/** Why a step's owner can't be another unit. Everything else is owed by a unit that the process itself names. */
const FIXED: Partial<Record<OwnerRole, string>> = {
  filingUnits: '各单位报送自己的',
  recipients: '文件由收文单位签收',
  office: '由双拥办办理',
  officeStaff: '由双拥办办理',
  officeReview: '由双拥办办理',
  officeDirector: '由双拥办办理',
  groupLeader: '由领导办理',
  groupLeaders: '由领导办理',
  groupAndMembers: '由领导办理',
  claimer: '由领导办理',
  teamLeaders: '由带队领导办理',
  approver: '由领导办理',
  changeAuthor: '由双拥办办理',
};

/** @throws Refusal UNIT_CHANGE_UNFIT where the step's units can't be changed (`but`: save for these owners) */
export function unitsMayChange(
  { effects }: ChangeContext,
  step: StepRow,
  but: readonly OwnerRole[] = [],
): OwnerRole {
  const { kind } = effects.process;
  const { owner, label } = stepBlueprintOf(kind, step.key);
  if (but.includes(owner)) return owner;
  const fixed = FIXED[owner] ?? (effectsOf(kind).unitChanged ? undefined : '这类工作的单位不在环节里变更');
  if (fixed !== undefined) throw new Refusal('UNIT_CHANGE_UNFIT', { step: label, reason: fixed });
  return owner;
}

/**
 * The position that owes it in another unit: of the same kind as before, else the unit's own.
 * @throws Refusal INVALID_FIELD for a unit that is not there or in the step already, POSITION_VACANT
 */
export async function positionIn(
  { effects }: ChangeContext,
  unitId: string,
  assignments: readonly AssignmentRow[],
  likePositionId: string | null,
): Promise<string> {
  const { manager, now, process } = effects;
  const on = civilDateOf(now);
  const unit = await unitById(manager, unitId);
  const there =
    unit &&
    unit.regionCode.startsWith(process.regionCode) &&
    unit.activeFrom <= on &&
    (unit.activeTo === null || unit.activeTo >= on);
  if (!there)
    throw new Refusal('INVALID_FIELD', { field: '单位', reason: '单位不存在、已撤销或不在本地区' }, 'unitId');
  if (assignments.some((one) => one.unitId === unitId && stands(one)))
    throw new Refusal('INVALID_FIELD', { field: '单位', reason: '该单位已在这个环节中' }, 'unitId');
  const [like]: { kind: Parameters<typeof positionsOf>[2][number] }[] = likePositionId
    ? await manager.query(`select kind from position where id = $1`, [likePositionId])
    : [];
  const alike = like ? await positionsOf(manager, unitId, [like.kind], on) : [];
  const held = alike.find(({ holders }) => holders.length > 0);
  const [owner] =
    unit.kind === 'office' && (await asksOffices(manager, assignments))
      ? await officeOwnersOf(manager, [unitId], on)
      : await ownerPositionsOf(manager, [unitId], on);
  const positionId = held?.positionId ?? owner?.positionId;
  if (!positionId) throw new Refusal('POSITION_VACANT', {}, 'unitId');
  return positionId;
}

/** What an upper office asks of lower ones: an office has no liaison, whoever does its daily work answers. */
async function asksOffices(manager: EntityManager, assignments: readonly AssignmentRow[]): Promise<boolean> {
  const units = await unitsByIds(
    manager,
    assignments.map(({ unitId }) => unitId),
  );
  return units.some(({ kind }) => kind === 'office');
}
