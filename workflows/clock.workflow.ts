import {
  condition,
  continueAsNew,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ProcessActivities } from '../contracts/processes/activities.js';
import { wakeSignal } from '../contracts/processes/processes.js';

const { serveClock } = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Looks again at least this often, should a wake-up ever be lost. */
const LONGEST_SLEEP_MS = 60 * 60_000;
/** Something was due but locked by somebody signing: look again soon, not at once. */
const SHORTEST_SLEEP_MS = 200;

export interface ClockInput {
  clock: number;
}

/**
 * One of the installation's clocks: does whatever is due for its share of the steps, sleeps until the next is due, for ever. One
 * durable timer stands for all its steps' reminders and rungs; a mass deadline is served in batches (docs/adr/0003-clocks.md).
 */
export async function clock(input: ClockInput): Promise<void> {
  let woken = false;
  setHandler(wakeSignal, () => {
    woken = true;
  });
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < 2_000) {
    woken = false;
    const { nextAt } = await serveClock({ clock: input.clock, now: new Date(Date.now()).toISOString() });
    const wait = nextAt === null ? LONGEST_SLEEP_MS : new Date(nextAt).getTime() - Date.now();
    await condition(() => woken, Math.min(Math.max(wait, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS));
  }
  await continueAsNew<typeof clock>(input);
}
