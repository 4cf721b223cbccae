import { proxyLocalActivities, sleep } from '@temporalio/workflow';

/** What is not built: a durable timer in each process's own workflow. Measured beside the clocks, for the decision's record. */
const { serveOne } = proxyLocalActivities<{ serveOne(input: { clock: number; now: string }): Promise<void> }>(
  {
    startToCloseTimeout: '1 minute',
  },
);

export async function oneTimer({ clock, due }: { clock: number; due: string }): Promise<void> {
  await sleep(Math.max(1, new Date(due).getTime() - Date.now()));
  await serveOne({ clock, now: new Date(Date.now()).toISOString() });
}
