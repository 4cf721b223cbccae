import { condition, log, patched, workflowInfo } from '@temporalio/workflow';
import type { Carried, Journal } from './journal.js';

/** What a run of a process is told beside its input: by the run before it, and by tests that are in a hurry. */
export interface Continued {
  carried?: Carried;
  /** Events after which a run is continued by a new one. */
  longestHistory?: number;
}

/** About 270 steps: what a worker that has never seen the process replays in about a second. */
const LONGEST_HISTORY = 2_000;
/** About 3,000 passed steps. A run that has more to carry is not continued, and may still grow by twice as much. */
const LARGEST_CARRIED = 300_000;
/** Finding its place again is one task; on a busy machine it takes longer than Temporal's ten seconds. */
export const TASK_TIMEOUT = '30 seconds';

/**
 * Waits until a run has grown long and is at rest, and hands what it learnt to the next. Whatever is told at that instant makes
 * Temporal refuse the hand-over and ask again, so nothing falls between two runs.
 */
export async function untilGrown(
  journal: Journal,
  { longestHistory = LONGEST_HISTORY }: Continued,
): Promise<Carried> {
  const grown = (): boolean =>
    workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= longestHistory;
  let seen = journal.length;
  for (;;) {
    // At least something must be learnt in each run, or it would go round.
    await condition(() => journal.length > seen && grown() && journal.atRest());
    await journal.settled();
    seen = journal.length;
    if (!journal.atRest()) continue;
    const carried = journal.carried();
    const size = JSON.stringify(carried).length;
    if (size > LARGEST_CARRIED) {
      log.warn('not continued: too much to carry', { size });
      await condition(() => false);
    }
    // A history that an older release wrote went on growing here.
    if (patched('continued-as-new')) return carried;
  }
}
