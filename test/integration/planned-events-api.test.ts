import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStep } from '../../database/steps/open-step.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { startApi, type Answer, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';

let api: TestApi;
let id: string;
const today = civilDateOf(new Date());

beforeAll(async () => {
  api = await startApi({ everybody: false });
});
afterAll(() => api.stop());

const get: TestApi['get'] = (login, path) => api.get(login, path);
const post: TestApi['post'] = (login, path, body) => api.post(login, path, body);
const unit: TestApi['unit'] = (name) => api.unit(name);
/** Opens a step as the workflow would, and decides it over HTTP. */
async function decide(login: string, key: string, decision: string, form?: object): Promise<Answer> {
  await openStep(api.dataSource.manager, { processId: id, key, round: 1, now: new Date() });
  const { body } = await get(login, 'inbox?limit=100');
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

const order = async (form: object = {}) => ({
  kind: 'plannedEvent',
  regionCode: COUNTY,
  form: {
    eventKind: 'visit',
    title: '八一走访慰问',
    date: addDays(today, 5),
    purpose: '了解需要协调的事项。',
    unitIds: [await unit('县财政局')],
    visitedUnitIds: [await unit('县住建局'), await unit('县教育体育局')],
    ...form,
  },
});

describe('an event over HTTP', () => {
  it('is launched by the office, each field checked', async () => {
    const { status, body } = await post('office', 'processes', await order());
    expect([status, body.title]).toEqual([201, '八一走访慰问']);
    id = body.id;
    const wrong: [object, string][] = [
      [{ eventKind: 'party' }, 'form.eventKind'],
      [{ date: '2027-02-30' }, 'form.date'],
      [{ date: addDays(today, -1) }, 'form.date'],
      [{ purpose: ' ' }, 'form.purpose'],
      [{ visitedUnitIds: [] }, 'form.visitedUnitIds'],
      [{ eventKind: 'jointOffice' }, 'form.visitedUnitIds'],
      [{ unitIds: [randomUUID()] }, 'form.unitIds'],
      [{ purpose: '机密★3年' }, 'form.purpose'],
    ];
    for (const [change, field] of wrong) {
      const refused = await post('office', 'processes', await order(change));
      expect([field, refused.status, JSON.stringify(refused.body)]).toEqual([
        field,
        400,
        expect.stringContaining(field),
      ]);
    }
    expect((await post('liaison.housing', 'processes', await order())).status).toBe(403);
  });

  it('shows who goes where; what was seen at a unit, to it and to the office', async () => {
    const planned = {
      startsAt: `${addDays(today, 5)}T08:30+08:00`,
      place: '县政府广场',
      arrangements: ['上午到两个单位'],
      unitIds: [await unit('县财政局')],
      visitedUnitIds: [await unit('县住建局'), await unit('县教育体育局')],
    };
    expect((await decide('office', 'prepare', 'prepared', { ...planned, arrangements: [] })).status).toBe(
      400,
    );
    expect((await decide('office', 'prepare', 'prepared', planned)).status).toBe(200);
    expect((await decide('liaison.housing', 'notified', 'received')).status).toBe(200);
    await api.dataSource.query(`update meeting set starts_at = starts_at - interval '6 days' where id = $1`, [
      id,
    ]);
    const names = ['县财政局', '县住建局', '县教育体育局'];
    const entries = await Promise.all(
      names.map(async (name) => ({ unitId: await unit(name), attendance: 'present' })),
    );
    expect((await decide('office', 'hold', 'held', { entries })).status).toBe(200);
    const problem = {
      title: '路口标志',
      leadUnitId: await unit('县住建局'),
      measures: '补设。',
      limitDate: addDays(today, 30),
    };
    const visits = [
      { unitId: await unit('县住建局'), found: '标志缺失。' },
      { unitId: await unit('县教育体育局'), found: '入学顺利。' },
    ];
    const half = await decide('office', 'record', 'recorded', {
      summary: '走访了两家。',
      visits: visits.slice(1),
    });
    expect([half.status, half.body.code, half.body.field]).toEqual([400, 'VISITS_INCOMPLETE', 'form.visits']);
    const whole = { summary: '走访了两家。', visits, problems: [problem] };
    expect((await decide('office', 'record', 'recorded', whole)).status).toBe(200);

    const office = (await get('office', `meetings/${id}`)).body;
    expect(office).toMatchObject({
      kindLabel: '例行工作安排',
      meetingKind: 'visit',
      meetingKindLabel: '走访慰问',
      agenda: ['上午到两个单位'],
      place: '县政府广场',
      minutes: { summary: '走访了两家。', number: null },
      matters: [],
    });
    expect(office.visits.map((one: { found: string }) => one.found)).toEqual(['标志缺失。', '入学顺利。']);
    // A draft is nobody's but the office's, its lead not excepted: nobody countersigns it.
    const housing = (await get('liaison.housing', `meetings/${id}`)).body;
    expect(housing.visits.map((one: { found: string }) => one.found)).toEqual(['标志缺失。']);
    expect(housing.minutes).toBeNull();
  });

  it('its problem is on account once the director has handed it out, until it is struck off', async () => {
    expect((await decide('director', 'confirm', 'confirmed')).status).toBe(200);
    expect((await get('liaison.housing', `meetings/${id}`)).body.minutes).toMatchObject({
      summary: '走访了两家。',
    });
    const account = (await get('office', 'matters/account')).body;
    expect(account).toEqual({
      units: [
        {
          unit: expect.objectContaining({ shortName: '县住建局' }),
          open: 1,
          green: 1,
          yellow: 0,
          red: 0,
        },
      ],
      total: { open: 1, green: 1, yellow: 0, red: 0 },
    });
    const list = (await get('office', `matters?light=green&unit=${await unit('县住建局')}`)).body;
    expect(list.items).toEqual([
      expect.objectContaining({
        title: '路口标志',
        meetingTitle: '八一走访慰问',
        meetingKind: 'visit',
        meetingKindLabel: '走访慰问',
        light: 'green',
      }),
    ]);
    expect((await get('office', `matters?unit=${await unit('县财政局')}`)).body.items).toEqual([]);
    expect((await get('office', 'matters?light=grey')).status).toBe(400);
    expect((await get('office', 'meetings?kind=visit')).body.items).toEqual([
      expect.objectContaining({ id, meetingKindLabel: '走访慰问', openMatters: 1 }),
    ]);
    expect((await get('liaison.culture', 'meetings')).body.items).toEqual([]);
    await api.dataSource.query(`update matter set limit_at = limit_at - interval '40 days'`);
    expect((await get('office', 'matters/account')).body.total).toEqual({
      open: 1,
      green: 0,
      yellow: 0,
      red: 1,
    });
  });
});
