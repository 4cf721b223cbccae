import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type {
  AnnualCycleActivities,
  LaunchYearInput,
  LaunchYearsInput,
} from '../contracts/processes/annual-cycles.js';

const { launchBatch, launchNextYear } = proxyActivities<AnnualCycleActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

const present = (): string => new Date(Date.now()).toISOString();

/** Launches the years of many regions, fifty at a time; how far it is stands in the batch's table, so that it goes on after anything. */
export async function launchYears(input: LaunchYearsInput): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    const { settled } = await launchBatch({ ...input, now: present() });
    if (settled === 0) return;
  }
  await continueAsNew<typeof launchYears>(input);
}

/** Started by a region's schedule: launches the year after the one it was scheduled in, however late it comes to run. */
export async function launchYear({ regionCode }: LaunchYearInput): Promise<string> {
  const [scheduled] = (workflowInfo().searchAttributes['TemporalScheduledStartTime'] ?? []) as (
    Date | string
  )[];
  const at = scheduled === undefined ? new Date(Date.now()) : new Date(scheduled);
  // The schedule's instant lies in December: the year is the same in UTC and at +08:00.
  const { result } = await launchNextYear({ regionCode, year: at.getUTCFullYear() + 1, now: present() });
  return result;
}
