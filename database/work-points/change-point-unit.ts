import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { EffectContext } from '../processes/effects.js';
import { refuseTwice, replacedIn, type UnitChange } from '../processes/unit-change.js';
import { changePoint, pointOf } from './point.store.js';

/** Another unit leads or supports in its place, by a 变更单; a unit that leads does not support as well. @throws Refusal INVALID_FIELD */
export async function changePointUnit(
  { manager, process }: EffectContext,
  change: UnitChange,
): Promise<void> {
  const { leadUnitIds, cooperatingUnitIds } = await pointOf(manager, process.id);
  const leads = stepBlueprintOf(process.kind, change.key).owner === 'leadUnit';
  refuseTwice(leads ? cooperatingUnitIds : leadUnitIds, change);
  await changePoint(
    manager,
    process.id,
    leads
      ? { leadUnitIds: replacedIn(leadUnitIds, change) }
      : { cooperatingUnitIds: replacedIn(cooperatingUnitIds, change) },
  );
}
