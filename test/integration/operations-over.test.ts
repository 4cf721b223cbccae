import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { createProcessActivities } from '../../activities/process.activities.js';
import { reconcile } from '../../activities/reconcile.js';
import { createWorker } from '../../src/worker/create-worker.js';
import { OutboxDispatcher } from '../../src/worker/outbox-dispatcher.js';
import { startApi, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { connect, installRuntime, PRODUCT } from '../workflows/stand.js';

const place = {
  ...{ address: testTemporalAddress(), namespace: PRODUCT, taskQueue: `operations-${randomUUID()}` },
};

let api: TestApi;
let client: Client;
beforeAll(async () => {
  installRuntime();
  client = await connect(PRODUCT);
  api = await startApi({
    everybody: false,
    settings: {
      ...{ TEMPORAL_ADDRESS: place.address, TEMPORAL_NAMESPACE: PRODUCT },
      TEMPORAL_TASK_QUEUE: place.taskQueue,
    },
  });
});
afterAll(async () => {
  await client.connection.close();
  await api.stop();
});

/** With everything at work that carries a process on. */
async function working(work: () => Promise<void>): Promise<void> {
  const { dataSource } = api;
  const { worker, close } = await createWorker({
    ...place,
    activities: createProcessActivities({ dataSource }),
  });
  const log = { warn: () => undefined, info: () => undefined };
  const { taskQueue } = place;
  const outbox = { dataSource, databaseUrl: api.database.url, client, taskQueue, log, sweepMs: 50 };
  const dispatcher = new OutboxDispatcher(outbox);
  dispatcher.start();
  await worker.runUntil(work);
  await dispatcher.stop();
  await close();
}

it('what is over for the engine and runs in the tables, as after an old backup came back, is told and not touched', async () => {
  // Of a kind that has an id of its own each time: the engine remembers, and other tests ask it as well.
  const form = { title: '重点工作通报', circularKind: 'keyWork' };
  const order = { kind: 'circular', regionCode: COUNTY, form };
  const { id } = (await api.post('office', 'processes', order)).body as { id: string };
  await working(async () => {
    const ended = await api.post('director', `processes/${id}/termination`, { reason: '重复启动' });
    expect([ended.status, ended.body.code]).toEqual([200, undefined]);
    const outcome = await client.workflow.getHandle(`circular:${id}`).result();
    expect(outcome).toEqual({ outcome: 'terminated' });
  });
  await api.dataSource.query(
    `update process set state = 'running', outcome = null, outcome_reason = null, ended_at = null where id = $1`,
    [id],
  );

  const soon = new Date(Date.now() + 10 * 60_000);
  const compared = await reconcile(api.dataSource.manager, client, soon);
  expect(compared).toEqual({ checked: 1, repaired: 0, unresolved: 1 });
  const stuck = async () => (await api.get('office', 'operations/stuck-processes')).body.items as object[];
  const over = { id, reason: 'over', repairable: false, says: expect.stringContaining('业务记录还没有结束') };
  expect(await stuck()).toEqual([expect.objectContaining(over)]);
  const { status, body } = await api.post('office', `operations/stuck-processes/${id}/repair`, {});
  expect([status, body.code, body.detail]).toEqual([409, 'NOT_REPAIRABLE', over.says]);
  // Nothing was begun a second time, and it stays to be looked at.
  const begun = await api.dataSource.query(`select 1 from outbox where workflow_id = $1`, [`circular:${id}`]);
  expect(begun).toEqual([]);
  expect(await stuck()).toHaveLength(1);
});
