import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { rehearsalWorkflowId } from '../../contracts/processes/rehearsal.js';
import { createDataSource } from '../../database/data-source.js';
import { createRehearsalSchema, dropRehearsalSchema } from '../../database/rehearsal/rehearsal-schema.js';
import { startRehearsal } from '../../src/temporal/start-rehearsal.js';
import { createRehearsalWorker, type RehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { createTestCounty, type TestCounty } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { launchedAs } from '../integration/steps/coordination-world.js';
import { at, createWorld, type World } from '../integration/steps/world.js';
import { connect, installRuntime, REHEARSAL } from './stand.js';

// A leap year in seconds: simulated people file, compose, triage and report; the server skips the waiting.

const schema = `rehearsal_${randomBytes(8).toString('hex')}`;
const from = at('2028-01-04T09:00:00');
let production: TestCounty;
let world: World;
let client: Client;
let worker: RehearsalWorker;
let running: Promise<void>;
const ids: Record<string, string> = {};

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
  world = await createWorld({ ...production, dataSource });
  client = await connect(REHEARSAL);
  worker = await createRehearsalWorker({
    address: testTemporalAddress(),
    namespace: REHEARSAL,
    taskQueue: schema,
    databaseUrl: database.url,
  });
  running = worker.run();
  for (const kind of ['liaisonFiling', 'coordinationGroup'])
    ids[kind] = await launchedAs(world, kind, from, { year: 2028, businessKey: kind });
  // Ids follow from the keys, and people's dice from the ids: each run is the same.
  for (const urgency of ['flash', 'urgent', 'ordinary'])
    ids[urgency] = await launchedAs(world, 'coordinationMatter', from, {
      businessKey: urgency,
      form: { title: `事项（${urgency}）`, detail: '演练保障。', urgency },
      unitId: await world.unit('驻军部队'),
    });
  const input = {
    from: from.toISOString(),
    to: at('2029-01-05T18:00:00').toISOString(),
    scenario: 'mixed' as const,
  };
  await startRehearsal(client, schema, schema, input);
  await client.workflow.getHandle(rehearsalWorkflowId(schema)).result();
}, 120_000);
afterAll(async () => {
  worker?.shutdown();
  await running;
  await worker?.close();
  await client?.connection.close();
  await world?.dataSource.destroy();
  await dropRehearsalSchema(production.database.ownerUrl, schema);
  await production.stop();
});

const processOf = (name: string): Promise<{ state: string; outcome: string; ended_at: Date }> =>
  world.one(`select state, outcome, ended_at from process where id = $1`, ids[name]);

describe('the year of liaison filing', () => {
  it('is over with December 31: most are confirmed, who never filed is missed', async () => {
    expect(await processOf('liaisonFiling')).toEqual({
      state: 'ended',
      outcome: 'finished',
      ended_at: at('2029-01-01T00:00:00'),
    });
    const units = await world.one<{ confirmed: number; missed: number; asked: number }>(
      `select count(distinct a.unit_id)::int as asked,
         count(distinct a.unit_id) filter (where exists (select 1 from liaison_filing f where f.id = a.id and f.state = 'confirmed'))::int as confirmed,
         count(distinct a.unit_id) filter (where a.state = 'missed')::int as missed
       from assignment a join step s on s.id = a.step_id where s.process_id = $1 and s.key = 'file'`,
      ids['liaisonFiling'],
    );
    expect(units.asked).toBe(32);
    expect(units.confirmed + units.missed).toBe(32);
    expect(units.missed).toBeGreaterThan(0);
    expect(units.confirmed).toBeGreaterThan(20);
    const [first] = await world.rows<{ closed_at: Date }>(
      `select closed_at from step where process_id = $1 and key = 'file'`,
      ids['liaisonFiling'],
    );
    expect(first?.closed_at.getTime()).toBeGreaterThanOrEqual(at('2028-05-31T23:59:59.999').getTime());
  });

  it('whoever changed has exactly one liaison on every day', async () => {
    const overlaps = await world.rows(
      `select 1 from appointment a join appointment b on b.position_id = a.position_id and b.id > a.id
       join position o on o.id = a.position_id and o.kind in ('liaison', 'militaryLiaison')
       where daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')`,
    );
    expect(overlaps).toEqual([]);
    expect(await world.facts(ids['liaisonFiling'] ?? '', 'liaisonChanged')).not.toEqual([]);
  });
});

it('the coordination group stands all year, its notice is out', async () => {
  expect(await processOf('coordinationGroup')).toMatchObject({ state: 'ended', outcome: 'finished' });
  expect(
    await world.rows(`select 1 from document where process_id = $1`, ids['coordinationGroup']),
  ).not.toEqual([]);
  expect(
    await world.rows(
      `select 1 from coordination_seat where process_id = $1 and state = 'standing'`,
      ids['coordinationGroup'],
    ),
  ).toHaveLength(7); // simulated people leave the optional seat empty
});

it.each(['flash', 'urgent', 'ordinary'])(
  'the %s matter is taken on, and whoever is late is chased',
  async (urgency) => {
    const id = ids[urgency] ?? '';
    const tasks = await world.rows(`select state from coordination_task where matter_id = $1`, id);
    expect(tasks.length).toBeGreaterThan(0);
    const { state } = await processOf(urgency);
    if (state === 'running') expect(await world.facts(id, 'escalated')).not.toEqual([]);
    await world.verified();
  },
);
