import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { storeYear } from '../../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../../database/calendar/source.js';
import { visibleProcess, type Viewer } from '../../../database/processes/visibility.js';
import { openStep } from '../../../database/steps/open-step.js';
import { serveClock } from '../../../database/steps/serve-clock.js';
import { CLOCKS } from '../../../domain/steps/clocks.js';
import { civilDateOf, yearOf } from '../../../domain/time/zone.js';
import { startApi, type TestApi } from '../../http/api.js';

let api: TestApi;
const TITLE = '某单位失职情况通报';
const TEXT = '工作失职，造成不良后果，应当引以为鉴。';

beforeAll(async () => {
  api = await startApi();
  const now = new Date();
  for (const year of calendarYears(yearOf(now) - 1, yearOf(now) + 1))
    await storeYear(api.dataSource.manager, year, now);
});
afterAll(() => api.stop());

const get: TestApi['get'] = (login, path) => api.get(login, path);
const post: TestApi['post'] = (login, path, body) => api.post(login, path, body);

async function unit(login: string, shortName: string): Promise<string> {
  const [row]: { id: string }[] = await api.dataSource.query(`select id from unit where short_name = $1`, [
    shortName,
  ]);
  return row?.id ?? login;
}

async function launch(login: string, regionCode: string, form: object): Promise<string> {
  const { body, status } = await post(login, 'processes', { kind: 'circular', regionCode, form });
  expect(status).toBe(201);
  return body.id;
}

/** The worker's part and a person's: opens a step, and decides it over HTTP. */
async function sign(
  login: string,
  processId: string,
  key: string,
  decision: string,
  form?: object,
): Promise<string> {
  const { stepId } = await openStep(api.dataSource.manager, { processId, key, round: 1, now: new Date() });
  const boxes = await Promise.all(
    ['toAcknowledge', 'toDo'].map((box) => get(login, `inbox?box=${box}&limit=100`)),
  );
  const task = boxes
    .flatMap(({ body }) => body.items as { assignmentId: string; processId: string; step: string }[])
    .find((row) => row.processId === processId && row.step === key);
  const answer = await post(login, `assignments/${task?.assignmentId}/acts`, {
    action: 'decide',
    decision,
    form,
  });
  expect([key, answer.status, answer.body.code]).toEqual([key, 200, undefined]);
  return stepId;
}

