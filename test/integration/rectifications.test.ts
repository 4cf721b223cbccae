import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { startProcess } from '../../database/processes/start-process.js';
import { subjectsOf } from '../../database/organisation/subjects.js';
import { startRectifications } from '../../database/rectifications/start-rectifications.js';
import type { EffectContext } from '../../database/processes/effects.js';
import { endUnderLock } from '../../database/processes/end-process.js';
import { handOver } from '../../database/steps/participants.js';
import { lockProcess, type ProcessRow } from '../../database/steps/step.store.js';
import { findTold } from '../../database/steps/told.js';
import { openStep } from '../../database/steps/open-step.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { startApi, type Answer, type TestApi } from '../http/api.js';

const CITY = '6404';
const XIJI = '640422';
const today = civilDateOf(new Date());
const limitDate = addDays(today, 40);

const OFFICE = { personId: null, personName: '办公室', positionId: null } as never;

let api: TestApi;
let source: string;
/** The county's problem, and the department's. */
let [countys, departments] = ['', ''];

beforeAll(async () => {
  api = await startApi({ everybody: false });
  const { manager } = api.dataSource;
  const unitIds = [await api.unit('市科技局')];
  const subjects = await subjectsOf(manager, CITY, { regionCodes: [XIJI], unitIds }, today, 'form');
  await api.dataSource.transaction((tx) =>
    startProcess(
      tx,
      {
        ...{ kind: 'plannedEvent', businessKey: 'plannedEvent:source', regionCode: CITY, year: 2027 },
        title: '督查',
        async write(context: EffectContext) {
          source = context.process.id;
          const problem = { dimension: 'publicity', measuresAsked: '补齐', sourceRef: '督查通报' } as const;
          [countys, departments] = (await startRectifications(
            context,
            subjects.map((subject, index) => ({
              ...{ ...problem, subject, limitDate, title: `问题${index}`, detail: `问题${index}的情况。` },
            })),
          )) as [string, string];
          return {};
        },
      },
      null,
      new Date(),
    ),
  );
});
afterAll(() => api.stop());

const get: TestApi['get'] = (login, path) => api.get(login, path);
/** Opens a step as the workflow would, and decides it over HTTP. */
async function decide(login: string, id: string, key: string, act: object, round = 1): Promise<Answer> {
  await openStep(api.dataSource.manager, { processId: id, key, round, now: new Date() });
  const { body } = await get(login, 'inbox?limit=100');
  const row = (body.items as { processId: string; step: string; assignmentId: string }[]).find(
    (one) => one.processId === id && one.step === key,
  );
  expect([login, key, row]).toEqual([login, key, expect.anything()]);
  return api.post(login, `assignments/${row!.assignmentId}/acts`, { action: 'decide', ...act });
}
const one = async (login: string, id: string) =>
  ((await get(login, 'rectifications?limit=100')).body.items as { id: string }[]).find(
    (row) => row.id === id,
  );
/** Its own page's view of it. */
const whole = async (login: string, id: string) => (await get(login, `rectifications/${id}`)).body;
const plan = (dueDate: string) => ({
  decision: 'planned',
  form: { measures: '设立宣传栏，逐月更新。', dueDate },
});

describe('who is named', () => {
  it('is a lower region with an office or a unit of the region, and the field says which is not', async () => {
    const { manager } = api.dataSource;
    const named = (regionCodes: string[], unitIds: string[] = []) =>
      subjectsOf(manager, CITY, { regionCodes, unitIds }, today, 'form');
    await expect(named(['640423', '640499'])).rejects.toMatchObject({
      code: 'INVALID_FIELD',
      field: 'form.regionCodes',
      message: expect.stringContaining('640499'),
    });
    await expect(named([CITY])).rejects.toMatchObject({ field: 'form.regionCodes' });
    const elsewhere = await api.unit('县住建局');
    await expect(named([], [elsewhere])).rejects.toMatchObject({ field: 'form.unitIds' });
  });
});

describe('what a lower office owes', () => {
  it('is told to its own 主任 first, then to the office that asked', async () => {
    const { manager } = api.dataSource;
    const unitId = await api.unit('西吉县双拥办');
    const question = { regionCode: CITY, unitId, positionId: unitId };
    const told = await findTold(manager, new Date(), [
      { to: 'unitLeader', ...question },
      { to: 'officeDirector', ...question },
    ]);
    const whoOf = (to: 'unitLeader' | 'officeDirector') => told({ to, ...question }).map(({ unit }) => unit);
    expect([whoOf('unitLeader'), whoOf('officeDirector')]).toEqual([['西吉县双拥办'], ['固原市双拥办']]);
  });
});

