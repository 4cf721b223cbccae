import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { askWorkflow } from '../../contracts/processes/ask-workflow.js';
import { comparedAt, FINDINGS } from '../../database/processes/finding.store.js';
import { reconcile } from '../../activities/reconcile.js';
import { outboxBacklog } from '../../database/processes/outbox.repository.js';
import { decide, filed, itemOfArmy } from '../integration/steps/world.js';
import { createStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await createStand();
  await stand.startWorker();
});
afterAll(() => stand.stop());

/** An item alone: its list, whose workflow never ran, counts as over. */
const item = async (): Promise<string> => {
  const id = await stand.item();
  await stand.world.rows(`update process set state = 'ended' where kind = 'dualList'`);
  return id;
};
const nothing = { merge: [], classify: [], propose: [] };
const forget = (): Promise<unknown> => stand.world.rows(`delete from outbox`);
/** Looks as if the last minutes were an hour ago: nothing is still on its way. */
const look = () =>
  reconcile(stand.world.dataSource.manager, stand.client, new Date(Date.now() + 10 * 60_000));
const delivered = async (): Promise<void> => {
  stand.startDispatcher();
  await until(
    'an empty outbox',
    async () => (await outboxBacklog(stand.world.dataSource.manager)).waiting === 0,
  );
  await stand.stopDispatcher();
};

it('a workflow that was never started, or is lost, begins anew and comes to where the tables stand', async () => {
  const { world } = stand;
  const itemId = await item();
  // Everything up to the answer from above happened, and Temporal knows nothing of it.
  const step = (key: string, id = itemId) => world.open(id, key, new Date());
  await world.sign('leader2', await step('claim'), decide('claimed', await world.plan()), new Date());
  await world.sign(
    'liaison.education',
    await step('solve'),
    decide('cannotSolve', undefined, '无权限'),
    new Date(),
  );
  await world.sign('office', await step('reportUp'), decide('reported', { summary: '请协调' }), new Date());
  const { id: above } = await world.one<{ id: string }>(
    `select id from need_item where reported_from = $1`,
    itemId,
  );
  const answer = decide('answered', { answer: '已协调', resolved: true });
  await world.sign('city.office', await step('receive', above), answer, new Date());
  await forget();

  const found = await look();
  expect(found).toMatchObject({ repaired: 2, unresolved: 0 });
  await delivered();
  expect(await stand.ended(above)).toEqual({ outcome: 'answered' });
  await stand.stepOf(itemId, 'relay');
  await until('the query', async () => (await waitsFor(stand.handle(itemId))).includes('relay 1'));
  expect(await stand.path(itemId)).toEqual([
    'claim 1 claimed',
    'solve 1 cannotSolve',
    'reportUp 1 reported',
    'relay 1 open',
  ]);
  await forget();
  expect(await look()).toMatchObject({ repaired: 0, unresolved: 0 });
  await world.end(itemId, 'terminated', new Date());
});

it('a list that came late is compiled by the workflow that begins anew', async () => {
  const { world } = stand;
  await forget();
  const listId = await stand.launch(new Date().getFullYear());
  const collect = await world.open(listId, 'collect', new Date());
  await world.sign('liaison.garrison', collect, itemOfArmy('子女转学'), new Date(), '驻军部队');
  await world.rows(
    `update step set deadline_at = $2, check_at = $2 where id = $1`,
    collect,
    new Date(Date.now() - 1000),
  );
  await world.serve(new Date());
  await world.sign(
    'office',
    await world.open(listId, 'compile', new Date()),
    decide('compiled', nothing),
    new Date(),
  );
  await world.sign('liaison.education', collect, filed('河道清淤'), new Date(), '县教育体育局');
  await world.rows(`update process set state = 'ended' where id <> $1`, listId);
  await forget();
  expect(await look()).toMatchObject({ repaired: 1 });
  await delivered();
  expect(await stand.stepOf(listId, 'compile', 2)).toBeTruthy();
});

it('an outcome that got lost on its way is told again, and what is on its way is left alone', async () => {
  const { world } = stand;
  const itemId = await item();
  await delivered();
  const claim = await stand.stepOf(itemId, 'claim');
  await until('the workflow to wait', async () => (await waitsFor(stand.handle(itemId))).includes('claim 1'));
  await world.sign('leader2', claim, decide('claimed', await world.plan()), new Date());
  expect(await look()).toMatchObject({ repaired: 0 });
  await forget();
  expect(await look()).toMatchObject({ repaired: 1 });
  await delivered();
  await stand.stepOf(itemId, 'solve');
});

it('a workflow that an operator ended begins anew, although it can still be asked', async () => {
  const itemId = await item();
  await delivered();
  await stand.stepOf(itemId, 'claim');
  await stand.handle(itemId).terminate('by mistake');
  expect(await look()).toMatchObject({ repaired: 1, unresolved: 0 });
  await delivered();
  await until('the workflow to wait', async () => (await waitsFor(stand.handle(itemId))).includes('claim 1'));
  await forget();
  expect(await look()).toMatchObject({ repaired: 0, unresolved: 0 });
});

it('what it may not start again it writes down, until it is well', async () => {
  const { world } = stand;
  const { manager } = world.dataSource;
  await world.rows(`update process set state = 'ended'`);
  const [over, failing] = [await stand.item(), await stand.item()];
  await world.rows(`update process set state = 'ended' where kind = 'dualList'`);
  await forget();
  // One whose workflow came to its end without the tables, and one whose workflow no worker understands.
  const start = (id: string, type: string, args: object[] = []) =>
    stand.client.workflow.start(type, { workflowId: `needItem:${id}`, taskQueue: stand.taskQueue, args });
  await (await start(over, 'purgedLongAgo')).terminate();
  expect(await askWorkflow(stand.client, `needItem:${over}`)).toEqual({ is: 'lost' });
  await start(failing, 'noSuchProcess');
  await until('the failing workflow to be seen as one', async () => {
    const { raw } = await stand.client.workflow.getHandle(`needItem:${failing}`).describe();
    return (raw.pendingWorkflowTask?.attempt ?? 0) >= 3;
  });
  expect(await askWorkflow(stand.client, `needItem:${failing}`)).toEqual({ is: 'failing' });
  expect(await askWorkflow(stand.client, `needItem:${randomUUID()}`)).toEqual({ is: 'lost' });
  expect(await look()).toMatchObject({ checked: 2, repaired: 1, unresolved: 1 });
  const found = () =>
    world.rows<{ id: string; reason: string }>(`select id, reason from (${FINDINGS}) found order by since`);
  expect(await found()).toEqual([{ id: failing, reason: 'failing' }]);
  await stand.client.workflow.getHandle(`needItem:${failing}`).terminate();
  expect(await look()).toMatchObject({ unresolved: 0 });
  expect(await found()).toEqual([]);
  expect(await comparedAt(manager)).not.toBeNull();
});

it('nobody there to ask is no finding', async () => {
  const nobody = { workflow: { getHandle: () => ({ describe: () => Promise.reject(new Error('14')) }) } };
  expect(await askWorkflow(nobody as never, 'needItem:x')).toEqual({ is: 'unknown' });
});