describe('a case of dereliction', () => {
  let id: string;
  let assignmentId: string;
  let stepId: string;
  const INSIDE = ['office', 'director', 'leader1', 'leader2', 'auditor'];
  const RECIPIENT = 'liaison.education';
  const OUTSIDE = [
    'city.office',
    'city.director',
    'city.leader1',
    'province.office',
    'fengqing.office',
    'liaison.finance',
    'leader.finance',
    'liaison.garrison',
    'city.liaison.education',
  ];
  const paths = () => [
    `processes/${id}`,
    `processes/${id}/history`,
    `processes/${id}/attachments`,
    `processes/${id}/coverage`,
    `circulars/${id}`,
    `circulars/${id}/figures`,
    `assignments/${assignmentId}`,
  ];
  const LISTS = [
    'processes?limit=100',
    'processes?kind=circular&limit=100',
    'circulars?limit=100',
    'circulars?kind=typical',
    'processes?regionCode=530925&limit=100',
    'inbox?box=toDo',
    'inbox?box=toAcknowledge',
    'inbox?box=launched',
    'notices',
  ];

  beforeAll(async () => {
    const form = { title: TITLE, circularKind: 'typical', typicalKind: 'dereliction' };
    id = await launch('office', '530925', form);
    await sign('office', id, 'draft', 'drafted', {
      text: TEXT,
      recipientUnitIds: [await unit('', '县教育体育局')],
    });
    await sign('director', id, 'review', 'approved');
    stepId = await sign('leader1', id, 'sign', 'signed');
    const [row]: { id: string }[] = await api.dataSource.query(
      `select id from assignment where step_id = $1`,
      [stepId],
    );
    assignmentId = row?.id ?? '';
  });

  it('is seen by its office, leaders and auditor from the beginning, by nobody it is addressed to before it is issued', async () => {
    for (const login of INSIDE) {
      expect([login, (await get(login, `processes/${id}`)).status]).toEqual([login, 200]);
      expect([login, (await get(login, `circulars/${id}`)).body.text]).toEqual([login, TEXT]);
    }
    expect((await get(RECIPIENT, `processes/${id}`)).status).toBe(404);
    expect((await get(RECIPIENT, 'processes?limit=100')).text).not.toContain(TITLE);
  });

  test('issued, it is signed for by whom it names, and says to whom it may go', async () => {
    await sign('office', id, 'issue', 'issued');
    await openStep(api.dataSource.manager, { processId: id, key: 'receipts', round: 1, now: new Date() });
    const { body } = await get(RECIPIENT, `circulars/${id}`);
    expect(body.document).toMatchObject({ kind: 'circular', scope: '双江自治县教育体育局' });
    expect((await get(RECIPIENT, `processes/${id}/coverage`)).body.receipts).toMatchObject({
      asked: 1,
      done: 0,
    });
  });

  it('stands in the lists of its office and of whom it names, with the receipts', async () => {
    const { body } = await get('office', 'circulars?region=530925&kind=typical&state=running');
    expect(body.items).toEqual([
      expect.objectContaining({
        processId: id,
        circularKindLabel: '典型案例通报',
        typicalKind: 'dereliction',
        restricted: true,
        fromAbove: false,
        documentNumber: expect.stringMatching(/〔\d{4}〕\d+号/u),
        asked: 1,
        received: 0,
        forwarded: 0,
      }),
    ]);
    expect(body.items[0].now).toEqual([
      expect.objectContaining({ label: '签收文件', waitingFor: ['县教育体育局 联络员'], mine: null }),
    ]);
    expect((await get(RECIPIENT, 'circulars')).body.items[0].now[0].mine).toEqual(expect.any(String));
    for (const query of ['kind=keyWork', 'state=ended', 'region=530921'])
      expect((await get('office', `circulars?${query}`)).body.items).toEqual([]);
    expect((await get('office', 'circulars?kind=other')).status).toBe(400);
  });

  test.each(OUTSIDE)('%s finds nothing of it', async (login) => {
    for (const path of paths()) {
      const { status, text } = await get(login, path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toContain(TITLE);
    }
    for (const path of LISTS) {
      const { text } = await get(login, path);
      expect([path, text.includes(TITLE), text.includes(id)]).toEqual([path, false, false]);
    }
    const acts = await post(login, `assignments/${assignmentId}/acts`, { action: 'acknowledge' });
    expect(acts.status).toBe(404);
  });

  it('is seen by a leader of the county who sits in the city’s group as well', async () => {
    const { manager } = api.dataSource;
    const sees = (viewer: Viewer) => visibleProcess(manager, viewer, id).then(Boolean, () => false);
    expect(await sees({ regions: ['5309'], seats: ['5309', '530925'], units: [] })).toBe(true);
    expect(await sees({ regions: ['5309'], seats: ['5309'], units: [] })).toBe(false);
    expect(await sees({ regions: ['53'], units: [] })).toBe(false);
  });

  it('can’t be terminated by an upper office, which hears that there is nothing', async () => {
    const { status } = await post('city.director', `processes/${id}/termination`, { reason: '无关' });
    expect(status).toBe(404);
    expect((await get('office', `processes/${id}`)).body.state).toBe('running');
  });

  it('is chased without a word to the upper office, whatever the ladder says', async () => {
    const inAMonth = new Date(Date.now() + 40 * 86_400_000);
    for (let clock = 0; clock < CLOCKS; clock++) await serveClock(api.dataSource.manager, clock, inAMonth);
    const told: { region: string; rung: string }[] = await api.dataSource.query(
      `select distinct u.region_code as region, c.key as rung from checkpoint c join step s on s.id = c.step_id,
         jsonb_array_elements(c.told) t join position po on po.id = (t->>'positionId')::uuid join unit u on u.id = po.unit_id
       where s.process_id = $1`,
      [id],
    );
    expect(told.map(({ rung }) => rung)).toContain('rung:5');
    expect([...new Set(told.map(({ region }) => region))]).toEqual(['530925']);
    for (const login of ['city.director', 'city.leader1'])
      expect((await get(login, 'notices')).text).not.toContain(TITLE);
  });
});

describe('a document that the city forwards', () => {
  let id: string;
  let county: string;

  beforeAll(async () => {
    id = await launch('city.office', '5309', { title: '转发省工作要点', circularKind: 'important' });
    await sign('city.office', id, 'register', 'registered', {
      issuer: '云南省双拥工作领导小组办公室',
      number: '云拥办〔2020〕1号',
      title: '双拥工作要点',
      text: '要点如下。',
      receivedDate: civilDateOf(new Date()),
    });
    await sign('city.office', id, 'opinions', 'drafted', {
      opinions: [{ title: '抓好落实', text: '逐项落实。' }],
      recipientUnitIds: [await unit('', '市教育体育局'), await unit('', '市人社局')],
      regionCodes: ['530921', '530925'],
    });
    await sign('city.director', id, 'review', 'approved');
    await sign('city.leader1', id, 'sign', 'signed');
    await sign('city.office', id, 'issue', 'issued');
    for (const key of ['read', 'receipts'])
      await openStep(api.dataSource.manager, { processId: id, key, round: 1, now: new Date() });
    const { body } = await get('city.office', `processes/${id}`);
    county = body.children.find(({ regionCode }: { regionCode: string }) => regionCode === '530925').id;
    await sign('office', county, 'receive', 'received');
    await sign('city.liaison.education', id, 'receipts', 'received');
  });

  it('is covered as far as it has come: own receipts by name, each county with what it owes', async () => {
    const { body, status } = await get('city.office', `processes/${id}/coverage`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      region: '临沧市',
      opinions: 1,
      state: 'running',
      receipts: {
        asked: 2,
        done: 1,
        missing: [{ unit: '市人社局', stepLabel: '签收文件', light: expect.any(String) }],
      },
      readings: { asked: 2, done: 0 },
      onPaper: [],
    });
    expect(body.documentNumber).toMatch(/^临双拥办转〔\d{4}〕1号$/);
    expect(body.receivedAt).not.toBeNull();
    const [fengqing, shuangjiang] = body.below;
    expect(fengqing).toMatchObject({ region: '凤庆县', receivedAt: null, opinions: 0, documentNumber: null });
    expect(shuangjiang).toMatchObject({
      region: '双江自治县',
      receivedAt: expect.any(String),
      waitingFor: [],
    });
  });

  it('shows each level what lies below it, and nobody what lies beside or above', async () => {
    expect((await get('province.office', `processes/${id}/coverage`)).body.below).toHaveLength(2);
    expect((await get('office', `processes/${id}/coverage`)).status).toBe(404);
    const own = (await get('office', `processes/${county}/coverage`)).body;
    expect([own.region, own.below]).toEqual(['双江自治县', []]);
    expect((await get('fengqing.office', `processes/${county}/coverage`)).status).toBe(404);
    expect((await get('office', `circulars/${county}`)).body.source.forwarded.number).toBe(
      '云拥办〔2020〕1号',
    );
    expect((await get('liaison.education', `circulars/${county}`)).status).toBe(404);
  });

  it('shows a unit its own receipt, and no other unit', async () => {
    const { body } = await get('city.liaison.labour', `processes/${id}/coverage`);
    expect(body.receipts).toMatchObject({ asked: 1, done: 0 });
    expect(body.below).toEqual([]);
    expect((await get('city.liaison.labour', `circulars/${id}`)).body.document.number).toContain(
      '临双拥办转',
    );
  });
});

