import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import { reconcile } from '../../activities/reconcile.js';
import { createProcessActivities } from '../../activities/process.activities.js';
import { noticeSignal, progressQuery } from '../../contracts/processes/processes.js';
import { pauseProcess } from '../../database/pauses/pause-process.js';
import { resumeProcess } from '../../database/pauses/resume-process.js';
import { outboxBacklog } from '../../database/processes/outbox.repository.js';
import { enqueue } from '../../database/processes/outbox.repository.js';
import { createWorker } from '../../src/worker/create-worker.js';
import { decide, zero } from '../integration/steps/world.js';
import { launchedAs } from '../integration/steps/coordination-world.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { connect, record, REHEARSAL, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
}, 120_000);
afterAll(() => stand.stop());
afterEach(async () => {
  await stand.stopDispatcher();
  stand.startDispatcher();
});

const year = new Date().getFullYear();
const pause = (processId: string) =>
  stand.world.dataSource.transaction((tx) =>
    pauseProcess(tx, { processId, reason: '试', withChildren: true, actor: null, now: new Date() }),
  );
const resume = (processId: string) =>
  stand.world.dataSource.transaction((tx) =>
    resumeProcess(tx, { processId, reason: '试', keepLegalDates: false, actor: null, now: new Date() }),
  );
const delivered = () =>
  until('an empty outbox', async () => (await outboxBacklog(stand.world.dataSource.manager)).waiting === 0);
