import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { openStep } from '../../../database/steps/open-step.js';
import { addDays, civilDateOf, yearOf } from '../../../domain/time/zone.js';
import { VETO_ITEM_KEYS } from '../../../domain/evaluation/veto-items.js';
import { quartersFrom } from '../../../domain/vetoes/quarters.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { startApi, type Answer, type TestApi } from '../../http/api.js';
import { CITY, COUNTY } from '../../support/county.js';
import { titlesOf } from './veto-world.js';

let api: TestApi;
let id: string;
let honourId: string;
const now = new Date();
const today = civilDateOf(now);
const happenedDate = addDays(today, -7);

beforeAll(async () => {
  api = await startApi({ everybody: false });
  const world = { dataSource: api.dataSource } as never;
  const subject = { kind: 'unit', regionCode: COUNTY, unitId: await api.unit('县民政局') } as const;
  [honourId = ''] = await titlesOf(world, subject, ['双拥模范单位'], now);
});
afterAll(() => api.stop());

const get: TestApi['get'] = (login, path) => api.get(login, path);
const post: TestApi['post'] = (login, path, body) => api.post(login, path, body);

/** Opens a step as the workflow would, and decides it over HTTP. */
async function decide(
  login: string,
  processId: string,
  key: string,
  decision: string,
  rest: { form?: object; opinion?: string } = {},
): Promise<Answer> {
  await openStep(api.dataSource.manager, { processId, key, round: 1, now: new Date() });
  const { body } = await get(login, 'inbox?limit=100');
  const row = (body.items as { processId: string; step: string; assignmentId: string }[]).find(
    (one) => one.processId === processId && one.step === key,
  );
  expect([login, key, row]).toEqual([login, key, expect.anything()]);
  return post(login, `assignments/${row?.assignmentId ?? ''}/acts`, { action: 'decide', decision, ...rest });
}

const order = async (form: object = {}) => ({
  kind: 'vetoEvent',
  regionCode: COUNTY,
  form: {
    ...{
      title: '优待金发放核查',
      item: 'compensation',
      subjectUnitId: await api.unit('县民政局'),
      happenedDate,
    },
    account: '部分优待金没有按时发放。',
    ...form,
  },
});

