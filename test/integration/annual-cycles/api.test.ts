import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeYear } from '../../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../../database/calendar/source.js';
import { launchBatch } from '../../../database/annual-cycles/launch-batch.js';
import { startPlanned } from '../../../database/annual-cycles/start-planned.js';
import { watchYears } from '../../../database/annual-cycles/watch-years.js';
import { findingId, type Finding } from '../../../domain/launch-check/finding.js';
import { startApi, type Answer, type TestApi } from '../../http/api.js';
import { CITY, COUNTY } from '../../support/county.js';

let api: TestApi;
const YEAR = new Date().getFullYear() + 1;

beforeAll(async () => {
  api = await startApi();
  for (const year of calendarYears(YEAR - 1, YEAR + 1))
    await storeYear(api.dataSource.manager, year, new Date());
});
afterAll(() => api.stop());

const get: TestApi['get'] = (login, path) => api.get(login, path);
const send = async (login: string, method: string, path: string, body: object): Promise<Answer> =>
  api.send(method, `/api/v1/${path}`, {
    token: await api.token(login),
    body,
    headers: { 'idempotency-key': randomUUID() },
  });
const post = (login: string, path: string, body: object) => send(login, 'POST', path, body);

/** Launches once what 方案体检 has to say was clicked away. */
async function acknowledged(login: string, path: string, body: object): Promise<string[]> {
  const { entries } = body as { entries?: object[] };
  const { body: found } = await post(login, 'annual-cycles/check', {
    ...{ regionCode: COUNTY, year: YEAR },
    ...(entries ? { entries } : {}),
  });
  expect((found.findings as Finding[]).filter(({ severity }) => severity === 'error')).toEqual([]);
  return (found.findings as Finding[]).map(findingId);
}

let id: string;