/** Long enough for a workflow to have done what it must not do. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 700));
const terminate = async (processId: string, kind: string) => {
  await stand.world.end(processId, 'terminated', new Date());
  await enqueue(stand.world.dataSource.manager, new Date(), [
    {
      ...{ kind: 'signal', workflowId: `${kind}:${processId}`, signal: 'end' },
      payload: { outcome: 'terminated' },
    },
  ]);
};

it('a step goes on where it was; what was signed just before the pause is looked at after it', async () => {
  const { world } = stand;
  const id = await stand.item();
  const claim = await stand.stepOf(id, 'claim');
  await pause(id);
  await delivered();
  expect(await waitsFor(stand.handle(id))).toEqual(['claim 1']);
  await resume(id);

  await delivered();
  await stand.stopDispatcher();
  await world.sign(
    'leader2',
    claim,
    decide('claimed', await world.plan({ limitDate: '2099-06-30' })),
    new Date(),
  );
  await pause(id);
  stand.startDispatcher();
  await delivered();
  await settled();
  expect(await stand.path(id)).toEqual(['claim 1 claimed']);
  await resume(id);
  await stand.stepOf(id, 'solve');
  await stand.sign('liaison.education', id, 'solve', decide('solved', { result: '已落实' }));
  await stand.stepOf(id, 'confirm');

  // Whoever loses the workflow meanwhile: the one that begins anew is told that it stands still.
  await pause(id);
  await delivered();
  await stand.handle(id).terminate('lost');
  await reconcile(world.dataSource.manager, stand.client, new Date(Date.now() + 10 * 60_000));
  await delivered();
  await settled();
  await resume(id);
  await stand.sign('liaison.garrison', id, 'confirm', decide('satisfied'));
  await stand.sign('office', id, 'close', decide('closed'));
  expect(await stand.ended(id)).toEqual({ outcome: 'finished' });
  await world.verified();
});

it('opens nothing and ends nothing while it stands still, whoever comes to it first', async () => {
  const id = await stand.item();
  const claim = await stand.stepOf(id, 'claim');
  await stand.stopDispatcher();
  const { world } = stand;
  await world.sign(
    'leader2',
    claim,
    decide('claimed', await world.plan({ limitDate: '2099-06-30' })),
    new Date(),
  );
  // The workflow hears of the signature first: it asks for the next step, and is told of the pause by the engine.
  await pause(id);
  const [signal] = await world.rows<{ id: string; body: object }>(
    `delete from outbox where name = 'notice' and workflow_id = $1 returning id, body`,
    `needItem:${id}`,
  );
  stand.startDispatcher();
  await delivered();
  await settled();
  expect(await stand.path(id)).toEqual(['claim 1 claimed']);
  expect(signal).toBeDefined();
  await resume(id);
  await stand.stepOf(id, 'solve');
  await record('need-item.paused', stand.handle(id));
  // Terminated while it stands still.
  await pause(id);
  await terminate(id, 'needItem');
  expect(await stand.ended(id)).toEqual({ outcome: 'terminated' });
});

it('a collection does not end at its deadline, and does after the resumption', async () => {
  const { world } = stand;
  const id = await stand.launch(year);
  const collect = await stand.stepOf(id, 'collect');
  await world.sign('liaison.garrison', collect, zero, new Date());
  await pause(id);
  await world.rows(`update step set deadline_at = opened_at + interval '1 second' where id = $1`, collect);
  await world.serve(new Date(Date.now() + 86_400_000));
  await delivered();
  expect(await waitsFor(stand.handle(id, 'dualList'))).toEqual(['collect 1']);
  await resume(id);
  await world.serve(new Date(Date.now() + 400 * 86_400_000));
  await until(
    'the next step',
    async () =>
      (await world.rows(`select 1 from step where process_id = $1 and key <> 'collect'`, id)).length > 0,
  );
  expect((await stand.path(id))[0]).toBe('collect 1 deadline');
});

it('a year that is over does not end while it stands still', async () => {
  const id = await launchedAs(stand.world, 'liaisonFiling', new Date(), { year: year - 1 });
  await pause(id);
  await delivered();
  await settled();
  expect((await stand.handle(id, 'liaisonFiling').describe()).status.name).toBe('RUNNING');
  expect(await stand.path(id)).toEqual([]);
  await resume(id);
  expect(await stand.ended(id, 'liaisonFiling')).toEqual({ outcome: 'finished' });
});

it('falls asleep until a date, is paused, and wakes into the pause', async () => {
  const client = await connect(REHEARSAL);
  const taskQueue = `pauses-${randomUUID()}`;
  const id = await launchedAs(stand.world, 'liaisonFiling', new Date(), { year });
  await stand.world.rows(`delete from outbox where workflow_id = $1`, `liaisonFiling:${id}`);
  const workflowId = `pause-test-${randomUUID()}`;
  await client.workflowService.startWorkflowExecution({
    namespace: REHEARSAL,
    workflowId,
    requestId: randomUUID(),
    workflowType: { name: 'liaisonFiling' },
    taskQueue: { name: taskQueue },
    input: { payloads: [defaultPayloadConverter.toPayload({ processId: id, year })] },
    timeSkippingConfig: { enabled: true, maxSessionSkipCount: 1_000 },
  } as Parameters<typeof client.workflowService.startWorkflowExecution>[0]);
  const handle: WorkflowHandle = client.workflow.getHandle(workflowId);
  const pauseId = randomUUID();
  await handle.signal(noticeSignal, { name: 'paused', id: pauseId });
  const { worker, close } = await createWorker({
    address: testTemporalAddress(),
    namespace: REHEARSAL,
    taskQueue,
    activities: createProcessActivities({ dataSource: stand.world.dataSource }),
  });
  const running = worker.run();
  try {
    await until('the year’s end', async () => {
      const { events = [] } = await handle.fetchHistory();
      return events?.some(({ timerFiredEventAttributes: fired }) => fired);
    });
    await settled();
    const { status } = await handle.describe();
    expect(status.name).toBe('RUNNING');
    expect(await handle.query(progressQuery)).toMatchObject({ sleepingUntil: null, waitingFor: [] });
    await handle.signal(noticeSignal, { name: 'resumed', id: pauseId });
    expect(await handle.result()).toEqual({ outcome: 'finished' });
  } finally {
    await handle.terminate().catch(() => undefined);
    worker.shutdown();
    await running;
    await close();
    await client.connection.close();
  }
});
