import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import type { UnitChange } from '../processes/unit-change.js';
import { replaceInInspection, targetsOf } from './target.store.js';

/**
 * Another unit is the target in its place (变更单). A lower region is inspected as a region, whoever works for it; and who is inspected was
 * approved with the plan: one more or one less is another plan. @throws Refusal UNIT_CHANGE_UNFIT
 */
export async function changeTarget(
  { manager, now, process }: EffectContext,
  { key, from, to }: UnitChange,
): Promise<void> {
  const targets = await targetsOf(manager, process.id, civilDateOf(now));
  const target = targets.find(({ unitId, succeededBy }) => unitId === from && succeededBy === null);
  if (from === null || to === null || target?.kind !== 'unit' || key === 'visit')
    throw new Refusal('UNIT_CHANGE_UNFIT', {
      step: '督查',
      reason: '督查对象由批准的方案确定，只有单位撤并时由接替的单位承担',
    });
  const [unit]: { kind: string; regionCode: string }[] = await manager.query(
    `select kind, region_code as "regionCode" from unit where id = $1`,
    [to],
  );
  if (unit?.regionCode !== process.regionCode || !['member', 'township', 'military'].includes(unit.kind))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '改由哪个单位承办', reason: '接替的应是本地区的单位' },
      'toUnitId',
    );
  await replaceInInspection(manager, process.id, from, to);
}
