import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStep } from '../../../database/steps/open-step.js';
import { startApi, type Answer, type TestApi } from '../../http/api.js';

let api: TestApi;
let city: string;
let fengqing: string;
let cityPoints: string[];

beforeAll(async () => {
  api = await startApi({ everybody: false });
});
afterAll(() => api.stop());

const get: TestApi['get'] = (login, path) => api.get(login, path);
const post: TestApi['post'] = (login, path, body) => api.post(login, path, body);
const unit: TestApi['unit'] = (name) => api.unit(name);
const open = (processId: string, key: string, round = 1) =>
  openStep(api.dataSource.manager, { processId, key, round, now: new Date() });
/** Opens a step as the workflow would, and decides it over HTTP. */
async function decide(
  login: string,
  id: string,
  key: string,
  decision: string,
  form?: object,
): Promise<Answer> {
  await open(id, key);
  const token = await api.token(login);
  const { body } = await api.send('GET', '/api/v1/inbox?limit=100', { token });
  const row = (body.items as { processId: string; step: string; assignmentId: string }[]).find(
    (one) => one.processId === id && one.step === key,
  );
  expect([login, key, row]).toEqual([login, key, expect.anything()]);
  return post(login, `assignments/${row!.assignmentId}/acts`, {
    action: 'decide',
    decision,
    ...(form ? { form } : {}),
  });
}

const point = async (number: string, leads: string[], cooperating: string[] = [], rest: object = {}) => ({
  number,
  section: '一、宣传教育',
  title: `第${number}项要点`,
  text: `抓好第${number}项任务。`,
  leadUnitIds: await Promise.all(leads.map(unit)),
  cooperatingUnitIds: await Promise.all(cooperating.map(unit)),
  ...rest,
});