describe('figures', () => {
  test('are read by whom sees the region whole, line by line', async () => {
    const id = await launch('office', '530925', { title: '重点工作通报', circularKind: 'keyWork' });
    expect((await get('office', `circulars/${id}/figures`)).status).toBe(404);
    const list = await post('office', 'processes', {
      kind: 'dualList',
      regionCode: '530925',
      year: yearOf(new Date()),
    });
    await openStep(api.dataSource.manager, {
      processId: list.body.id,
      key: 'collect',
      round: 1,
      now: new Date(Date.now() - 2 * 86_400_000),
    });
    const education = await unit('', '县教育体育局');
    await sign('office', id, 'compile', 'compiled', {
      cutOffDate: civilDateOf(new Date(Date.now() - 86_400_000)),
      text: '完成情况如下。',
      recipientUnitIds: [education],
    });
    const { body } = await get('leader1', `circulars/${id}/figures`);
    expect(body.figures).toContainEqual({ key: 'asked', label: '应报单位', count: 32 });
    expect(body.units).toHaveLength(32);
    expect(body.sha256).toMatch(/^[0-9a-f]{64}$/);

    const first = await get('auditor', `circulars/${id}/figures/missing/rows?limit=20`);
    const cursor = encodeURIComponent(first.body.nextCursor);
    const second = await get('auditor', `circulars/${id}/figures/missing/rows?limit=20&cursor=${cursor}`);
    const units = [...first.body.items, ...second.body.items].map(({ unitId }) => unitId);
    expect(new Set(units).size).toBe(32);
    expect(second.body.nextCursor).toBeNull();
    const own = await get('office', `circulars/${id}/figures/asked/rows?unitId=${education}`);
    expect(own.body.items).toEqual([
      expect.objectContaining({ unit: '县教育体育局', subject: 'assignment' }),
    ]);
    expect((await get('office', `circulars/${id}/figures/nothing/rows`)).status).toBe(404);
    expect((await get('office', `circulars/${id}/figures/asked/rows?cursor=x`)).body.code).toBe(
      'INVALID_CURSOR',
    );
    for (const login of ['liaison.education', 'fengqing.office'])
      expect((await get(login, `circulars/${id}/figures`)).status).toBe(404);
  });
});
