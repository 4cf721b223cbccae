import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { activityInfo } from '@temporalio/activity';
import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';
import type { DeliveryPlan, LaneResult, NoticeActivities } from '../../contracts/processes/notices.js';
import { NOTICE_DELIVERY_WORKFLOW } from '../../contracts/processes/notices.js';
import { wakeSignal } from '../../contracts/processes/processes.js';
import { createWorker } from '../../src/worker/create-worker.js';
import { testTemporalAddress } from '../support/infrastructure.js';

const NAMESPACE = 'yushui-rehearsal';
const taskQueue = `notice-delivery-${randomUUID()}`;
const NOTHING: DeliveryPlan = { lanes: [], nextAt: null };

/** The hands of each test's workflow: the workflow itself is the real one. */
const hands = new Map<string, NoticeActivities>();
const handsHere = (): NoticeActivities => hands.get(activityInfo().workflowExecution?.workflowId ?? '')!;
let client: Client;
let worker: Worker;
let closeWorker: () => Promise<void>;
let running: Promise<void>;

beforeAll(async () => {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  client = new Client({
    connection: await Connection.connect({ address: testTemporalAddress() }),
    namespace: NAMESPACE,
  });
  const created = await createWorker({
    address: testTemporalAddress(),
    namespace: NAMESPACE,
    taskQueue,
    activities: {
      planDeliveries: (input: { now: string }) => handsHere().planDeliveries(input),
      sendLane: (input: { lane: string; now: string }) => handsHere().sendLane(input),
    },
  });
  worker = created.worker;
  closeWorker = created.close;
  running = worker.run();
});
afterAll(async () => {
  worker?.shutdown();
  await running;
  await closeWorker?.();
  await client?.connection.close();
});

/** On a clock of its own that skips what nobody has to wait for. */
async function startSkipping(workflowId: string, longestHistory: number) {
  await client.workflowService.startWorkflowExecution({
    namespace: NAMESPACE,
    workflowId,
    requestId: randomUUID(),
    workflowType: { name: NOTICE_DELIVERY_WORKFLOW },
    taskQueue: { name: taskQueue },
    input: { payloads: [defaultPayloadConverter.toPayload({ longestHistory })!] },
    timeSkippingConfig: { enabled: true, maxSessionSkipCount: 10_000 },
  } as Parameters<typeof client.workflowService.startWorkflowExecution>[0]);
  return client.workflow.getHandle(workflowId);
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what() && tries < 400; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(what()).toBe(true);
}

test('a dead channel holds up no other, and is not asked twice at once', async () => {
  const workflowId = `notice-delivery-${randomUUID()}`;
  const asked: string[] = [];
  let revive: (result: LaneResult) => void = () => undefined;
  const dead = new Promise<LaneResult>((resolve) => (revive = resolve));
  hands.set(workflowId, {
    planDeliveries: async () => ({ lanes: ['email', 'webhook:dead'], nextAt: null }),
    sendLane: async ({ lane }) => {
      asked.push(lane);
      return lane === 'email' ? { sent: 1, failed: 0, dead: 0 } : dead;
    },
  });
  const handle = await client.workflow.start(NOTICE_DELIVERY_WORKFLOW, {
    workflowId,
    taskQueue,
    args: [],
  });
  await until(() => asked.filter((lane) => lane === 'email').length >= 4);
  expect(asked.filter((lane) => lane === 'webhook:dead')).toHaveLength(1);
  revive({ sent: 0, failed: 1, dead: 0 });
  await until(() => asked.filter((lane) => lane === 'webhook:dead').length >= 2);
  await handle.terminate();
});

test('a lane whose worker failed is looked at again; a wake-up is heard at once', async () => {
  const workflowId = `notice-delivery-${randomUUID()}`;
  let plans = 0;
  const asked: string[] = [];
  hands.set(workflowId, {
    planDeliveries: async () => {
      plans += 1;
      return { lanes: ['email'], nextAt: null };
    },
    sendLane: async ({ lane }) => {
      asked.push(lane);
      throw new Error('worker gone');
    },
  });
  const handle = await client.workflow.start(NOTICE_DELIVERY_WORKFLOW, {
    workflowId,
    taskQueue,
    args: [],
  });
  await until(() => asked.length === 1);
  // It does not spin: the next look is a minute away, or somebody asks for it.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(plans).toBe(1);
  await handle.signal(wakeSignal);
  await until(() => asked.length === 2);
  await handle.terminate();
});

test('idle minutes are cheap, the next thing due is met on time, and it goes on for ever', async () => {
  const workflowId = `notice-delivery-${randomUUID()}`;
  const plans: number[] = [];
  let dueAt = 0;
  hands.set(workflowId, {
    planDeliveries: async ({ now }) => {
      const at = Date.parse(now);
      plans.push(at);
      if (plans.length === 1) dueAt = at + 90_000;
      return plans.length < 4 && at < dueAt ? { lanes: [], nextAt: new Date(dueAt).toISOString() } : NOTHING;
    },
    sendLane: async () => ({ sent: 0, failed: 0, dead: 0 }),
  });
  const handle = await startSkipping(workflowId, 100);
  const first = (await handle.describe()).runId;
  await until(() => plans.length >= 40);
  const { runId } = await handle.describe();
  await handle.terminate();

  const waits = plans.slice(1, 16).map((at, index) => Math.round((at - plans[index]!) / 1000));
  expect(waits.slice(0, 3)).toEqual([60, 30, 60]);
  expect(waits.slice(3).every((seconds) => seconds === 60)).toBe(true);
  // Continued as new. An idle minute is a timer, a task and a marker: six events, and one or two of the skipping.
  expect(runId).not.toBe(first);
  const { events } = await client.workflow.getHandle(handle.workflowId, first).fetchHistory();
  const looks =
    events?.filter(({ markerRecordedEventAttributes }) => markerRecordedEventAttributes).length ?? 0;
  expect((events?.length ?? 0) / looks).toBeLessThanOrEqual(8);
});
