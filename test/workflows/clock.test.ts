import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { createProcessActivities } from '../../activities/process.activities.js';
import { wakeSignal } from '../../contracts/processes/processes.js';
import { clockOfStep } from '../../domain/steps/clocks.js';
import { createWorker } from '../../src/worker/create-worker.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { createWorld, type World } from '../integration/steps/world.js';
import { connect, installRuntime, record, REHEARSAL, until } from './stand.js';

const taskQueue = `clock-${randomUUID()}`;
let world: World;
let client: Client;
let stopWorker: () => Promise<void>;
const started: WorkflowHandle[] = [];

beforeAll(async () => {
  installRuntime();
  world = await createWorld();
  client = await connect(REHEARSAL);
  const { worker, close } = await createWorker({
    address: testTemporalAddress(),
    namespace: REHEARSAL,
    taskQueue,
    activities: createProcessActivities({ dataSource: world.dataSource }),
  });
  const running = worker.run();
  stopWorker = async () => {
    worker.shutdown();
    await running;
    await close();
  };
});
afterAll(async () => {
  for (const handle of started) await handle.terminate().catch(() => undefined);
  await stopWorker?.();
  await client?.connection.close();
  await world?.stop();
});

async function startClock(clock: number, skipping: boolean): Promise<WorkflowHandle> {
  const workflowId = `clock-test-${randomUUID()}`;
  await client.workflowService.startWorkflowExecution({
    namespace: REHEARSAL,
    workflowId,
    requestId: randomUUID(),
    workflowType: { name: 'clock' },
    taskQueue: { name: taskQueue },
    input: { payloads: [defaultPayloadConverter.toPayload({ clock })] },
    ...(skipping ? { timeSkippingConfig: { enabled: true, maxSessionSkipCount: 100_000 } } : {}),
  } as Parameters<typeof client.workflowService.startWorkflowExecution>[0]);
  const handle = client.workflow.getHandle(workflowId);
  started.push(handle);
  return handle;
}

/** A request for more time: two working days to decide, two rungs. */
async function shortStep(): Promise<string> {
  const now = new Date();
  const { solve } = await world.claimed(now, { limitDate: '2027-06-30' });
  const step = await world.extend('liaison.education', await world.owed(solve), '2027-09-30', now);
  // Only this one is to be watched.
  await world.rows(`update step set check_at = null where id <> $1`, step);
  return step;
}
const fired = (stepId: string): Promise<{ key: string; fired_at: Date; due_at: Date }[]> =>
  world.rows(`select key, fired_at, due_at from checkpoint where step_id = $1 order by due_at`, stepId);

it('does everything on the way through the days, each at its instant, once', async () => {
  const step = await shortStep();
  const handle = await startClock(clockOfStep(step), true);
  const all = await until('the last rung', async () => {
    const rows = await fired(step);
    return rows.some(({ key }) => key === 'rung:2') && rows;
  });
  await record('clock.through-days', handle);
  await handle.terminate();
  const keys = all.map(({ key }) => key);
  expect(keys.filter((key) => !key.startsWith('remind') && key !== 'unack')).toEqual([
    'overdue',
    'rung:1',
    'rung:2',
  ]);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { fired_at, due_at } of all) {
    const late = fired_at.getTime() - due_at.getTime();
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(60_000);
  }
  await world.verified();
});

it('sleeps until something is due, and gets up when it is woken', async () => {
  const step = await shortStep();
  const clock = clockOfStep(step);
  await world.rows(`update step set check_at = null`);
  await world.rows(`delete from clock`);
  const handle = await startClock(clock, false);
  await until(
    'an armed clock',
    async () => (await world.rows(`select 1 from clock where id = $1`, clock)).length > 0,
  );
  const { armed_until } = await world.one<{ armed_until: Date }>(
    `select armed_until from clock where id = $1`,
    clock,
  );
  expect(armed_until.getTime() - Date.now()).toBeGreaterThan(50 * 60_000);

  // A deadline that was moved to just after the opening: nobody would look for an hour.
  await world.rows(
    `update assignment set deadline_at = opened_at + interval '10 ms' where step_id = $1`,
    step,
  );
  await world.rows(`update step set check_at = opened_at + interval '11 ms' where id = $1`, step);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await fired(step)).toEqual([]);
  await handle.signal(wakeSignal);
  const rows = await until('the overdue notice', async () => {
    const found = await fired(step);
    return found.length > 0 && found;
  });
  expect(rows.map(({ key }) => key)).toEqual(['overdue']);
  await handle.terminate();
});
