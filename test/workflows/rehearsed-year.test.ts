import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client, WorkflowHandle } from '@temporalio/client';
import {
  advanceSignal,
  finishSignal,
  pokeSignal,
  rehearsalQuery,
  rehearsalWorkflowId,
  type RehearsalResult,
} from '../../contracts/processes/rehearsal.js';
import { createDataSource } from '../../database/data-source.js';
import { createRehearsalSchema, dropRehearsalSchema } from '../../database/rehearsal/rehearsal-schema.js';
import { enqueue } from '../../database/processes/outbox.repository.js';
import type { Act } from '../../database/steps/act.js';
import { startProcess } from '../../database/processes/start-process.js';
import type { ProcessRow } from '../../database/steps/step.store.js';
import { startRehearsal } from '../../src/temporal/start-rehearsal.js';
import { createRehearsalWorker, type RehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { COUNTY, createTestCounty, type TestCounty } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { at, createWorld, decide, itemOfArmy, zero, type World } from '../integration/steps/world.js';
import { connect, installRuntime, record, REHEARSAL, until } from './stand.js';

const schema = `rehearsal_${randomBytes(8).toString('hex')}`;
let production: TestCounty;
let world: World;
let client: Client;
let worker: RehearsalWorker;
let running: Promise<void>;
let handle: WorkflowHandle;
let listId: string;
let now = at('2027-01-04T09:00:00');

const startWorker = async (): Promise<void> => {
  worker = await createRehearsalWorker({
    address: testTemporalAddress(),
    namespace: REHEARSAL,
    taskQueue: schema,
    databaseUrl: production.database.url,
  });
  running = worker.run();
};
const stopWorker = async (): Promise<void> => {
  worker.shutdown();
  await running;
  await worker.close();
};

beforeAll(async () => {
  installRuntime();
  production = await createTestCounty();
  const { database } = production;
  await createRehearsalSchema({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    production: database.schema,
    schema,
  });
  const dataSource = await createDataSource({ url: database.url, schema, poolSize: 4 }).initialize();
  world = await createWorld({ ...production, dataSource }); // the people of both are the same
  client = await connect(REHEARSAL);
  await startWorker();
  const process = await dataSource.transaction((tx) =>
    startProcess(
      tx,
      {
        kind: 'dualList',
        businessKey: `dualList:${COUNTY}:2027`,
        regionCode: COUNTY,
        year: 2027,
        title: '预演 2027',
      },
      null,
      now,
    ),
  );
  listId = (process as ProcessRow).id;
  const input = { from: now.toISOString(), to: at('2028-01-05T18:00:00').toISOString(), scenario: null };
  await startRehearsal(client, schema, schema, input);
  handle = client.workflow.getHandle(rehearsalWorkflowId(schema));
  await rested(0);
});
afterAll(async () => {
  await handle?.terminate().catch(() => undefined);
  await stopWorker();
  await client?.connection.close();
  await world?.dataSource.destroy();
  await dropRehearsalSchema(production.database.ownerUrl, schema);
  await production.stop();
});

/** Waits until the rehearsal has come to rest once more. */
async function rested(before: number): Promise<void> {
  const state = await until('rest', async () => {
    const found = await handle.query(rehearsalQuery);
    return found.resting && found.rests > before && found;
  });
  now = new Date(state.now);
}
const serve = async (send: () => Promise<void>): Promise<void> => {
  const { rests } = await handle.query(rehearsalQuery);
  await send();
  await rested(rests);
};
const advance = (text: string) => serve(() => handle.signal(advanceSignal, { to: at(text).toISOString() }));
const stepOf = (
  processId: string,
  key: string,
  round = 1,
): Promise<{ id: string; state: string; opened_at: Date }> =>
  world.one(
    `select id, state, opened_at from step where process_id = $1 and key = $2 and round = $3`,
    processId,
    key,
    round,
  );
const sign = async (
  login: string,
  processId: string,
  key: string,
  input: Act,
  round = 1,
  unit?: string,
): Promise<void> => {
  const { id } = await stepOf(processId, key, round);
  await serve(async () => {
    await world.sign(login, id, input, now, unit);
    await handle.signal(pokeSignal);
  });
};
const nothing = { merge: [], classify: [], propose: [] };

it('a whole year by hand: the deadline, the ladder, late lists, an item nobody claims, its way up and down, circular, carry-over', async () => {
  expect((await stepOf(listId, 'collect')).opened_at).toEqual(at('2027-01-04T09:00:00'));
  await advance('2027-02-10T10:00:00');
  expect(now).toEqual(at('2027-02-10T10:00:00'));
  await sign('liaison.garrison', listId, 'collect', itemOfArmy('子女转学', '幼儿入园'), 1, '驻军部队');
  await sign('liaison.health', listId, 'collect', zero, 1, '县卫健局');
  expect(await world.rows(`select 1 from step where key = 'compile'`)).toEqual([]);

  await advance('2027-03-01T08:00:00');
  // The collection closed by itself in the first instant of March, and the compile step opened in the same.
  expect((await stepOf(listId, 'compile')).opened_at).toEqual(at('2027-03-01T00:00:00'));
  const overdue = await world.facts(listId, 'overdue');
  expect(overdue).toHaveLength(30);
  await sign('office', listId, 'compile', decide('compiled', nothing));
  const [first, second] = await world.rows<{ id: string; title: string }>(
    `select id, title from need_item order by number`,
  );
  const [itemId, other] = [first!.id, second!.id];
  expect(await stepOf(itemId, 'claim')).toMatchObject({ state: 'open' });
  await sign('leader2', other, 'claim', decide('claimed', await world.plan({ limitDate: '2027-12-31' })));

  // Nobody claims the first one: five working days later the office is asked to propose.
  await advance('2027-03-12T08:00:00');
  expect((await stepOf(itemId, 'propose')).opened_at).toEqual(at('2027-03-09T00:00:00'));
  await sign('office', itemId, 'propose', decide('proposed', await world.plan({ limitDate: '2027-05-31' })));
  await sign('leader1', itemId, 'assign', decide('returned', undefined, '请补充配合单位'));
  const cooperating = [await world.unit('县住建局')];
  await sign(
    'office',
    itemId,
    'propose',
    decide('proposed', await world.plan({ limitDate: '2027-05-31', cooperatingUnitIds: cooperating })),
    2,
  );
  await sign('leader1', itemId, 'assign', decide('assigned', {}), 2);
  expect((await stepOf(itemId, 'solve')).state).toBe('open');

  // A late list is compiled by itself, again and again.
  await sign(
    'liaison.education',
    listId,
    'collect',
    decide('filed', { nothing: false, items: [{ kind: 'environment', title: '河道清淤', detail: '' }] }),
    1,
    '县教育体育局',
  );
  await sign('office', listId, 'compile', decide('compiled', nothing), 2);
  await sign(
    'liaison.land',
    listId,
    'collect',
    decide('filed', { nothing: false, items: [{ kind: 'environment', title: '岸线整治', detail: '' }] }),
    1,
    '县自然资源局',
  );
  await sign('office', listId, 'compile', decide('compiled', nothing), 3);

  // More time, granted; the ladder follows the new limit.
  const solve = await stepOf(itemId, 'solve');
  const assignment = await world.owed(solve.id);
  await advance('2027-05-20T09:00:00');
  const request = await world.extend('liaison.education', assignment, '2027-07-30', now);
  await world.sign('leader1', request, decide('approved'), now);
  await serve(() => handle.signal(pokeSignal));
  await advance('2027-06-10T09:00:00');
  const lateFor = (key: string) =>
    world.rows(
      `select 1 from audit_entry where process_id = $1 and kind = 'overdue' and body->>'step' = $2`,
      itemId,
      key,
    );
  expect(await lateFor('solve')).toHaveLength(0);
  expect(await lateFor('cooperate')).toHaveLength(1);
  await advance('2027-08-20T09:00:00');
  expect(await lateFor('solve')).toHaveLength(1);
  const rungs = await world.facts(itemId, 'escalated');
  expect(rungs.filter(({ body }) => body['step'] === 'solve').map(({ body }) => body['checkpoint'])).toEqual([
    'rung:1',
    'rung:2',
    'rung:3',
    'rung:4',
    'rung:5',
  ]);

  // The worker is replaced in the middle: the new one has never seen this rehearsal.
  await stopWorker();
  await startWorker();

  await sign('liaison.education', itemId, 'solve', decide('needsGovernment', undefined, '涉及用地'));
  await sign(
    'leader1',
    itemId,
    'government',
    decide('directed', { instruction: '继续办理', plan: await world.plan({ limitDate: '2027-10-29' }) }),
  );
  await sign('liaison.education', itemId, 'solve', decide('cannotSolve', undefined, '县级无权限'), 2);
  await sign('office', itemId, 'reportUp', decide('reported', { summary: '请市级协调' }));
  const { id: above } = await world.one<{ id: string }>(
    `select id from need_item where reported_from = $1`,
    itemId,
  );
  await sign('city.office', above, 'receive', decide('answered', { answer: '已协调', resolved: true }));
  expect(await world.one(`select outcome from process where id = $1`, above)).toEqual({
    outcome: 'answered',
  });
  await sign('office', itemId, 'relay', decide('relayed', { result: '已协调' }));
  await advance('2027-09-15T09:00:00');
  expect((await stepOf(itemId, 'confirm')).state).toBe('open'); // silence is not consent
  await sign('liaison.garrison', itemId, 'confirm', decide('satisfied'), 1, '驻军部队');
  await sign('office', itemId, 'close', decide('closed'));

  await advance('2027-10-10T09:00:00');
  expect((await stepOf(listId, 'circular')).opened_at).toEqual(at('2027-10-01T00:00:00'));
  await sign('office', listId, 'circular', decide('issued', { summary: '全年情况' }));
  expect(await world.rows(`select 1 from step where key = 'carryOver'`)).toEqual([]);
  await advance('2027-12-16T09:00:00');
  await sign('office', listId, 'carryOver', decide('carried'));
  expect(await world.one(`select state, outcome from process where id = $1`, listId)).toEqual({
    state: 'ended',
    outcome: 'finished',
  });
  const carried = await world.rows<{ title: string }>(
    `select i.title from need_item_year y join need_item i on i.id = y.item_id where y.year = 2028 order by 1`,
  );
  expect(carried.map(({ title }) => title)).toEqual(['岸线整治', second!.title, '河道清淤'].sort());

  // What goes on after the year is ended by hand.
  await world.end(other, 'terminated', now);
  await enqueue(world.dataSource.manager, now, [
    { kind: 'signal', workflowId: `needItem:${other}`, signal: 'end', payload: { outcome: 'terminated' } },
  ]);
  await serve(() => handle.signal(pokeSignal));
  await world.verified();

  // Nothing leaked.
  expect(await production.dataSource.query(`select 1 from process`)).toEqual([]);
  expect(await production.dataSource.query(`select 1 from notice`)).toEqual([]);
  await handle.signal(finishSignal);
  const result = (await handle.result()) as RehearsalResult;
  expect(result.endedAt).toBe(at('2027-12-16T09:00:00').toISOString());
  await record('rehearsal.year-in-strides', handle);
});
