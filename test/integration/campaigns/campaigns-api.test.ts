import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { openStep } from '../../../database/steps/open-step.js';
import { addDays, civilDateOf, type CivilDate } from '../../../domain/time/zone.js';
import { startApi, type Answer, type TestApi } from '../../http/api.js';
import { CITY, COUNTY } from '../../support/county.js';

let api: TestApi;
let id: string;

const first = addDays(civilDateOf(new Date()), 1);
// Answers of any shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Form = any;

beforeAll(async () => {
  api = await startApi({ everybody: false });
});
afterAll(() => api.stop());

const get: TestApi['get'] = (login, path) => api.get(login, path);
const post: TestApi['post'] = (login, path, body) => api.post(login, path, body);

async function draft(login = 'office', region = COUNTY): Promise<Form> {
  const { body, status } = await get(login, `campaigns/draft?regionCode=${region}&from=${first}`);
  expect(status).toBe(200);
  return body;
}
const visitFrom = (form: Form, fromDate: CivilDate): Form => ({
  ...form,
  stages: form.stages.map((stage: Form) => (stage.key === 'visit' ? { ...stage, fromDate } : stage)),
});

/** Opens a step as the workflow would, and decides it over HTTP. */
async function decide(login: string, key: string, decision: string, form: object): Promise<Answer> {
  await openStep(api.dataSource.manager, { processId: id, key, round: 1, now: new Date() });
  const { body } = await get(login, 'inbox?limit=100');
  const row = (body.items as Form[]).find((one) => one.processId === id && one.step === key);
  expect([login, key, row]).toEqual([login, key, expect.anything()]);
  return post(login, `assignments/${row.assignmentId}/acts`, { action: 'decide', decision, form });
}

describe('before the launch', () => {
  it('the draft is the region’s own, and says what there is to be said of it', async () => {
    const { form, errors, findings } = await draft();
    expect(form).toMatchObject({ title: '双江自治县“双拥在基层”活动', fromDate: first });
    expect(form.stages).toHaveLength(7);
    expect(form.actions.every((action: Form) => action.leadUnitId)).toBe(true);
    expect(errors).toBe(0);
    for (const finding of findings)
      expect(finding).toMatchObject({ severity: 'warning', id: expect.any(String) });
    expect((await get('office', `campaigns/draft?regionCode=${COUNTY}&from=2027-02-30`)).body.code).toBe(
      'INVALID_DATE',
    );
    expect((await get('office', `campaigns/draft?regionCode=530921`)).body.code).toBe('FORBIDDEN');
    expect((await get('liaison.civil', `campaigns/draft?regionCode=${COUNTY}`)).status).toBe(403);
  });

  it('an impossible date is refused at both doors, in the same words, and nothing is kept', async () => {
    const { form } = await draft();
    const wrong = { regionCode: COUNTY, form: visitFrom(form, addDays(first, -366)) };
    const check = await post('office', 'campaigns/check', wrong);
    expect(check.status).toBe(200);
    expect(check.body.errors).toBe(1);
    expect(check.body.findings[0]).toMatchObject({
      code: 'stageBeforeCampaign',
      where: 'form.stages[1].fromDate',
    });
    const answers = [
      await post('director', 'campaigns', wrong),
      await post('director', 'processes', { kind: 'campaign', ...wrong }),
    ];
    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([400, 'LAUNCH_CHECK']);
      expect(body.errors[0]).toMatchObject({ field: 'form.stages[1].fromDate', code: 'LAUNCH_CHECK' });
      expect(body.errors[0].detail).toContain('早于活动开始');
    }
    expect(await api.dataSource.query(`select 1 from process where kind = 'campaign'`)).toEqual([]);
  });

  it.each<[string, (form: Form) => Form, string]>([
    ['a day that does not exist', (form) => visitFrom(form, '2027-02-30'), 'INVALID_DATE'],
    [
      'a list with such a day',
      (form) => ({
        ...form,
        stages: form.stages.map((stage: Form) =>
          stage.key === 'inspect' ? { ...stage, inspectionDates: ['2027-02-30'] } : stage,
        ),
      }),
      'INVALID_DATE',
    ],
    ['a field nobody knows', (form) => ({ ...form, budget: 1 }), 'UNKNOWN_FIELD'],
    [
      'text with a secrecy mark',
      (form) => ({ ...form, contents: [{ title: '国防教育', text: '机密★5年 内容' }] }),
      'CLASSIFIED_CONTENT',
    ],
  ])('refuses %s', async (_, change, code) => {
    const { form } = await draft();
    const { body } = await post('director', 'campaigns', { regionCode: COUNTY, form: change(form) });
    expect(body.code).toBe(code);
  });

  it('each warning needs its click; then it is launched once', async () => {
    const { form, findings } = await draft();
    const order = { regionCode: COUNTY, form };
    if (findings.length > 0) {
      const warned = await post('director', 'campaigns', order);
      expect([warned.status, warned.body.code]).toEqual([409, 'LAUNCH_WARNINGS']);
      expect(warned.body.errors).toHaveLength(findings.length);
    }
    const acknowledged = findings.map((finding: Form) => finding.id);
    const launched = await post('director', 'campaigns', {
      regionCode: COUNTY,
      form: { ...form, acknowledged },
    });
    expect(launched.status).toBe(201);
    id = launched.body.id;
    expect(launched.body.title).toBe(form.title);
  });
});

