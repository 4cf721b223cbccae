import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationsView, StuckProcessPage } from '../../contracts/http/operations.js';
import { keepFindings } from '../../database/processes/finding.store.js';
import type { FindingReason } from '../../database/processes/reconciliation.js';
import { openStep } from '../../database/steps/open-step.js';
import { startApi, type Answer, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';

let api: TestApi;
let id: string;
const year = new Date().getFullYear();

beforeAll(async () => {
  api = await startApi({ everybody: false });
  id = await launch(year);
});
afterAll(() => api.stop());

const launch = async (of: number): Promise<string> => {
  const { body } = await api.post('office', 'processes', { kind: 'dualList', regionCode: COUNTY, year: of });
  await openStep(api.dataSource.manager, { processId: body.id, key: 'collect', round: 1, now: new Date() });
  return body.id as string;
};
const rows = (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  api.dataSource.query(sql, values);
const stuck = async (login: string, query = ''): Promise<StuckProcessPage> =>
  (await api.get(login, `operations/stuck-processes${query}`)).body as StuckProcessPage;
const repair = (login: string, process: string): Promise<Answer> =>
  api.post(login, `operations/stuck-processes/${process}/repair`, {});
const find = (reasons: [string, FindingReason][], looked = reasons.map(([one]) => one), now = new Date()) =>
  keepFindings(api.dataSource.manager, looked, new Map(reasons), now);
const factsOf = (process: string) =>
  rows(
    `select actor, body from audit_entry where process_id = $1 and kind = 'workflowRepaired' order by seq`,
    process,
  );

describe('the page', () => {
  it('says of each part how it stands; without Temporal it says that too', async () => {
    const { status, body } = await api.get('admin', 'operations');
    const view = body as OperationsView;
    expect([status, view.version]).toEqual([200, '0.1.0']);
    expect(view.checks.map(({ key }) => key)).toEqual([
      ...['api', 'database', 'temporal', 'workers', 'outbox', 'clock'],
      ...['deliveries', 'rehearsals', 'years', 'record', 'processes'],
    ]);
    const light = Object.fromEntries(view.checks.map((check) => [check.key, check.light]));
    expect(light).toMatchObject({ database: 'green', temporal: 'grey', workers: 'grey', clock: 'green' });
  });

  it('counts what waits', async () => {
    await rows(
      `update outbox set created_at = now() - interval '10 minutes', attempts = 4, last_error = 'gone'`,
    );
    const { checks } = (await api.get('office', 'operations')).body as OperationsView;
    expect(checks.find(({ key }) => key === 'outbox')).toMatchObject({ light: 'red' });
    expect(checks.find(({ key }) => key === 'processes')).toMatchObject({ light: 'red', count: 1 });
  });

  it('is for offices and administrators', async () => {
    expect((await api.get('leader1', 'operations')).body.code).toBe('FORBIDDEN');
    expect((await api.get('auditor', 'operations/stuck-processes')).body.code).toBe('FORBIDDEN');
  });
});

describe('what is stuck', () => {
  it('because it can’t be told: which, where, since when', async () => {
    const { items } = await stuck('office');
    expect(items).toEqual([
      expect.objectContaining({
        id,
        kindLabel: '“双清单”制度',
        title: expect.stringContaining(String(year)),
        reason: 'undelivered',
        repairable: true,
        steps: ['清单报送'],
        lastDone: null,
      }),
    ]);
  });

  it('an administrator sees where, and no title', async () => {
    const [item] = (await stuck('admin')).items;
    expect(item).toMatchObject({ id, title: null, kindLabel: '“双清单”制度' });
  });

  it('without an answer from the process engine nothing is promised, and it stays in the list', async () => {
    expect((await repair('office', id)).body.code).toBe('ENGINE_SILENT');
    expect((await stuck('office')).items).toHaveLength(1);
    await rows(`delete from outbox`);
    expect((await repair('office', id)).body.code).toBe('ENGINE_SILENT');
    expect(await factsOf(id)).toEqual([]);
  });

  it('nobody repairs what is not in his care, what has ended, or what isn’t there', async () => {
    expect((await repair('office', randomUUID())).body.code).toBe('NOT_FOUND');
    expect((await repair('liaison.education', id)).body.code).toBe('FORBIDDEN');
    await rows(`update process set region_code = '530921' where id = $1`, id);
    expect((await repair('office', id)).body.code).toBe('NOT_FOUND');
    await rows(`update process set region_code = $2 where id = $1`, id, COUNTY);
  });
});

describe('what the hourly comparison found', () => {
  it('stays as long as it is found, since when it was found first, and is forgotten when it is well', async () => {
    const began = new Date(Date.now() - 3_600_000);
    await find([[id, 'failing']], [id], began);
    await find([[id, 'failing']]);
    const [item] = (await stuck('office')).items;
    expect(item).toMatchObject({
      id,
      reason: 'failing',
      repairable: false,
      says: expect.stringContaining('运维'),
    });
    expect(new Date(item!.since)).toEqual(began);
    await find([], [randomUUID()]);
    expect((await stuck('office')).items).toHaveLength(1);
    await find([[id, 'over']]);
    expect((await stuck('office')).items[0]).toMatchObject({ reason: 'over' });
    await find([], [id]);
    expect((await stuck('office')).items).toEqual([]);
  });

  it('comes page by page, longest first, and as many as the page of the system says', async () => {
    const other = await launch(year + 1);
    await rows(`delete from outbox`);
    await find([[other, 'over']], [other], new Date(Date.now() - 7_200_000));
    await find([[id, 'failing']], [id], new Date(Date.now() - 3_600_000));
    const first = await stuck('office', '?limit=1');
    expect(first.items.map((one) => one.id)).toEqual([other]);
    const second = await stuck('office', `?limit=1&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
    expect([second.items.map((one) => one.id), second.nextCursor]).toEqual([[id], null]);
    const { checks } = (await api.get('office', 'operations')).body as OperationsView;
    expect(checks.find(({ key }) => key === 'processes')?.count).toBe(2);
    expect((await stuck('office', '?regionCode=5301')).items).toEqual([]);
  });
});

describe('with a process engine that answers', () => {
  let asked: TestApi;
  beforeAll(async () => {
    asked = await startApi({
      everybody: false,
      settings: {
        TEMPORAL_ADDRESS: testTemporalAddress(),
        TEMPORAL_NAMESPACE: 'yushui',
        TEMPORAL_TASK_QUEUE: `nobody-${randomUUID()}`,
      },
    });
  });
  afterAll(() => asked.stop());

  it('sees that nobody works', async () => {
    const { checks } = (await asked.get('admin', 'operations')).body as OperationsView;
    const light = Object.fromEntries(checks.map((check) => [check.key, check.light]));
    expect(light).toMatchObject({ temporal: 'green', workers: 'red' });
  });

  const launched = async (of: number): Promise<string> => {
    const order = { kind: 'dualList', regionCode: COUNTY, year: of };
    return (await asked.post('office', 'processes', order)).body.id as string;
  };
  const messages = (process: string) =>
    asked.dataSource.query(`select kind, name, attempts, retry_at from outbox where workflow_id = $1`, [
      `dualList:${process}`,
    ]);
  const tried = `update outbox set created_at = now() - interval '10 minutes', attempts = 4, retry_at = now() + interval '1 hour'`;

  it('sends again at once, on record; asked twice, and by two at one instant, it is done once', async () => {
    const process = await launched(year + 1);
    await asked.dataSource.query(tried);
    const send = async (login: string, key: string) =>
      asked.send('POST', `/api/v1/operations/stuck-processes/${process}/repair`, {
        token: await asked.token(login),
        headers: { 'idempotency-key': key },
        body: {},
      });
    const key = randomUUID();
    const both = await Promise.all([send('admin', key), send('office', randomUUID())]);
    expect(both.map(({ body }) => body.result as string).sort()).toEqual(['resent', 'underWay']);
    expect((await send('admin', key)).body).toEqual(both[0].body);
    expect(await messages(process)).toEqual([
      { kind: 'start', name: 'dualList', attempts: 0, retry_at: null },
    ]);
    const facts = await asked.dataSource.query(
      `select actor, body from audit_entry where process_id = $1 and kind = 'workflowRepaired'`,
      [process],
    );
    expect(facts).toEqual([
      { actor: expect.objectContaining({ positionTitle: expect.any(String) }), body: { result: 'resent' } },
    ]);
    const { items } = (await asked.get('office', `processes/${process}/history`)).body;
    expect(JSON.stringify(items)).toContain('修复系统中卡住的流程');
  });

  it('starts anew what it has lost, once, and drops what was to be told to it', async () => {
    const lost = await launched(year);
    await asked.dataSource.query(
      `update outbox set kind = 'signal', name = 'notice' where workflow_id = $1`,
      [`dualList:${lost}`],
    );
    await asked.dataSource.query(tried);
    const path = `operations/stuck-processes/${lost}/repair`;
    expect((await asked.post('office', path, {})).body.result).toBe('restarted');
    expect(await messages(lost)).toEqual([{ kind: 'start', name: 'dualList', attempts: 0, retry_at: null }]);
    expect((await asked.post('office', path, {})).body.result).toBe('underWay');
    expect(await messages(lost)).toHaveLength(1);
  });
});
