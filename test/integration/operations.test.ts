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

  it('is sent again at once, on record, and asked twice it is done once', async () => {
    const key = randomUUID();
    const send = async () =>
      api.send('POST', `/api/v1/operations/stuck-processes/${id}/repair`, {
        token: await api.token('admin'),
        headers: { 'idempotency-key': key },
        body: {},
      });
    const first = await send();
    expect(first.body).toMatchObject({ result: 'resent', says: expect.stringContaining('重新传送') });
    expect((await send()).body).toEqual(first.body);
    const [message] = await rows(
      `select attempts, retry_at from outbox where workflow_id = $1`,
      `dualList:${id}`,
    );
    expect(message).toEqual({ attempts: 0, retry_at: null });
    const facts = await factsOf(id);
    expect(facts).toEqual([
      { actor: expect.objectContaining({ positionTitle: expect.any(String) }), body: { result: 'resent' } },
    ]);
    // On its way: nothing more to do, and nothing more on record.
    expect((await repair('office', id)).body.result).toBe('sound');
    expect(await factsOf(id)).toHaveLength(1);
    const { items } = (await api.get('office', `processes/${id}/history`)).body;
    expect(JSON.stringify(items)).toContain('修复系统中卡住的流程');
  });

  it('without an answer from the process engine nothing is promised', async () => {
    await rows(`delete from outbox`);
    expect((await repair('office', id)).body.code).toBe('UNAVAILABLE');
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

  it('starts anew what it has lost, once', async () => {
    const launched = { kind: 'dualList', regionCode: COUNTY, year };
    const { id: lost } = (await asked.post('office', 'processes', launched)).body as { id: string };
    await asked.dataSource.query(`delete from outbox`);
    const path = `operations/stuck-processes/${lost}/repair`;
    expect((await asked.post('office', path, {})).body.result).toBe('restarted');
    const messages = () =>
      asked.dataSource.query(`select kind, name from outbox where workflow_id = $1`, [`dualList:${lost}`]);
    expect(await messages()).toEqual([{ kind: 'start', name: 'dualList' }]);
    expect((await asked.post('office', path, {})).body.result).toBe('sound');
    expect(await messages()).toHaveLength(1);
  });
});