describe('a rectification over HTTP', () => {
  it('is seen by the office and by whom it is about, by nobody else', async () => {
    await openStep(api.dataSource.manager, { processId: countys, key: 'plan', round: 1, now: new Date() });
    await openStep(api.dataSource.manager, {
      processId: departments,
      key: 'plan',
      round: 1,
      now: new Date(),
    });
    const seen = async (login: string) =>
      ((await get(login, 'rectifications')).body.items as { id: string }[]).map(({ id }) => id).sort();
    expect(await seen('guyuan.office')).toEqual([countys, departments].sort());
    expect(await seen('xiji.office')).toEqual([countys]);
    const { body } = await get('xiji.office', `processes/${countys}`);
    const waiting = body.steps.flatMap(
      (step: { waitingFor: { unit: string; mine: boolean }[] }) => step.waitingFor,
    );
    expect(waiting.map(({ unit, mine }: { unit: string; mine: boolean }) => [unit, mine])).toContainEqual([
      '西吉县双拥办',
      true,
    ]);
    // Whoever holds a seat in the county sees what its office was asked; its neighbour sees nothing.
    expect(await seen('xiji.leader1')).toEqual([countys]);
    expect(await seen('longde.office')).toEqual([]);
    expect(await seen('guyuan.liaison.science')).toEqual([departments]);
    expect(await seen('guyuan.liaison.culture')).toEqual([]);
    expect((await get('xiji.leader1', `processes/${countys}`)).status).toBe(200);
    expect((await get('longde.office', `processes/${countys}`)).status).toBe(404);
    for (const login of ['guyuan.office', 'guyuan.leader1', 'xiji.office', 'xiji.leader1'])
      expect([login, await whole(login, countys)]).toEqual([login, expect.objectContaining({ id: countys })]);
    for (const [login, id] of [
      ['longde.office', countys],
      ['guyuan.liaison.science', countys],
      ['guyuan.liaison.culture', departments],
      ['xiji.office', departments],
      // A process, but no rectification.
      ['guyuan.office', source],
    ] as const) {
      const { status, body: refused } = await get(login, `rectifications/${id}`);
      expect([login, status, refused.code]).toEqual([login, 404, 'NOT_FOUND']);
      expect(refused.detail).toBe('没有找到，或者不在您的范围内。');
    }
  });

  it('says all that was found, and links what found it for whoever may look at that', async () => {
    const found = {
      ...{ sourceId: source, sourceTitle: '督查', sourceRef: '督查通报', seq: 1, regionCode: CITY },
      ...{ title: '问题0', detail: '问题0的情况。', measuresAsked: '补齐', dimensionLabel: '宣传教育' },
      ...{ limitAt: `${limitDate}T23:59:59.999+08:00`, light: 'green', late: false, stateLabel: '待定方案' },
      ...{
        measures: null,
        responsible: null,
        dueOn: null,
        result: null,
        evidence: null,
        verifiedFound: null,
      },
      ...{ returned: 0, doneAt: null, closedAt: null, endedReason: null, said: [] },
    };
    expect(await whole('guyuan.office', countys)).toMatchObject({ ...found, sourceVisible: true });
    expect(await whole('xiji.office', countys)).toMatchObject({ ...found, sourceVisible: false });
    const { status } = await get('xiji.office', `processes/${source}`);
    expect(status).toBe(404);
    for (const [login, sourceVisible] of [
      ['guyuan.office', true],
      ['xiji.office', false],
    ] as const) {
      expect(await one(login, countys)).toMatchObject({ sourceVisible, sourceTitle: '督查' });
      const { parentId } = (await get(login, `processes/${countys}`)).body;
      expect([login, parentId]).toEqual([login, sourceVisible ? source : null]);
    }
  });

  it('a plan ends by the limit; a dispute is looked into, and the problem stays or goes', async () => {
    const late = await decide('xiji.office', countys, 'plan', plan(addDays(limitDate, 1)));
    expect([late.status, late.body.field]).toEqual([400, 'form.dueDate']);
    expect((await decide('xiji.office', countys, 'plan', plan(addDays(today, -1)))).status).toBe(400);
    const disputed = { decision: 'disputed', opinion: '宣传栏去年已经建成' };
    expect((await decide('xiji.office', countys, 'plan', disputed)).status).toBe(200);
    expect(await one('xiji.office', countys)).toMatchObject({ state: 'planning', stateLabel: '待定方案' });
    const upheld = { decision: 'upheld', opinion: '现场查看时已经破损' };
    await openStep(api.dataSource.manager, {
      ...{ processId: countys, key: 'dispute', round: 1, now: new Date() },
    });
    expect(await whole('xiji.office', countys)).toMatchObject({ state: 'disputed', stateLabel: '有异议' });
    expect((await decide('guyuan.director', countys, 'dispute', upheld)).status).toBe(200);
    expect((await decide('xiji.office', countys, 'plan', plan(limitDate), 2)).status).toBe(200);
    expect(await whole('xiji.office', countys)).toMatchObject({
      ...{ measures: '设立宣传栏，逐月更新。', dueOn: limitDate, responsible: null },
      said: [
        {
          ...{ stepLabel: '制定整改方案', decisionLabel: '提出异议', text: disputed.opinion },
          ...{ unit: '西吉县双拥办', by: expect.any(String), actingFor: null, decidedAt: expect.any(String) },
        },
        {
          ...{ stepLabel: '核实异议', decisionLabel: '问题存在，维持', text: upheld.opinion },
          ...{ unit: '固原市双拥办', position: '主任' },
        },
      ],
    });
  });

  it('is mended, sent back, mended again, struck off; its light stands still while the office looks', async () => {
    const rectified = {
      decision: 'rectified',
      form: { result: '已经更换。', evidence: '附照片三张。' },
    };
    expect((await decide('xiji.office', countys, 'rectify', rectified)).status).toBe(200);
    expect(await whole('xiji.office', countys)).toMatchObject({
      ...{ result: '已经更换。', evidence: '附照片三张。', doneAt: expect.any(String) },
    });
    expect((await decide('guyuan.office', countys, 'verify', { decision: 'accepted' })).status).toBe(400);
    const back = { decision: 'returned', opinion: '只换了一处' };
    expect((await decide('guyuan.office', countys, 'verify', back)).status).toBe(200);
    expect((await decide('xiji.office', countys, 'rectify', rectified, 2)).status).toBe(200);
    await openStep(api.dataSource.manager, { processId: countys, key: 'verify', round: 2, now: new Date() });
    expect(await one('guyuan.office', countys)).toMatchObject({
      ...{ state: 'verifying', returned: 1, light: 'green', late: false, dimensionLabel: '宣传教育' },
      subject: { kind: 'region', name: '西吉县', unit: { shortName: '西吉县双拥办' } },
    });
    const accepted = { decision: 'accepted', form: { method: 'onSite', found: '三处都已更换。' } };
    expect((await decide('guyuan.deputy', countys, 'verify', accepted, 2)).status).toBe(200);
    const { returned, verifiedBy, verifiedFound, said } = await whole('xiji.office', countys);
    expect([returned, verifiedBy, verifiedFound]).toEqual([1, '实地查看', '三处都已更换。']);
    expect(said.slice(2)).toMatchObject([
      { stepLabel: '复核销号', decisionLabel: '整改不到位，退回', text: back.opinion },
      { decisionLabel: '整改到位，销号', text: '实地查看：三处都已更换。', position: '副主任' },
    ]);
  });

  it('the account counts in the organisation’s order; the table is what the list says', async () => {
    const account = await get('guyuan.office', `rectifications/account?source=${source}`);
    expect(account.body.subjects).toEqual([
      expect.objectContaining({ total: 1, closed: 0, green: 1, yellow: 0, red: 0 }),
      expect.objectContaining({
        subject: expect.objectContaining({ kind: 'unit', name: '市科技局' }),
        ...{ total: 1, green: 1 },
      }),
    ]);
    await api.dataSource.query(`update rectification set limit_at = now() - interval '1 day' where id = $1`, [
      departments,
    ]);
    for (const light of ['red', 'yellow', 'green']) {
      const { items } = (await get('guyuan.office', `rectifications?limit=100&light=${light}`)).body;
      for (const row of items) expect(row.light).toBe(light);
      expect(items.length > 0).toBe(light !== 'yellow');
    }
    expect(await one('guyuan.office', departments)).toMatchObject({ light: 'red', late: true });
    const file = await fetch(
      `${(await api.app.getUrl()).replace('[::1]', '127.0.0.1')}/api/v1/rectifications/export`,
      {
        headers: { authorization: `Bearer ${await api.token('guyuan.office')}` },
      },
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await file.arrayBuffer());
    const rows = workbook.worksheets[0]!.getSheetValues().slice(2) as unknown[][];
    expect(rows.map((row) => row[2]).sort()).toEqual(['市科技局', '西吉县'].sort());
  });

  it('a unit’s successor answers for it; the source hears of each end and of the last', async () => {
    const { dataSource } = api;
    const [unitId, successorId] = [await api.unit('市科技局'), await api.unit('市工信局')];
    await dataSource.transaction((tx) =>
      handOver(tx, OFFICE, { unitId, successorId, reason: '机构改革' }, new Date()),
    );
    expect(await one('guyuan.liaison.industry', departments)).toMatchObject({
      subject: { name: '市工信局' },
    });
    const told = () =>
      dataSource.query<object[]>(`select body from outbox where workflow_id = $1 and kind = 'signal'`, [
        `plannedEvent:${source}`,
      ]);
    const end = (id: string, outcome: string, reason = '') =>
      dataSource.transaction(async (tx) =>
        endUnderLock(tx, (await lockProcess(tx, id)) as ProcessRow, { outcome, reason, now: new Date() }),
      );
    await end(countys, 'finished');
    expect(await told()).toEqual([]);
    await end(departments, 'terminated', '单位已经搬迁');
    expect(await whole('guyuan.liaison.industry', departments)).toMatchObject({
      ...{ stateLabel: '已终止', endedReason: '单位已经搬迁', closedAt: expect.any(String) },
    });
    expect(await told()).toEqual([{ body: { name: 'rectified', id: source } }]);
    const { items } = (await get('guyuan.office', `processes/${source}/history?limit=100`)).body;
    expect(items.map(({ sentence }: { sentence: string }) => sentence)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('交办限时整改，共 2 个问题'),
        expect.stringContaining('“问题0”已整改销号，结果：已经更换'),
        expect.stringContaining('“问题1”已终止'),
      ]),
    );
  });
});