describe('work points over HTTP', () => {
  it('are launched with their points, each field checked', async () => {
    const order = async (form: object) => ({
      kind: 'workPoints',
      regionCode: '5309',
      form: { title: '全市双拥工作要点', ...form },
    });
    const good = await point('1', ['市教育体育局'], ['市人社局']);
    const wrong: [object, string][] = [
      [{ points: [{ ...good, leadUnitIds: [] }] }, 'form.points[0].leadUnitIds'],
      [{ points: [{ ...good, title: ' ' }] }, 'form.points[0].title'],
      [{ points: [good, { ...good, limitDate: '2027-02-30x' }] }, 'form.points[1].limitDate'],
      [{ points: [good], source: 'copied' }, 'form.source'],
      [{ points: [good], regionCodes: ['530925', '53'] }, 'form.regionCodes'],
    ];
    for (const [form, field] of wrong) {
      const { status, body } = await post('city.office', 'processes', await order(form));
      expect([field, status, body.errors?.[0]?.field ?? body.field]).toEqual([field, 400, field]);
    }
    const points = [
      good,
      await point('2', ['市人社局'], [], { section: '二、支持部队', repliesOptional: true }),
    ];
    const { status, body } = await post(
      'city.office',
      'processes',
      await order({ points, regionCodes: ['530921', '530925'] }),
    );
    expect([status, body.title]).toEqual([201, '全市双拥工作要点']);
    city = body.id;
    // Who approves it sees what is proposed; the units do not, before it is issued.
    const proposed = (await get('city.leader1', `work-points/${city}`)).body;
    expect(proposed.notice).toMatchObject({
      forwardedTo: [{ regionCode: '530921' }, { regionCode: '530925' }],
      drafted: [
        {
          number: '1',
          leads: [{ shortName: '市教育体育局' }],
          cooperating: [{ shortName: '市人社局' }],
          limitDate: expect.stringMatching(/-12-31$/),
        },
        { number: '2', repliesRequired: false },
      ],
    });
    expect(proposed.items).toEqual([]);
    expect((await get('city.liaison.education', `work-points/${city}`)).status).toBe(404);
    expect((await decide('city.leader1', city, 'approve', 'approved')).status).toBe(200);
    const rows: { id: string }[] = await api.dataSource.query(
      `select id from work_point where set_id = $1 order by seq`,
      [city],
    );
    cityPoints = rows.map(({ id }) => id);
    const [child]: { id: string }[] = await api.dataSource.query(
      `select id from process where parent_id = $1 and region_code = '530921'`,
      [city],
    );
    fengqing = child!.id;
  });

  it('show the lower office what it has to split', async () => {
    const { body } = await get('fengqing.office', `work-points/${fengqing}`);
    expect(body.received.map((one: { number: string; status: string }) => [one.number, one.status])).toEqual([
      ['1', 'pending'],
      ['2', 'pending'],
    ]);
    expect(body.fromSetId).toBe(city);
    // The city's own set is not the county's to see.
    expect((await get('fengqing.office', `work-points/${city}`)).status).toBe(404);
  });

  it('one county splits one point and has no task for the other; the coverage says so, and who has done nothing', async () => {
    const [first, second] = cityPoints;
    const form = {
      points: [await point('1', ['凤庆县教育体育局'], [], { parentPointId: first })],
      none: [{ parentPointId: second, reason: '本县没有这类任务' }],
    };
    expect((await decide('fengqing.office', fengqing, 'split', 'split', form)).status).toBe(200);
    const coverage = async () => (await get('city.office', `work-points/${city}/coverage`)).body;
    const before = await coverage();
    expect(
      before.below.map((one: { regionCode: string; counts: object }) => [one.regionCode, one.counts]),
    ).toEqual([
      ['530921', { points: 2, split: 0, drafted: 1, none: 1, pending: 0 }],
      ['530925', { points: 2, split: 0, drafted: 0, none: 0, pending: 2 }],
    ]);
    await decide('fengqing.leader1', fengqing, 'approve', 'approved');
    const after = await coverage();
    expect(after).toMatchObject({
      regions: 2,
      regionsDone: 1,
      counts: { points: 4, split: 1, drafted: 0, none: 1, pending: 2 },
    });
    expect(after.below[0].points).toMatchObject([
      { pointId: first, status: 'split', tasks: [{ number: '1', stateLabel: '落实中' }] },
      { pointId: second, status: 'none', reason: '本县没有这类任务', tasks: [] },
    ]);
    // For who sees the region whole.
    expect((await get('city.liaison.education', `work-points/${city}/coverage`)).status).toBe(404);
  });

  it('a point knows its chain, both ways, as far as the viewer may see', async () => {
    const [first] = cityPoints as [string, string];
    const up = (await get('city.office', `work-points/points/${first}`)).body;
    expect(up.below).toMatchObject([
      { regionCode: '530921', number: '1', visible: true, stateLabel: '落实中' },
    ]);
    expect(up).toMatchObject({ setTitle: '全市双拥工作要点', above: [], pointsBelow: 1 });
    const down = (await get('fengqing.office', `work-points/points/${up.below[0].id}`)).body;
    expect(down.above).toEqual([
      expect.objectContaining({ id: first, title: '第1项要点', visible: false, state: null }),
    ]);
    // Another county's office sees neither.
    expect((await get('office', `work-points/points/${up.below[0].id}`)).status).toBe(404);
    expect((await get('office', `work-points/points/${first}`)).status).toBe(404);
  });

  it('show light, leads, replies, quarters and receipts; units see what is theirs', async () => {
    const [first, second] = cityPoints as [string, string];
    await open(first, 'complete');
    await open(first, 'cooperate');
    await open(city, 'receipts');
    const report = { summary: '完成一半', percent: 50, selfLight: 'green' };
    expect((await decide('city.liaison.education', first, 'progress', 'reported', report)).status).toBe(200);
    const { status, body } = await decide('city.liaison.education', first, 'complete', 'completed', {
      result: '办成',
      evidence: '档案室',
    });
    expect([status, body.code]).toEqual([409, 'POINT_REPLIES_OPEN']);
    await decide('city.liaison.labour', first, 'cooperate', 'replied', { reply: '已落实' });

    const set = (await get('city.office', `work-points/${city}`)).body;
    expect(set).toMatchObject({
      figures: { points: 2, open: 2, late: 0, reportsMissing: 0 },
      sections: ['一、宣传教育', '二、支持部队'],
      receiptsMissing: 2,
      received: [],
    });
    expect(set.items[0]).toMatchObject({
      id: first,
      light: 'green',
      percent: 50,
      latest: '完成一半',
      repliesRequired: true,
      pointsBelow: 1,
      leads: [{ unit: { shortName: '市教育体育局' }, percent: 50, completedAt: null }],
      cooperating: [{ repliedAt: expect.any(String) }],
      quarters: [{ reports: [{ state: 'filed', percent: 50, selfLight: 'green', late: false }] }],
    });
    expect(set.items[1].repliesRequired).toBe(false);
    // The other lead sees that the point is there, not what was reported; and only its own missing receipt.
    const own = (await get('city.liaison.labour', `work-points/${city}`)).body;
    expect(own.receipts).toHaveLength(1);
    const labour = (await get('city.liaison.education', `work-points/points/${second}`)).body;
    expect([labour.quarters, labour.latest]).toEqual([[], null]);
  });

  it('are narrowed by unit, light, state and section; wrong values are refused', async () => {
    const count = async (query: string) =>
      (await get('city.office', `work-points/${city}?${query}`)).body.items?.length;
    expect(await count(`unit=${await unit('市教育体育局')}`)).toBe(1);
    expect(await count(`unit=${await unit('市人社局')}`)).toBe(2);
    expect(await count('light=green')).toBe(2);
    expect(await count('light=red')).toBe(0);
    expect(await count('state=closed')).toBe(0);
    expect(await count(`section=${encodeURIComponent('二、支持部队')}`)).toBe(1);
    expect((await get('city.office', `work-points/${city}?light=pink`)).status).toBe(400);
    expect((await get('city.office', `work-points/${city}?unit=1`)).status).toBe(400);
    expect((await get('city.office', `work-points/${randomUUID()}`)).status).toBe(404);
    expect((await get('city.office', `work-points/points/${randomUUID()}`)).status).toBe(404);
  });

  it('lie in a list by page, counted', async () => {
    for (const title of ['第二套', '第三套'])
      await post('city.office', 'processes', { kind: 'workPoints', regionCode: '5309', form: { title } });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: Answer = await get(
        'city.office',
        `work-points?region=5309&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...body.items.map(({ title }: { title: string }) => title));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen.slice(0, 2)).toEqual(['第三套', '第二套']);
    expect(seen).toHaveLength(5);
    const [row] = (await get('city.leader1', 'work-points?region=5309&state=running')).body.items.filter(
      ({ id }: { id: string }) => id === city,
    );
    expect(row).toMatchObject({
      points: 2,
      open: 2,
      overdue: 0,
      sourceLabel: '本级制定',
      receiptsMissing: 2,
    });
    expect((await get('city.office', 'work-points?cursor=x')).body.code).toBe('INVALID_CURSOR');
    // A unit sees the sets it has work in.
    expect((await get('city.liaison.labour', 'work-points')).body.items).toHaveLength(1);
  });

  it('say what is late: a quarter that nobody reported, a lead that is overdue', async () => {
    const [, second] = cityPoints as [string, string];
    const yesterday = new Date(Date.now() - 86_400_000);
    for (const key of ['progress', 'complete']) {
      await open(second, key);
      await api.dataSource.query(
        `update assignment a set deadline_at = $3 from step s where s.id = a.step_id and s.process_id = $1 and s.key = $2`,
        [second, key, yesterday],
      );
    }
    const { body } = await get('city.office', `work-points/${city}?light=red`);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([second]);
    expect(body.items[0]).toMatchObject({
      late: true,
      reportsMissing: 1,
      leads: [{ light: 'red', late: true }],
      quarters: [{ missing: 1, reports: [{ state: 'missed', light: 'red', filedAt: null, percent: null }] }],
    });
    expect(body.figures).toMatchObject({ points: 2, late: 1, reportsMissing: 1 });
    expect(body.overdue).toBe(1);
    // Reported at last, it is late for good and misses no more.
    const report = { summary: '补报', percent: 30 };
    const token = await api.token('city.liaison.labour');
    const inbox = (await api.send('GET', '/api/v1/inbox?limit=100', { token })).body.items;
    const task = inbox.find(
      (one: { processId: string; step: string }) => one.processId === second && one.step === 'progress',
    );
    const act = { action: 'decide', decision: 'reported', form: report };
    expect((await post('city.liaison.labour', `assignments/${task.assignmentId}/acts`, act)).status).toBe(
      200,
    );
    const after = (await get('city.office', `work-points/points/${second}`)).body;
    expect(after).toMatchObject({
      reportsMissing: 0,
      quarters: [{ missing: 0, reports: [{ state: 'filed', late: true, light: 'red' }] }],
    });
  });

  it('go out as a table', async () => {
    const response = await fetch(`${await api.app.getUrl()}/api/v1/work-points/${city}/export?state=open`, {
      headers: { authorization: `Bearer ${await api.token('city.office')}` },
    });
    expect(response.status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    const sheet = workbook.worksheets[0]!;
    expect(sheet.getRow(1).getCell(1).text).toBe('全市双拥工作要点落实情况');
    const rows = [4, 5].map((n) => [1, 3, 4, 9].map((cell) => sheet.getRow(n).getCell(cell).text));
    expect(rows).toEqual([
      ['1', '第1项要点', '市教育体育局', '50%'],
      ['2', '第2项要点', '市人社局', '30%'],
    ]);
    expect((await get('office', `work-points/${city}/export`)).status).toBe(404);
  });
});
