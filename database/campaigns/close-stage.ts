import {
  exceptionsFor,
  type RecordedException,
  type UnmetCondition,
} from '../../domain/campaign/conditions.js';
import type { StageClosingForm } from '../../domain/campaign/forms.js';
import type { StageKey } from '../../domain/campaign/stages.js';
import type { EffectContext } from '../processes/effects.js';
import { endStage, stageOf } from './campaign.store.js';
import { carryOn } from './carry-on.js';
import { unmetConditions } from './unmet-conditions.js';

/** Where what a stage leaves unsolved goes on: from 排忧解难 into 巩固提高, from there it is kept on account after the campaign. */
const CARRIES_TO: Partial<Record<StageKey, 'consolidate' | 'account'>> = {
  solve: 'consolidate',
  consolidate: 'account',
};

/**
 * The office's sign-off of a stage (DOMAIN 4): its conditions hold, or each that doesn't is named with a reason.
 * @throws Refusal STAGE_CONDITIONS, EXCEPTION_UNKNOWN
 */
export async function closeStage(
  context: EffectContext,
  key: StageKey,
  { note, exceptions: named }: StageClosingForm,
): Promise<void> {
  const { manager, now, process, record } = context;
  const stage = await stageOf(manager, process.id, key);
  const unmet = await unmetConditions(manager, process, key);
  const exceptions = exceptionsFor(unmet, named);
  await endStage(manager, process.id, key, { at: now, note: note ?? null, exceptions });
  record({ kind: 'stageClosed', body: { stage: key, title: stage.title, exceptions } });
  const to = CARRIES_TO[key];
  if (to) await carryOn(context, key, to, itemReasons(unmet, exceptions));
}

function itemReasons(
  unmet: readonly UnmetCondition[],
  exceptions: readonly RecordedException[],
): Map<string, string> {
  const reasons = new Map(exceptions.map(({ what, reason }) => [what, reason]));
  return new Map(
    unmet
      .filter(({ key }) => key.startsWith('item:'))
      .map(({ key }) => [key.slice('item:'.length), reasons.get(key) ?? '']),
  );
}