describe('a veto event over HTTP', () => {
  it('is launched by the office, each field checked', async () => {
    const { status, body } = await post('office', 'processes', await order());
    expect([status, body.title]).toEqual([201, '优待金发放核查']);
    id = body.id;
    const wrong: [object, string][] = [
      [{ item: 'weather' }, 'form.item'],
      [{ happenedDate: '2027-02-30' }, 'form.happenedDate'],
      [{ happenedDate: addDays(today, 1) }, 'form.happenedDate'],
      [{ account: ' ' }, 'form.account'],
      [{ subjectRegionCode: '530921' }, 'form.subjectRegionCode'],
      [{ subjectUnitId: await api.unit('市教育体育局') }, 'form.subjectUnitId'],
      [{ account: '机密★3年的内容' }, 'form.account'],
    ];
    for (const [change, field] of wrong) {
      const refused = await post('office', 'processes', await order(change));
      const said = [field, refused.status, JSON.stringify(refused.body)];
      expect(said).toEqual([field, 400, expect.stringContaining(field)]);
    }
    expect((await post('liaison.civil', 'processes', await order())).status).toBe(403);
  });

  it('is seen by its region; by its subject when it is heard; what is proposed only by the region', async () => {
    await openStep(api.dataSource.manager, { processId: id, key: 'verify', round: 1, now: new Date() });
    const looks = async (login: string) => (await get(login, `veto-events/${id}`)).status;
    for (const login of ['office', 'leader1', 'auditor'])
      expect([login, await looks(login)]).toEqual([login, 200]);
    for (const login of ['liaison.civil', 'liaison.finance', 'city.office'])
      expect([login, await looks(login)]).toEqual([login, 404]);
    const findings = { form: { findings: '有三户的优待金拖欠两个月。' } };
    expect((await decide('office', id, 'verify', 'confirmed', findings)).status).toBe(200);
    const view = { form: { view: '情况属实，已经补发。' } };
    expect((await decide('liaison.civil', id, 'hear', 'stated', view)).status).toBe(200);
    const office = (await get('office', `veto-events/${id}`)).body;
    expect(office.titles).toMatchObject([{ honourId, title: '双拥模范单位', state: 'held', decisions: [] }]);
    const form = {
      proposal: '建议认定。',
      titles: [{ honourId, measure: 'freeze', reason: '按后果' }],
      reconsiderDate: addDays(today, 180),
    };
    const missing = await decide('director', id, 'propose', 'proposed', { form: { ...form, titles: [] } });
    expect([missing.status, missing.body.code]).toEqual([400, 'VETO_TITLES']);
    expect((await decide('director', id, 'propose', 'proposed', { form })).status).toBe(200);
    const own = (await get('liaison.civil', `veto-events/${id}`)).body;
    expect([
      own.findings,
      own.view,
      own.proposal,
      own.titles.flatMap((one: { decisions: [] }) => one.decisions),
    ]).toEqual([findings.form.findings, view.form.view, null, []]);
    const decided = (await get('liaison.civil', `processes/${id}/decisions`)).body;
    expect(JSON.stringify(decided)).not.toContain('建议认定');
  });

  it('shows what was decided to its subject, with the number of the decision', async () => {
    expect((await decide('leader1', id, 'decide', 'confirmed')).status).toBe(200);
    const { body } = await get('liaison.civil', `veto-events/${id}`);
    expect(body).toMatchObject({ state: 'confirmed', frozen: 1, proposal: '建议认定。', mayCorrect: false });
    expect(body.titles).toMatchObject([
      {
        state: 'frozen',
        decisions: [{ decision: 'freeze', number: expect.stringMatching(/^双.+〔\d{4}〕\d+号$/u) }],
      },
    ]);
    const document = (await get('liaison.civil', 'documents?limit=10')).body.items;
    expect(document.map((one: { title: string }) => one.title)).toContain(
      '关于认定县民政局一票否决事项的决定',
    );
  });

  it('stands in the register, by what it is narrowed by; others see nothing of it', async () => {
    const listed = async (login: string, query: string) =>
      (await get(login, `veto-events?${query}`)).body.items.map((one: { id: string }) => one.id);
    const year = happenedDate.slice(0, 4);
    const unitId = await api.unit('县民政局');
    expect(
      await listed(
        'office',
        `region=${COUNTY}&item=compensation&state=confirmed&year=${year}&subjectUnit=${unitId}`,
      ),
    ).toEqual([id]);
    for (const query of ['item=fraud', 'state=verifying', 'year=1999', `subjectRegion=${COUNTY}`])
      expect([query, await listed('office', query)]).toEqual([query, []]);
    expect(await listed('liaison.finance', '')).toEqual([]);
    expect(await listed('city.office', `region=${CITY}`)).toEqual([]);
    expect((await get('office', 'veto-events?state=nothing')).status).toBe(400);
    const file = await fetch(new URL('/api/v1/veto-events/export', await api.app.getUrl()), {
      headers: { authorization: `Bearer ${await api.token('office')}` },
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await file.arrayBuffer()) as never);
    const row = workbook.worksheets[0]?.getRow(2).values as string[];
    expect(row).toEqual(expect.arrayContaining(['县民政局', '已认定', '已陈述']));
    expect(JSON.stringify(row)).not.toContain('优待金没有按时');
  });

  it('is corrected once, by its own office', async () => {
    const asked = (login: string, reason = '有新的证据，需要复查。') =>
      post(login, `veto-events/${id}/corrections`, { reason });
    expect((await get('office', `veto-events/${id}`)).body.mayCorrect).toBe(true);
    expect((await asked('city.office')).status).toBe(404);
    expect((await asked('liaison.civil')).status).toBe(403);
    expect((await asked('office', '？')).status).toBe(400);
    const { status, body } = await asked('office');
    expect(status).toBe(201);
    expect((await asked('office')).body.code).toBe('VETO_CORRECTION_OPEN');
    const form = { findings: '银行回单证明当月已经发放。' };
    expect((await decide('director', body.id, 'review', 'proposed', { form })).status).toBe(200);
    expect((await decide('leader1', body.id, 'decide', 'takenBack', { opinion: '事实不成立' })).status).toBe(
      200,
    );
    const own = (await get('liaison.civil', `veto-events/${id}`)).body;
    expect(own).toMatchObject({ state: 'withdrawn', withdrawnReason: '事实不成立', frozen: 0 });
    expect(own.titles[0]).toMatchObject({ state: 'held' });
    expect(own.corrections).toMatchObject([{ state: 'withdrawn', findings: form.findings }]);
  });
});

