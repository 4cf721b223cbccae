import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { verifyAudit } from '../../../database/audit/audit-verify.js';
import { changeHonour } from '../../../database/honours/honour.store.js';
import { openStep } from '../../../database/steps/open-step.js';
import { serveClock } from '../../../database/steps/serve-clock.js';
import { CLOCKS } from '../../../domain/steps/clocks.js';
import { addDays, civilDateOf } from '../../../domain/time/zone.js';
import { startApi, type Answer, type TestApi } from '../../http/api.js';
import { CITY } from './honours-world.js';

let api: TestApi;
let id: string;
const today = civilDateOf(new Date());
const DEEDS = '连续五年为驻地部队办实事。';

beforeAll(async () => {
  api = await startApi({ everybody: false });
});
afterAll(() => api.stop());

/** Opens a step as the workflow would, and decides it over HTTP. */
async function decide(
  login: string,
  key: string,
  decision: string,
  more: object = {},
  round = 1,
): Promise<Answer> {
  await openStep(api.dataSource.manager, { processId: id, key, round, now: new Date() });
  const { body } = await api.get(login, 'inbox?limit=100');
  const row = (body.items as { processId: string; step: string; assignmentId: string }[]).find(
    (one) => one.processId === id && one.step === key,
  );
  expect([login, key, row]).toEqual([login, key, expect.anything()]);
  return api.post(login, `assignments/${row!.assignmentId}/acts`, { action: 'decide', decision, ...more });
}

const round = async (login: string) => (await api.get(login, `namings/${id}`)).body;
const names = (body: { candidates: { name: string }[] }): string[] => body.candidates.map(({ name }) => name);

const order = async (form: object = {}) => ({
  kind: 'commendation',
  regionCode: CITY,
  form: {
    title: '固原市双拥模范单位和先进个人命名表彰',
    basis: '双拥模范命名管理的有关规定',
    conditions: '双拥工作成绩突出，群众公认。',
    periodFromDate: `${Number(today.slice(0, 4)) - 1}-01-01`,
    awards: [
      { honourKind: 'modelUnit', title: '双拥模范单位', quota: 2, perUnit: 1 },
      { honourKind: 'modelPerson', title: '双拥先进个人', quota: 1, perUnit: 1 },
    ],
    unitIds: [await api.unit('市司法局'), await api.unit('市税务局'), await api.unit('市科技局')],
    recommendDate: addDays(today, 20),
    validUntilDate: addDays(today, 1000),
    ...form,
  },
});

