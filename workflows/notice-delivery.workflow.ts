import {
  condition,
  continueAsNew,
  log,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { NoticeActivities } from '../contracts/processes/notices.js';
import { wakeSignal } from '../contracts/processes/processes.js';

const { planDeliveries } = proxyLocalActivities<NoticeActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Attempts and their pauses are kept per delivery, in the tables; a lane whose worker died is looked at a minute later. */
const { sendLane } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { maximumAttempts: 1 },
});

/** New notices don't ring: the transaction that writes them stays cheap. */
const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 1_000;
/** About six hours of idle minutes. */
const LONGEST_HISTORY = 2_000;

/**
 * Notices leave the product: once a minute, or when something falls due, plan; then send each lane by itself, so that a dead
 * channel holds up nobody. An idle minute costs one timer and one local activity.
 */
export async function noticeDelivery({ longestHistory = LONGEST_HISTORY } = {}): Promise<void> {
  const busy = new Set<string>();
  let woken = false;
  setHandler(wakeSignal, () => {
    woken = true;
  });
  const serve = async (lane: string, now: string): Promise<void> => {
    busy.add(lane);
    try {
      const { sent, failed, dead } = await sendLane({ lane, now });
      // What is left of a full lane goes on at once.
      if (sent + failed + dead > 0) woken = true;
    } catch (error) {
      log.warn('lane not served', { lane, error: String(error) });
    } finally {
      busy.delete(lane);
    }
  };

  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < longestHistory) {
    woken = false;
    const now = new Date(Date.now()).toISOString();
    const { lanes, nextAt } = await planDeliveries({ now });
    for (const lane of lanes) if (!busy.has(lane)) void serve(lane, now);
    const wait = nextAt === null ? LONGEST_SLEEP_MS : new Date(nextAt).getTime() - Date.now();
    await condition(() => woken, Math.min(Math.max(wait, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS));
  }
  await condition(() => busy.size === 0);
  await continueAsNew<typeof noticeDelivery>({ longestHistory });
}
