import { titleStateBy } from '../../domain/vetoes/titles.js';
import { changeHonour } from '../honours/honour.store.js';
import type { EffectContext } from '../processes/effects.js';
import { titlesForUpdate } from './veto-decision.store.js';

/**
 * Makes of each title what follows from the decisions in force, those of other events among them; in the transaction that changed one of
 * the decisions. Titles for which nothing changes are left alone.
 */
export async function settleTitles(
  context: EffectContext,
  honourIds: readonly string[],
  reason: string,
): Promise<void> {
  for (const { honourId, state, otherwise, decisions } of await titlesForUpdate(context.manager, honourIds)) {
    const now = titleStateBy(decisions, otherwise);
    if (now === state) continue;
    await changeHonour(context, honourId, {
      state: now,
      reason,
      decisionProcessId: context.process.id,
      // Which decisions hold is settled here; a revoked one comes back only when the event it was for is no event.
      ...(state === 'revoked' ? { corrects: true as const } : {}),
    });
  }
}
