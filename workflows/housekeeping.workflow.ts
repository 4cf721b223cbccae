import { continueAsNew, patched, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { HousekeepingActivities } from '../contracts/processes/activities.js';

const { sealAudit, reconcile, purge, watchYears } = proxyActivities<HousekeepingActivities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes', maximumAttempts: 10 },
});

/** Once an hour: seal the record, compare processes with workflows, look whether years run as planned, forget answers nobody will ask for again. */
export async function housekeeping(): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < 2_000) {
    const now = new Date(Date.now()).toISOString();
    // A failing chore is in the workers' log and metrics; it must not keep the others from their hour.
    await Promise.allSettled([
      sealAudit({ now }),
      reconcile({ now }),
      purge({ now }),
      // One that runs since before there were years finishes its hour as it began it.
      ...(patched('watch-years') ? [watchYears({ now })] : []),
    ]);
    await sleep('1 hour');
  }
  await continueAsNew<typeof housekeeping>();
}