describe('while it runs', () => {
  it('one look shows stages, topics, “五个一”; who is behind is for the office', async () => {
    const { body } = await get('office', `campaigns/${id}`);
    expect(body.stages.map(({ key, state }: Form) => [key, state])).toEqual(
      ['mobilise', 'visit', 'solve', 'interim', 'consolidate', 'inspect', 'final'].map((key) => [
        key,
        'planned',
      ]),
    );
    expect(body.topics).toHaveLength(7);
    expect(body.fiveOnes).toMatchObject({ units: 32, complete: 0 });
    expect(body.inspections).toHaveLength(7);
    expect((await get('liaison.civil', `campaigns/${id}`)).status).toBe(404);
    expect((await get('fengqing.office', `campaigns/${id}`)).status).toBe(404);
    const list = await get('office', 'campaigns?state=running');
    expect(list.body.items.map((one: Form) => one.id)).toEqual([id]);
    expect((await get('fengqing.office', 'campaigns')).body.items).toEqual([]);
  });

  it('a unit reports its “五个一” and sees its own list; the office sees all', async () => {
    const fiveOnes = [{ item: 'board', done: true, evidence: '大厅东侧。' }];
    const plan = { plan: '已动员部署。', fiveOnes };
    expect((await decide('liaison.civil', 'mobilise', 'confirmed', plan)).status).toBe(200);
    const whole = await get('office', `campaigns/${id}/checklist`);
    expect(whole.body.units).toHaveLength(32);
    const own = await get('liaison.civil', `campaigns/${id}/checklist`);
    expect(own.body.units).toHaveLength(1);
    expect(own.body.units[0]).toMatchObject({ done: 1, unit: { shortName: '县民政局' } });
    expect(own.body.units[0].missing).toHaveLength(4);
    const open = await get('office', `campaigns/${id}`);
    expect(open.body.stages[0]).toMatchObject({ state: 'open', handedIn: { asked: 32, done: 1 } });
    expect(open.body.stages[0].conditions).toHaveLength(31);
    const unit = await get('liaison.civil', `campaigns/${id}`);
    expect(unit.body.stages[0].conditions).toEqual([]);
  });

  it('what units handed in comes page by page; a unit sees its own', async () => {
    const path = `campaigns/${id}/hand-ins?stage=mobilise`;
    const first = await get('office', `${path}&limit=20`);
    expect([first.status, first.body.items.length]).toEqual([200, 20]);
    const rest = await get('office', `${path}&limit=20&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ nextCursor: null });
    const all: Form[] = [...first.body.items, ...rest.body.items];
    expect(new Set(all.map(({ unit }) => unit.id)).size).toBe(32);
    const civil = all.find(({ unit }) => unit.shortName === '县民政局');
    expect(civil).toMatchObject({
      filedAt: expect.any(String),
      late: false,
      texts: [{ label: '动员情况和实施计划', text: '已动员部署。' }],
    });
    expect(all.filter(({ filedAt }) => filedAt === null)).toHaveLength(31);
    expect((await get('liaison.civil', path)).body.items).toEqual([civil]);
    expect((await get('office', `campaigns/${id}/hand-ins?stage=solve`)).status).toBe(400);
    expect((await get('fengqing.office', path)).status).toBe(404);
  });

  it('a unit’s findings are its own and the office’s; they filter and export as a ledger does', async () => {
    const findings = [
      { topic: 'hardship', title: '危房改造', detail: '两户。' },
      { topic: 'legal', title: '边界纠纷', detail: '一户。' },
    ];
    expect((await decide('liaison.civil', 'visit', 'filed', { findings })).status).toBe(200);
    const titles = async (login: string, query = '') =>
      (await get(login, `campaigns/${id}/findings?sort=filed${query}`)).body.items
        .map(({ title }: Form) => title)
        .sort();
    expect(await titles('office')).toEqual(['危房改造', '边界纠纷']);
    expect(await titles('liaison.civil')).toEqual(['危房改造', '边界纠纷']);
    expect(await titles('liaison.education')).toEqual([]);
    expect(await titles('office', '&topic=legal')).toEqual(['边界纠纷']);
    expect(await titles('office', '&side=army')).toEqual([]);
    expect(await titles('office', '&q=危房')).toEqual(['危房改造']);
    expect(await titles('office', '&carried=true')).toEqual([]);
    const [one] = (await get('office', `campaigns/${id}/findings?topic=legal`)).body.items;
    expect(one).toMatchObject({
      side: 'beneficiary',
      topicLabel: '涉法涉诉',
      state: 'filed',
      campaignId: id,
    });
    expect((await get('office', `ledger/items/${one.id}`)).body).toMatchObject({ kindLabel: '涉法涉诉' });
    expect((await get('office', `ledger?region=${COUNTY}`)).body.items).toEqual([]);

    const response = await fetch(`${await api.app.getUrl()}/api/v1/campaigns/${id}/findings/export`, {
      headers: { authorization: `Bearer ${await api.token('office')}` },
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await response.arrayBuffer()) as never);
    const cells = workbook.worksheets[0]!.getSheetValues().flat().map(String);
    for (const text of ['二、帮助优抚对象', '危房改造', '责任人', '专题', '特殊困难'])
      expect(cells).toContain(text);
  });

  it('results can be read at any time; they are final when the 组长 has approved them', async () => {
    const { body } = await get('office', `campaigns/${id}/results`);
    expect(body).toMatchObject({ campaignId: id, final: false, counties: [] });
    expect(body.units).toHaveLength(32);
    const civil = body.units.find(({ unit }: Form) => unit === '县民政局');
    expect(civil).toMatchObject({
      handIns: { mobilise: 'inTime', visit: 'inTime' },
      findings: 2,
      fiveOnes: 1,
    });
    expect((await get('liaison.civil', `campaigns/${id}/results`)).body.units).toHaveLength(1);
    expect((await get('office', `campaigns/${randomUUID()}/results`)).body.code).toBe('NOT_FOUND');
  });

  it('is ended by the 主任 alone, with its items or without', async () => {
    const body = { reason: '上级调整安排', children: 'end' };
    expect((await post('office', `processes/${id}/termination`, body)).status).toBe(403);
    expect((await post('director', `processes/${id}/termination`, body)).status).toBe(200);
    expect((await get('office', `campaigns/${id}`)).body).toMatchObject({
      state: 'ended',
      outcomeLabel: '终止',
    });
  });
});

it('a city launches it for its counties, sees each one’s stages and figures, and ends them with it', async () => {
  const { form, findings } = await draft('city.office', CITY);
  const acknowledged = findings.map((finding: Form) => finding.id);
  const order = (countyCodes: string[]) => ({
    regionCode: CITY,
    form: { ...form, acknowledged, countyCodes },
  });
  const elsewhere = await post('city.director', 'campaigns', order(['530100']));
  expect(elsewhere.body.errors[0].field).toBe('form.countyCodes[0]');
  const launched = await post('city.director', 'campaigns', order(['530921', '530922']));
  expect(launched.status).toBe(201);
  const city = launched.body.id;
  const { body } = await get('city.office', `campaigns/${city}`);
  expect(body.counties.map(({ region, stages }: Form) => [region, stages.length])).toEqual([
    ['凤庆县', 7],
    ['云县', 7],
  ]);
  expect(body.counties[0].figures).toMatchObject({ raised: 0, solved: 0 });
  const own = await get('fengqing.office', 'campaigns');
  expect(own.body.items.map(({ parentId }: Form) => parentId)).toEqual([city]);
  expect((await get('fengqing.office', `campaigns/${city}`)).status).toBe(404);
  const parentOf = async (login: string) =>
    (await get(login, `processes/${own.body.items[0].id}`)).body.parentId;
  expect([await parentOf('city.office'), await parentOf('fengqing.office')]).toEqual([city, null]);
  const end = { reason: '省里统一部署', children: 'end' };
  expect((await post('city.director', `processes/${city}/termination`, end)).status).toBe(200);
  const states: { state: string }[] = await api.dataSource.query(
    `select state from process where parent_id = $1`,
    [city],
  );
  expect(states).toEqual([{ state: 'ended' }, { state: 'ended' }]);
});
