import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { serveClock } from '../../../database/steps/serve-clock.js';
import { createWorker } from '../../../src/worker/create-worker.js';
import { measured, type Bench } from '../context.js';
import { closedLoop } from '../load.js';
import { openDueSteps, OVERDUE, untilJustBefore, watchCheckpoints } from './deadlines.js';

const TASK_QUEUE = 'yushui-bench';
/** Clock numbers that no clock workflow of the product serves: each step gets one of its own. */
const FIRST_CLOCK = 1_000;

/**
 * The other way of DESIGN section 1: one workflow with one durable timer and one local activity for each step. The activity is
 * the clock's own code, for one step, so that only the way of waiting differs.
 */
export async function oneTimerEach(bench: Bench) {
  const { product, dataSource, settings, say } = bench;
  const { address, namespace } = product.running().temporal;
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const activities = {
    serveOne: async ({ clock, now }: { clock: number; now: string }) =>
      void (await serveClock(dataSource.manager, clock, new Date(now))),
  };
  const { worker, close } = await createWorker(
    { address, namespace, taskQueue: TASK_QUEUE, activities, cachedWorkflows: settings.deadlines + 100 },
    { workflowsPath: workflowsPath() },
  );
  const working = worker.run();
  try {
    say(`opening ${settings.deadlines} steps, a timer for each`);
    const { ids, due } = await openDueSteps(
      bench,
      settings.deadlines,
      (now) => new Date(now + 30_000 + settings.deadlines * 60),
    );
    await dataSource.query(
      `update step s set clock = $2 + o.n from unnest($1::uuid[]) with ordinality as o(id, n) where s.id = o.id`,
      [ids, FIRST_CLOCK],
    );
    const starts = await closedLoop(
      ids.map((id, index) => ({ id, clock: FIRST_CLOCK + 1 + index })),
      16,
      async ({ id, clock }) => {
        const args = [{ clock, due: new Date(due.getTime() + 1).toISOString() }];
        await client.workflow.start('oneTimer', {
          workflowId: `bench-timer:${id}`,
          taskQueue: TASK_QUEUE,
          args,
        });
      },
    );
    const overdueAt = new Date(due.getTime() + 1);
    if (overdueAt.getTime() < Date.now())
      throw new Error('starting the timers took longer than their deadline');
    say(`${starts.perSecond} starts/s`);
    await untilJustBefore(overdueAt, say);
    const fired = await measured(bench, 'deadlines, one timer each', () =>
      watchCheckpoints(bench, ids, OVERDUE, overdueAt),
    );
    return { ...fired, startsPerSecond: starts.perSecond };
  } finally {
    worker.shutdown();
    await working;
    await close();
    await connection.close();
  }
}

function workflowsPath(): string {
  const base = fileURLToPath(new URL('../one-timer.workflow', import.meta.url));
  return existsSync(`${base}.js`) ? `${base}.js` : `${base}.ts`;
}
