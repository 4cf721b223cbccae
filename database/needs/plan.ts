import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { PlanForm } from '../../domain/needs/forms.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import type { ItemChange } from './need-item.store.js';

/** A plan as the item's new facts. @throws Refusal INVALID_FIELD, DATE_IN_PAST */
export async function planned(
  { manager, now, process }: EffectContext,
  plan: PlanForm,
  path = 'form',
): Promise<ItemChange> {
  if (plan.limitDate < civilDateOf(now))
    throw new Refusal('DATE_IN_PAST', { field: '办理时限' }, `${path}.limitDate`);
  if (plan.cooperatingUnitIds.includes(plan.leadUnitId)) {
    throw new Refusal(
      'INVALID_FIELD',
      { field: '配合单位', reason: '牵头单位不能同时是配合单位' },
      `${path}.cooperatingUnitIds`,
    );
  }
  await checkUnits(
    manager,
    process.regionCode,
    [plan.leadUnitId],
    civilDateOf(now),
    `${path}.leadUnitId`,
    '牵头单位',
  );
  await checkUnits(
    manager,
    process.regionCode,
    plan.cooperatingUnitIds,
    civilDateOf(now),
    `${path}.cooperatingUnitIds`,
    '配合单位',
  );
  return {
    leadUnitId: plan.leadUnitId,
    cooperatingUnitIds: [...new Set(plan.cooperatingUnitIds)],
    measures: plan.measures,
    limitAt: endOfDay(plan.limitDate),
  };
}

/** Units that exist in the region, or below it, on the day. @throws Refusal INVALID_FIELD */
export async function checkUnits(
  manager: EntityManager,
  regionCode: string,
  ids: string[],
  on: string,
  field: string,
  called: string,
): Promise<void> {
  if (ids.length === 0) return;
  const [row]: { known: number }[] = await manager.query(
    `select count(*)::int as known from unit
     where id = any($1::uuid[]) and starts_with(region_code, $2) and active_from <= $3 and (active_to is null or active_to >= $3)`,
    [[...new Set(ids)], regionCode, on],
  );
  if (row?.known !== new Set(ids).size)
    throw new Refusal('INVALID_FIELD', { field: called, reason: '单位不存在、已撤销或不在本地区' }, field);
}