describe('a year over HTTP', () => {
  it('is drafted: the offered plan, what else could be in it, what is missing', async () => {
    const { status, body } = await get('office', `annual-cycles/draft?regionCode=${COUNTY}&year=${YEAR}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ region: '双江自治县', year: YEAR, missing: [], launched: null });
    expect(body.entries.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining([
        'dualList',
        'liaisonFiling',
        'coordinationGroup',
        'liaisonConference',
        'circular',
      ]),
    );
    const kinds = body.kinds.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain('coordinationMatter');
    expect(kinds).not.toContain('annualCycle');
    expect((await get('office', `annual-cycles/draft?regionCode=5301&year=${YEAR}`)).status).toBe(404);
  });

  it('every field of its plan is checked, wherever it is launched', async () => {
    const entry = { key: 'a', kind: 'circular', title: '通报', date: `${YEAR}-03-01` };
    const good = { ...entry, form: { title: '通报', circularKind: 'keyWork' } };
    const cases: [object[], string][] = [
      [[{ ...good, form: { title: '通报' } }], 'entries[0].form.circularKind'],
      [[{ ...good, form: { ...good.form, more: 1 } }], 'entries[0].form.more'],
      [[good, { ...good, key: 'b', date: `${YEAR}-02-30` }], 'entries[1].date'],
      [[{ ...good, date: `${YEAR + 1}-02-03` }], 'entries[0].date'],
      [[entry], 'entries[0].form'],
      [[{ ...good, kind: 'needItem' }], 'entries[0].kind'],
      [[good, good], 'entries[1].key'],
      [[{ ...good, form: { ...good.form, title: '机密★' } }], 'entries[0].form.title'],
    ];
    for (const [entries, field] of cases) {
      const own = await post('office', 'annual-cycles', { regionCode: COUNTY, year: YEAR, entries });
      expect([field, own.status, own.body.field]).toEqual([field, 400, field]);
      const form = { entries };
      const generic = await post('office', 'processes', {
        kind: 'annualCycle',
        regionCode: COUNTY,
        year: YEAR,
        form,
      });
      expect([generic.status, generic.body.field]).toEqual([400, `form.${field}`]);
    }
  });

  it('is launched once, by whichever door; not by strangers', async () => {
    const order = { regionCode: COUNTY, year: YEAR };
    const clicks = { acknowledged: await acknowledged('office', 'annual-cycles', {}) };
    expect((await post('liaison.education', 'annual-cycles', { ...order, ...clicks })).status).toBe(403);
    const wrong = await post('office', 'annual-cycles', { ...order, year: YEAR + 1 });
    expect(wrong.body.code).toBe('YEAR_OUT_OF_RANGE');
    const launched = await post('office', 'annual-cycles', { ...order, ...clicks, launchNextYear: true });
    expect([launched.status, launched.body.title]).toEqual([201, `双江自治县${YEAR}年年度工作`]);
    id = launched.body.id;
    const again = await post('office', 'annual-cycles', { ...order, ...clicks });
    expect([again.status, again.body.code]).toEqual([409, 'ALREADY_LAUNCHED']);
    const generic = { kind: 'annualCycle', ...order, form: clicks };
    expect((await post('office', 'processes', generic)).body.code).toBe('ALREADY_LAUNCHED');
    const draft = await get('office', `annual-cycles/draft?regionCode=${COUNTY}&year=${YEAR}`);
    expect(draft.body).toMatchObject({ launched: id, launchNextYear: true });
  });

  it('is one page: every entry and how what it started stands', async () => {
    await startPlanned(api.dataSource.manager, id, new Date(`${YEAR}-01-20T09:00:00+08:00`));
    const { body } = await get('office', `annual-cycles/${id}`);
    const due = body.entries.filter(({ date }: { date: string }) => date <= `${YEAR}-01-20`).length;
    expect(body).toMatchObject({
      started: due,
      failed: 0,
      launchNextYear: true,
      carriedIn: [],
      carriedOut: [],
    });
    const [list, ...rest] = body.entries;
    expect(list).toMatchObject({
      ...{ kind: 'dualList', kindLabel: '“双清单”制度', state: 'started', stateLabel: '已启动' },
      process: { state: 'running', light: 'green', overdueTasks: 0 },
    });
    expect(rest.at(-1)).toMatchObject({ state: 'planned', process: null });
    for (const login of ['leader1', 'auditor', 'city.office'])
      expect((await get(login, `annual-cycles/${id}`)).status).toBe(200);
    expect((await get('liaison.education', `annual-cycles/${id}`)).status).toBe(403);
    const page = await get('city.office', `annual-cycles?regionCode=${CITY}&limit=1`);
    expect(page.body).toMatchObject({ items: [{ id, region: '双江自治县' }], nextCursor: null });
    expect((await get('office', `annual-cycles?regionCode=${CITY}`)).status).toBe(404);
  });

  it('gets another entry, and does without one, with the reason on record', async () => {
    const reason = '按上级新要求';
    const entry = {
      ...{ key: 'extra', kind: 'circular', title: '专项通报', date: `${YEAR}-09-01` },
      form: { title: '专项通报', circularKind: 'keyWork' },
    };
    const path = `annual-cycles/${id}/entries`;
    expect((await post('office', path, { entry })).body.field).toBe('reason');
    const secondList = { ...entry, kind: 'dualList', form: undefined };
    expect((await post('office', path, { entry: secondList, reason })).body.field).toBe('entries[0].kind');
    expect((await post('office', path, { entry, reason })).status).toBe(200);
    expect((await post('office', `${path}/extra/skip`, { reason: '不需要了' })).status).toBe(200);
    expect((await post('office', `${path}/extra/skip`, { reason })).body.code).toBe('ENTRY_BEGUN');
    expect((await post('office', `${path}/dualList/skip`, { reason })).body.code).toBe('ENTRY_BEGUN');
    expect((await post('office', `${path}/nothing/skip`, { reason })).status).toBe(400);
    const { body } = await get('office', `processes/${id}/history?limit=100`);
    expect(JSON.stringify(body)).toContain('增列“专项通报”');
    expect(JSON.stringify(body)).toContain('决定本年不再进行“专项通报”，理由：不需要了');
    const { body: page } = await get('office', `annual-cycles/${id}`);
    expect(page.entries.find(({ key }: { key: string }) => key === 'extra')).toMatchObject({
      ...{ state: 'skipped', reason: '不需要了' },
    });
  });

  it('launches its next year by itself, or not', async () => {
    const wanted = (login: string, on: boolean) =>
      send(login, 'PUT', 'annual-cycles/next-year', { regionCode: COUNTY, wanted: on });
    expect((await wanted('office', false)).status).toBe(200);
    const draft = await get('office', `annual-cycles/draft?regionCode=${COUNTY}&year=${YEAR}`);
    expect(draft.body.launchNextYear).toBe(false);
    expect((await wanted('leader1', true)).status).toBe(403);
  });

  it('alarms are seen from the office up, and counted', async () => {
    await watchYears(api.dataSource.manager, new Date(`${YEAR}-03-20T09:00:00+08:00`));
    let standing = 0;
    for (const login of ['office', 'city.office', 'auditor']) {
      const { body } = await get(login, 'annual-cycles/alarms');
      standing = body.items.length;
      expect(body.items[0]).toMatchObject({
        ...{ kind: 'entryNotStarted', message: '到期一小时仍未自行启动', regionCode: COUNTY, processId: id },
      });
    }
    const own = await get('city.office', `annual-cycles/alarms?processId=${id}`);
    expect(own.body.items.length).toBeGreaterThan(0);
    const other = await get('city.office', `annual-cycles/alarms?processId=${randomUUID()}`);
    expect(other.body.items).toEqual([]);
    const { body } = await api.send('GET', '/api/health/ready');
    expect(body).toMatchObject({ status: 'ok', alarms: standing });
    const metrics = await api.send('GET', '/api/metrics', { token: await api.token('admin') });
    expect(metrics.text).toMatch(new RegExp(`^yushui_annual_alarms ${standing}$`, 'm'));
  });
});

describe('the years of many regions over HTTP', () => {
  it('are launched by the office above, with progress and the reasons of what was refused', async () => {
    const order = { year: YEAR, acknowledgeWarnings: true };
    const below = { regionCode: CITY, level: 3 };
    expect((await post('office', 'annual-cycles/batches', { ...order, below })).status).toBe(404);
    expect((await post('city.office', 'annual-cycles/batches', order)).body.field).toBe('regionCodes');
    const unknown = { ...order, regionCodes: [COUNTY, `${CITY}98`] };
    expect((await post('city.office', 'annual-cycles/batches', unknown)).body.field).toBe('regionCodes[1]');
    const created = await post('city.office', 'annual-cycles/batches', { ...order, below });
    expect(created.status).toBe(201);
    const path = `annual-cycles/batches/${created.body.id}`;
    expect((await get('city.office', path)).body.counts.waiting).toBe(created.body.regions);
    while ((await launchBatch(api.dataSource.manager, created.body.id, new Date())) > 0);
    const { body } = await get('city.office', `${path}?limit=1`);
    expect(body.counts).toMatchObject({ waiting: 0, already: 1 });
    expect(body.finishedAt).not.toBeNull();
    if (created.body.regions > 1) expect(body.nextCursor).not.toBeNull();
    const { regions: _, nextCursor: __, ...line } = body;
    const list = `annual-cycles/batches?regionCode=${CITY}`;
    expect((await get('city.office', list)).body).toEqual({ items: [line], nextCursor: null });
    expect((await get('office', list)).status).toBe(404);
    expect((await get('liaison.education', list)).status).toBe(403);
    const refused = await get('city.office', `${path}?state=refused`);
    for (const region of refused.body.regions) expect(region.message).toMatch(/\p{Script=Han}/u);
    expect((await get('office', path)).status).toBe(404);
    const resumed = await post('city.office', `${path}/resume`, {});
    expect(resumed.body.waiting).toBe(body.counts.refused);
  });
});
