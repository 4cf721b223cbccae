import { addDays, civilDateOf, daysBetween } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { campaignOf, changeCampaign, moveStage, stagesOf } from './campaign.store.js';
import { inspectionsOf, moveInspection } from './inspection.store.js';

/**
 * The campaign's clock stood still: what is not over moves on by as many days. A stage that has begun keeps its first day. Deadlines of open
 * steps are the engine's.
 */
export async function shiftRemaining(
  { manager, now, process, record }: EffectContext,
  since: Date,
): Promise<void> {
  const days = daysBetween(civilDateOf(since), civilDateOf(now));
  if (days === 0) return;
  const campaign = await campaignOf(manager, process.id);
  for (const stage of await stagesOf(manager, [process.id])) {
    if (stage.closedAt !== null) continue;
    await moveStage(manager, process.id, stage.key, {
      fromDate: stage.openedAt === null ? addDays(stage.fromDate, days) : stage.fromDate,
      toDate: addDays(stage.toDate, days),
      handInDate: stage.handInDate && addDays(stage.handInDate, days),
    });
  }
  for (const { seq, onDate, openedAt } of await inspectionsOf(manager, process.id))
    if (openedAt === null) await moveInspection(manager, process.id, seq, addDays(onDate, days));
  const toDate = addDays(campaign.toDate, days);
  await changeCampaign(manager, process.id, { toDate });
  record({ kind: 'stagesShifted', body: { days, to: toDate } });
}