describe('a commendation over HTTP', () => {
  it('is launched by the office, each field checked', async () => {
    const { status, body } = await api.post('guyuan.office', 'processes', await order());
    expect([status, body.title]).toEqual([201, '固原市双拥模范单位和先进个人命名表彰']);
    id = body.id;
    const wrong: [object, string][] = [
      [{ awards: [] }, 'form.awards'],
      [
        { awards: [{ honourKind: 'modelCity', title: '模范', quota: 1, perUnit: 1 }] },
        'form.awards[0].honourKind',
      ],
      [
        { awards: [{ honourKind: 'modelUnit', title: '模范', quota: 1, perUnit: 2 }] },
        'form.awards[0].perUnit',
      ],
      [{ recommendDate: addDays(today, -1) }, 'form.recommendDate'],
      [{ publicNoticeDays: 0 }, 'form.publicNoticeDays'],
      [{ conditions: '机密★3年' }, 'form.conditions'],
    ];
    for (const [change, path] of wrong) {
      const answer = await api.post('guyuan.office', 'processes', await order(change));
      expect([path, answer.status, JSON.stringify(answer.body)]).toEqual([
        path,
        400,
        expect.stringContaining(path),
      ]);
    }
    expect((await api.post('guyuan.liaison.justice', 'processes', await order())).status).toBe(403);
  });

  it('shows a unit its own recommendation and nobody else’s', async () => {
    const recommended = (name: string) => ({
      form: {
        candidates: [
          { awardId: '1', deeds: DEEDS },
          { awardId: '2', name, post: '科员', deeds: DEEDS },
        ],
      },
    });
    expect(
      (await decide('guyuan.liaison.justice', 'recommend', 'recommended', recommended('田小禾'))).status,
    ).toBe(200);
    expect(
      (await decide('guyuan.liaison.tax', 'recommend', 'recommended', recommended('贺明川'))).status,
    ).toBe(200);
    const own = await round('guyuan.liaison.justice');
    expect(names(own)).toEqual(['固原市司法局', '田小禾']);
    expect(own.candidates[0].known).toBeNull();
    expect(own.recommenders.map(({ state }: { state: string }) => state)).toEqual(['done']);
    const office = await round('guyuan.office');
    expect(names(office)).toEqual(['固原市司法局', '田小禾', '固原市税务局', '贺明川']);
    expect(office.candidates[0].known).toEqual({
      vetoes: [],
      result: null,
      openRectifications: 0,
      honours: [],
    });
    expect(office.recommenders.map(({ state }: { state: string }) => state).sort()).toEqual([
      'done',
      'done',
      'open',
    ]);
    // Who has nothing to do with it hears nothing of it.
    expect((await api.get('guyuan.liaison.youth', `namings/${id}`)).status).toBe(404);
    expect((await api.get('office', `namings/${id}`)).status).toBe(404);
    await decide('guyuan.liaison.science', 'recommend', 'none');
  });

  it('publishes the list with its days, takes objections, and keeps them inside', async () => {
    const { candidates } = await round('guyuan.office');
    const [justice, tian, tax] = candidates as { id: string }[];
    const results = (candidates as { id: string; name: string }[]).map(({ id: candidateId, name }) =>
      name === '贺明川'
        ? { candidateId, passed: false, reason: '名额只有一个' }
        : { candidateId, passed: true },
    );
    await decide('guyuan.deputy', 'examine', 'examined', { form: { results } });
    await decide('guyuan.director', 'examine', 'examined', { form: { results } });
    const candidateIds = [justice!.id, tian!.id, tax!.id];
    await decide('guyuan.director', 'propose', 'proposed', { form: { candidateIds } });
    const places = ['市政府网站'];
    await decide('guyuan.office', 'publish', 'published', {
      form: { places, contact: '市双拥办，办公楼 305' },
    });
    const form = { candidateId: tax!.id, source: 'letter', about: '反映事迹不实。', receivedDate: today };
    expect((await decide('guyuan.deputy', 'objections', 'recorded', { form })).status).toBe(200);
    const { notice, objections } = await round('guyuan.leader1');
    expect(notice).toMatchObject({
      number: expect.stringMatching(/示〔\d{4}〕\d+号$/),
      from: today,
      days: 5,
      daysLeft: 5,
      over: false,
    });
    expect(objections).toMatchObject([
      { seq: 1, candidate: '固原市税务局', sourceLabel: '来信', answer: null },
    ]);
    const unit = await round('guyuan.liaison.science');
    expect(names(unit)).toEqual(['固原市司法局', '田小禾', '固原市税务局']);
    expect([unit.objections, unit.votes]).toEqual([[], []]);
    const told = JSON.stringify(
      (await api.get('guyuan.liaison.science', `processes/${id}/history?limit=100`)).body,
    );
    expect(told).not.toContain('反映事迹不实');
    expect(told).not.toContain('名额只有一个');
    await decide('guyuan.director', 'handle', 'unfounded', { opinion: '经核实，事迹属实' });
    const over = new Date(Date.now() + 30 * 86_400_000);
    await openStep(api.dataSource.manager, { processId: id, key: 'objections', round: 2, now: new Date() });
    for (let clock = 0; clock < CLOCKS; clock += 1) await serveClock(api.dataSource.manager, clock, over);
  });

  it('is voted on, named, and its titles stand in the register', async () => {
    await decide('guyuan.leader1', 'decide', 'agree');
    await decide('guyuan.leader2', 'decide', 'agree');
    const { votes } = await round('guyuan.office');
    expect(votes.map(({ decision }: { decision: string | null }) => decision)).toEqual([
      '同意',
      '同意',
      null,
    ]);
    await decide('guyuan.leader1', 'sign', 'signed');
    expect((await decide('guyuan.office', 'name', 'named')).status).toBe(200);
    expect(await round('guyuan.office')).toMatchObject({
      named: 3,
      decision: { number: expect.stringMatching(/决〔/) },
    });
    const { body } = await api.get('guyuan.office', 'honours?limit=2');
    expect(body.items).toHaveLength(2);
    const rest = await api.get('guyuan.office', `honours?limit=2&cursor=${body.nextCursor}`);
    expect(rest.body.items).toHaveLength(1);
    const people = await api.get('guyuan.office', 'honours?kind=modelPerson&holder=小禾');
    expect(people.body.items).toMatchObject([
      { holder: '田小禾', title: '双拥先进个人', stateLabel: '保持', unit: { shortName: '市司法局' } },
    ]);
    // Every unit that got the decision sees what it says; another city nothing.
    expect((await api.get('guyuan.liaison.science', 'honours')).body.items).toHaveLength(3);
    expect((await api.get('office', 'honours')).body.items).toHaveLength(0);
    expect((await api.get('office', `honours/${people.body.items[0].id}`)).status).toBe(404);
  });

  it('tells the state of a day, and every decision about a title', async () => {
    const { body } = await api.get('guyuan.office', 'honours?kind=modelPerson');
    const [title] = body.items as [{ id: string; processId: string }];
    const later = new Date(Date.now() + 40 * 86_400_000);
    await api.dataSource.transaction((manager) =>
      changeHonour({ manager, now: later, record: () => undefined }, title.id, {
        ...{ state: 'frozen', reason: '有事项正在核查', decisionProcessId: title.processId },
      }),
    );
    const stateOn = async (on: string) =>
      (await api.get('guyuan.office', `honours?kind=modelPerson&on=${on}`)).body.items.map(
        ({ state }: { state: string }) => state,
      );
    expect(await stateOn(addDays(today, -1))).toEqual([]);
    expect(await stateOn(today)).toEqual(['held']);
    expect(await stateOn(addDays(today, 41))).toEqual(['frozen']);
    expect(await stateOn(addDays(today, 1000))).toEqual(['frozen']);
    expect(await stateOn(addDays(today, 1001))).toEqual(['expired']);
    const expired = await api.get('guyuan.office', `honours?state=expired&on=${addDays(today, 1001)}`);
    expect(expired.body.items).toHaveLength(3);
    const one = await api.get('guyuan.office', `honours/${title.id}`);
    expect(one.body.history).toMatchObject([
      {
        label: '命名',
        reason: expect.stringContaining('命名'),
        decision: '固原市双拥模范单位和先进个人命名表彰',
      },
      { label: '暂停', reason: '有事项正在核查' },
    ]);
    expect((await api.get('guyuan.office', 'honours?on=2027-02-30')).body.code).toBe('INVALID_DATE');
    expect((await api.get('guyuan.office', 'honours?cursor=xyz')).body.code).toBe('INVALID_CURSOR');
  });

  it('stays with its unit when that is abolished: the office is told, it is listed, and decided by a document', async () => {
    const unitId = await api.unit('市税务局');
    const successorUnitId = await api.unit('市科技局');
    const ended = await api.post('guyuan.office', `units/${unitId}/end`, { on: today, successorUnitId });
    expect(ended.status).toBe(200);
    const [notice] = await api.dataSource.query<{ body: object }[]>(
      `select n.body from notice n join account c on c.person_id = n.person_id where c.login = 'guyuan.director' and n.kind = 'titlesLeft'`,
    );
    expect(notice?.body).toMatchObject({ step: '1 个称号', about: '市税务局（并入市科技局）' });
    const on = `on=${addDays(today, 1)}`;
    const listed = async (query: string) =>
      (await api.get('guyuan.office', `honours?${on}&${query}`)).body.items as {
        id: string;
        unit: { shortName: string };
        unitEnded: { label: string } | null;
        state: string;
      }[];
    // On its last day it is there yet.
    expect((await api.get('guyuan.office', 'honours?toDecide=true')).body.items).toEqual([]);
    const [title, ...others] = await listed('toDecide=true');
    expect(others).toEqual([]);
    expect([title?.unit.shortName, title?.unitEnded?.label]).toEqual([
      ...['市税务局', '原单位已撤销（并入市科技局），待决定'],
    ]);
    expect((await listed('toDecide=false')).every(({ unitEnded }) => unitEnded === null)).toBe(true);

    const [own, minutes, notices, elsewhere] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await api.dataSource.query(
      `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
       values ($1::uuid, 'topicalConsultation', 1, $1::uuid::text, $2, 2027, '领导小组会议', 'ended', $3)`,
      [own, CITY, new Date()],
    );
    for (const [documentId, kind, region, serial] of [
      [minutes, 'minutes', CITY, 901],
      [notices, 'notice', CITY, 902],
      [elsewhere, 'minutes', '640422', 903],
    ] as const)
      await api.dataSource.query(
        `insert into document (id, office_unit_id, region_code, kind, year, serial, number, title, process_id, content, content_sha256, issued_at)
         values ($1, $2, $3, $4, 2027, $5, $8, '纪要', $6, '{}', '\\x00', $7)`,
        [
          ...[documentId, await api.unit('固原市双拥办'), region, kind, serial, own, new Date()],
          `固双拥办纪〔2027〕${serial}号`,
        ],
      );
    const decide = (login: string, body: object, id = title!.id) =>
      api.post(login, `honours/${id}/decision`, { reason: '职能已经划转', documentId: minutes, ...body });
    expect((await decide('guyuan.office', { decision: 'keep' })).body.code).toBe('FORBIDDEN');
    for (const documentId of [notices, elsewhere])
      expect((await decide('guyuan.director', { decision: 'keep', documentId })).body.code).toBe(
        'INVALID_FIELD',
      );
    const other = (await api.get('guyuan.office', 'honours?kind=modelUnit&holder=司法')).body.items[0];
    expect((await decide('guyuan.director', { decision: 'freeze' }, other.id)).body.code).toBe(
      'HONOUR_UNIT_STANDS',
    );
    expect((await decide('guyuan.director', { decision: 'lift' })).body.code).toBe('HONOUR_MOVE');
    const kept = await decide('guyuan.director', { decision: 'keep' });
    expect([kept.status, kept.body.state, kept.body.history.at(-1)]).toMatchObject([
      ...[200, 'held'],
      { label: '保持', reason: '固双拥办纪〔2027〕901号：职能已经划转', decision: '领导小组会议' },
    ]);
    expect(await listed('toDecide=true')).toEqual([]);
    const revoked = await decide('guyuan.director', { decision: 'revoke' });
    expect([revoked.body.state, revoked.body.history.at(-1).label]).toEqual(['revoked', '撤销']);
    expect((await decide('guyuan.director', { decision: 'keep' })).body.code).toBe('HONOUR_MOVE');
    expect((await verifyAudit(api.dataSource.manager, { processId: own })).problem).toBeNull();
    const [token, address] = [await api.token('guyuan.office'), await api.app.getUrl()];
    const response = await fetch(`${address}/api/v1/honours/export?${on}&holder=税务`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await response.arrayBuffer()) as never);
    expect(workbook.worksheets[0]!.getColumn(11).values).toContain('原单位已撤销（并入市科技局）');
  });

  it('is a table for who keeps it', async () => {
    const [token, address] = [await api.token('guyuan.office'), await api.app.getUrl()];
    const response = await fetch(`${address}/api/v1/honours/export?kind=modelUnit`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('spreadsheetml'),
    ]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await response.arrayBuffer()) as never);
    const holders = workbook.worksheets[0]!.getColumn(4).values.slice(1);
    expect([...holders].sort()).toEqual(['固原市司法局', '固原市税务局', '获得者'].sort());
  });
});