describe('a suspicion over HTTP', () => {
  it('is reported by a unit’s people, each field checked; who reported it stays with the office', async () => {
    const said = {
      ...{ item: 'dispute', subjectUnitId: await api.unit('县公安局'), happenedDate },
      account: '营区门口发生争执，没有人处理。',
    };
    const wrong: [object, string][] = [
      [{ item: 'weather' }, 'item'],
      [{ happenedDate: '2027-02-30' }, 'happenedDate'],
      [{ happenedDate: addDays(today, 1) }, 'happenedDate'],
      [{ subjectUnitId: undefined }, 'subjectUnitId'],
      [{ account: '绝密★' }, 'account'],
    ];
    for (const [change, field] of wrong) {
      const { status, body } = await post('liaison.garrison', 'veto-events/reports', { ...said, ...change });
      expect([field, status, JSON.stringify(body)]).toEqual([field, 400, expect.stringContaining(field)]);
    }
    expect((await post('office', 'veto-events/reports', said)).status).toBe(403);
    expect((await post('liaison.garrison', 'veto-events/reports', said)).status).toBe(201);
    const mine = (await get('liaison.garrison', 'veto-events/reports')).body.items;
    expect(mine).toMatchObject([{ item: 'dispute', ended: false, account: said.account }]);
    expect((await get('liaison.police', 'veto-events/reports')).body.items).toEqual([]);
    const [line] = (await get('office', 'veto-events?item=dispute')).body.items;
    const office = (await get('office', `veto-events/${line.id}`)).body;
    expect(office).toMatchObject({ reported: true, reportedBy: { unit: '驻军部队' } });
    // Who reports sees what he said, not the file that was opened.
    expect((await get('liaison.garrison', `veto-events/${line.id}`)).status).toBe(404);
    const findings = { form: { findings: '到现场核实，情况属实。' } };
    expect((await decide('office', line.id, 'verify', 'confirmed', findings)).status).toBe(200);
    await openStep(api.dataSource.manager, { processId: line.id, key: 'hear', round: 1, now: new Date() });
    const subject = (await get('liaison.police', `veto-events/${line.id}`)).body;
    expect(subject).toMatchObject({ reported: true, reportedBy: null, source: null });
    const history = JSON.stringify((await get('liaison.police', `processes/${line.id}/history`)).body);
    expect(history).not.toContain('驻军部队');
  });
});

describe('a watch over HTTP', () => {
  it('shows its quarters and its items, and what was found, to the region and above; signals to the region alone', async () => {
    const year = yearOf(now);
    const { body: launched } = await post('office', 'processes', {
      kind: 'vetoWatch',
      regionCode: COUNTY,
      year,
    });
    const quarter = quartersFrom(year, today, await calendarOf(api.dataSource.manager))[0]?.quarter ?? 4;
    const clear = VETO_ITEM_KEYS.filter((item) => item !== 'fraud').map((item) => ({ item }));
    const found = {
      ...{ item: 'fraud', subjectUnitId: await api.unit('县财政局'), happenedDate },
      account: '申报材料有出入。',
    };
    const key = `quarter${quarter}`;
    const refused = await decide('office', launched.id, key, 'declared', {
      form: { clear: clear.slice(1), found: [found] },
    });
    expect(refused.body.code).toBe('VETO_DECLARATION_INCOMPLETE');
    expect(
      (await decide('office', launched.id, key, 'declared', { form: { clear, found: [found] } })).status,
    ).toBe(200);
    const { body } = await get('office', `veto-watches/${launched.id}`);
    expect(body).toMatchObject({ year, declared: 1, showsSignals: true });
    expect(body.timeline).toHaveLength(4);
    expect(body.timeline[quarter - 1]).toMatchObject({ watched: true, declaredAt: expect.any(String) });
    const fraud = body.items.find(({ item }: { item: string }) => item === 'fraud');
    expect(fraud.quarters[quarter - 1]).toMatchObject({ state: 'found', events: [{ state: 'verifying' }] });
    const others = body.items.filter(({ item }: { item: string }) => item !== 'fraud');
    expect(
      new Set(others.map((one: { quarters: { state: string }[] }) => one.quarters[quarter - 1]?.state)),
    ).toEqual(new Set(['clear']));

    // Above: that there was something, not what.
    const above = (await get('city.office', `veto-watches/${launched.id}`)).body;
    expect(above.showsSignals).toBe(false);
    expect(
      above.items.find(({ item }: { item: string }) => item === 'fraud').quarters[quarter - 1],
    ).toMatchObject({
      ...{ state: 'found', events: [] },
    });
    expect((await get('liaison.finance', `veto-watches/${launched.id}`)).status).toBe(404);
    expect((await get('office', `veto-watches/${id}`)).status).toBe(404);
    expect((await get('office', `veto-watches?year=${year}`)).body.items).toMatchObject([
      { id: launched.id, declared: 1 },
    ]);
  });
});
