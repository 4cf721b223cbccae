import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { DataSource, EntityManager } from 'typeorm';
import { lockProcess } from '../../database/steps/step.store.js';
import { startProcess } from '../../database/processes/start-process.js';
import { startRectifications, type Problem } from '../../database/rectifications/start-rectifications.js';
import { OutboxDispatcher } from '../../src/worker/outbox-dispatcher.js';
import { countQueries } from '../support/count-queries.js';
import { at, createWorld, type World } from './steps/world.js';

const CITY = '6404';
const now = at('2027-09-01T09:00');
let world: World;
let source: string;
let unitId: string;

beforeAll(async () => {
  world = await createWorld();
  unitId = await world.unit('市科技局');
}, 120_000);
afterAll(() => world.stop());
beforeEach(async () => {
  const process = await world.dataSource.transaction((tx) =>
    startProcess(
      tx,
      { kind: 'plannedEvent', businessKey: randomUUID(), regionCode: CITY, year: 2027, title: '督查' },
      null,
      now,
    ),
  );
  source = process!.id;
  await world.messages();
});

const problems = (count: number): Problem[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ subject: { kind: 'unit', regionCode: CITY, unitId }, dimension: 'publicity', title: `问题${index}` },
    ...{
      detail: `问题${index}的情况。`,
      measuresAsked: '补齐',
      limitDate: '2027-11-30',
      sourceRef: '督查通报',
    },
  }));

const start = async (count: number, tx: EntityManager): Promise<string[]> => {
  const process = await lockProcess(tx, source);
  const context = { manager: tx, now, process: process!, actor: null, record: () => undefined };
  return startRectifications(context, problems(count));
};
const started = () =>
  world.rows<{ id: string; title: string }>(
    `select p.id, p.title from process p join rectification r on r.id = p.id where p.parent_id = $1 order by r.seq`,
    source,
  );

describe('many problems', () => {
  it('become processes with as many statements as one, in their order', async () => {
    const { dataSource } = world;
    const one = await countQueries(dataSource, () => dataSource.transaction((tx) => start(1, tx)));
    const began = Date.now();
    const many = await countQueries(dataSource, () => dataSource.transaction((tx) => start(391, tx)));
    if (process.env['RECTIFICATION_TIMES'] === '1') console.info({ ms: Date.now() - began, many });
    expect(many).toBe(one);
    const rows = await started();
    expect(rows).toHaveLength(392);
    expect(rows[391]!.title).toBe('问题390');
    const first = await world.rows<{ seq: number; kind: string }>(
      `select seq, kind from audit_entry where process_id = any($1::uuid[])`,
      rows.map(({ id }) => id),
    );
    expect(first).toHaveLength(392);
    expect(first.every(({ seq, kind }) => seq === 1 && kind === 'launched')).toBe(true);
    await world.verified();
  });

  it('nothing is there of what a crash cut off; the retry starts each once', async () => {
    const { dataSource } = world;
    const crash = dataSource.transaction(async (tx) => {
      await start(20, tx);
      throw new Error('crash');
    });
    await expect(crash).rejects.toThrow('crash');
    expect([await started(), await world.messages()]).toEqual([[], []]);
    await dataSource.transaction((tx) => start(20, tx));
    expect(await started()).toHaveLength(20);
  });

  it('a worker that dies after Temporal took them tells the next one nothing: each is started once', async () => {
    const { dataSource } = world;
    const ids = await dataSource.transaction((tx) => start(20, tx));
    const running = new Set<string>();
    let told = 0;
    const client = {
      workflow: {
        start: async (type: string, { workflowId }: { workflowId: string }) => {
          told += 1;
          if (running.has(workflowId))
            throw new WorkflowExecutionAlreadyStartedError('started', workflowId, type);
          running.add(workflowId);
        },
      },
    } as unknown as Client;
    const log = { warn: () => undefined, info: () => undefined };
    const dispatcher = (source: DataSource) =>
      new OutboxDispatcher({ dataSource: source, databaseUrl: '', client, taskQueue: '', log });
    await dispatcher(dyingBeforeDelete(dataSource)).wake();
    expect([running.size, told]).toEqual([20, 20]);
    await dispatcher(dataSource).wake();
    expect([...running].sort()).toEqual(ids.map((id) => `rectification:${id}`).sort());
    expect([told, await world.messages()]).toEqual([40, []]);
  });
});

/** The same database, for a worker that is gone before it could note what it has delivered. */
function dyingBeforeDelete(dataSource: DataSource): DataSource {
  const manager = Object.create(dataSource.manager) as EntityManager;
  manager.query = ((sql: string, ...rest: [unknown[]]) =>
    sql.startsWith('delete from outbox')
      ? Promise.reject(new Error('gone'))
      : dataSource.manager.query(sql, ...rest)) as EntityManager['query'];
  return Object.create(dataSource, { manager: { value: manager } }) as DataSource;
}
