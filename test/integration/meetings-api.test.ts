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
  const { stepId } = await openStep(api.dataSource.manager, {
    processId: id,
    key,
    round: 1,
    now: new Date(),
  });
  const token = await api.token(login);
  const { body } = await api.send('GET', '/api/v1/inbox?limit=100', { token });
  const row = (body.items as { processId: string; step: string; assignmentId: string }[]).find(
    (one) => one.processId === id && one.step === key,
  );
  expect([login, key, stepId, row]).toEqual([login, key, stepId, expect.anything()]);
  return post(login, `assignments/${row!.assignmentId}/acts`, {
    action: 'decide',
    decision,
    ...(form ? { form } : {}),
  });
}

const order = async (form: object = {}) => ({
  kind: 'topicalConsultation',
  regionCode: COUNTY,
  form: {
    title: '排洪沟整治专题协商',
    agenda: ['整治方案'],
    unitIds: [await unit('县住建局'), await unit('县财政局')],
    startsAt: `${addDays(today, 3)}T09:00+08:00`,
    place: '县政府第二会议室',
    reason: '涉及几家。',
    ...form,
  },
});

describe('a consultation over HTTP', () => {
  it('is launched by the office with a complete form, each field checked', async () => {
    const { status, body } = await post('office', 'processes', await order());
    expect([status, body.title]).toEqual([201, '排洪沟整治专题协商']);
    id = body.id;
    const wrong: [object, string, number][] = [
      [{ agenda: [] }, 'form.agenda', 400],
      [{ agenda: ['整治', ' '] }, 'form.agenda', 400],
      [{ place: undefined }, 'form.place', 400],
      [{ startsAt: '2027-02-29T09:00+08:00' }, 'form.startsAt', 400],
      [{ unitIds: [] }, 'form.unitIds', 400],
      [{ reason: '机密★3年' }, 'form.reason', 400],
    ];
    for (const [change, field, code] of wrong) {
      const refused = await post('office', 'processes', await order(change));
      expect([field, refused.status, JSON.stringify(refused.body)]).toEqual([
        field,
        code,
        expect.stringContaining(field),
      ]);
    }
    expect((await post('liaison.housing', 'processes', await order())).status).toBe(403);
    expect((await post('director', 'processes', { ...(await order()), kind: 'decidedMatter' })).status).toBe(
      400,
    );
  });

  it('is seen by who takes part, and by nobody else', async () => {
    await decide('leader1', 'approve', 'approved');
    await openStep(api.dataSource.manager, { processId: id, key: 'notified', round: 1, now: new Date() });
    for (const login of ['office', 'leader1', 'auditor', 'liaison.housing', 'leader.finance'])
      expect([login, (await get(login, `meetings/${id}`)).status]).toEqual([login, 200]);
    for (const login of ['liaison.culture', 'liaison.armed'])
      expect([login, (await get(login, `meetings/${id}`)).status]).toEqual([login, 404]);
    const { body } = await get('liaison.housing', `meetings/${id}`);
    expect(body).toMatchObject({
      kindLabel: '专题协商',
      agenda: ['整治方案'],
      minutes: null,
      matters: [],
      askedBy: null,
    });
    expect(body.participants.map((one: { name: string }) => one.name)).toEqual(['县住建局', '县财政局']);
    expect((await get('office', `meetings/${randomUUID()}`)).status).toBe(404);
  });

  it('shows receipts, attendance, drafted minutes to who signs them, and matters with their lights', async () => {
    await decide('liaison.housing', 'notified', 'received');
    const early = await decide('office', 'hold', 'held', {
      entries: [{ unitId: await unit('县住建局'), attendance: 'present' }],
    });
    expect([early.status, early.body.code]).toEqual([409, 'MEETING_NOT_BEGUN']);
    await api.dataSource.query(`update meeting set starts_at = starts_at - interval '4 days' where id = $1`, [
      id,
    ]);
    const entries = [
      { unitId: await unit('县住建局'), attendance: 'present' },
      { unitId: await unit('县财政局'), attendance: 'substitute', substitute: '副局长' },
    ];
    expect((await decide('office', 'hold', 'held', { entries })).status).toBe(200);
    const matter = { title: '改线施工', leadUnitId: await unit('县住建局'), measures: '分两段施工' };
    const gaps = await decide('office', 'minutes', 'drafted', { summary: '定了。', matters: [matter] });
    expect([gaps.status, gaps.body.code, gaps.body.field]).toEqual([
      400,
      'MATTERS_INCOMPLETE',
      'form.matters',
    ]);
    expect(gaps.body.detail).toContain('第1项“改线施工”缺办理时限');
    const full = { ...matter, limitDate: addDays(today, 30) };
    expect(
      (await decide('office', 'minutes', 'drafted', { summary: '定了。', matters: [full] })).status,
    ).toBe(200);
    expect((await get('liaison.housing', `meetings/${id}`)).body.minutes).toMatchObject({ number: null });
    expect((await get('liaison.finance', `meetings/${id}`)).body.minutes).toBeNull();
    await decide('leader1', 'sign', 'signed');
    const { body } = await get('liaison.finance', `meetings/${id}`);
    expect(body.minutes.number).toMatch(/双拥办纪/);
    expect(body.participants).toEqual([
      expect.objectContaining({ name: '县住建局', notifiedAt: expect.any(String), attendanceLabel: '出席' }),
      expect.objectContaining({
        name: '县财政局',
        notifiedAt: null,
        attendanceLabel: '代会',
        substitute: '副局长',
      }),
    ]);
    expect(body.matters).toEqual([
      expect.objectContaining({ title: '改线施工', stateLabel: '落实中', light: 'green', late: false }),
    ]);
    expect(body.figures).toEqual({ open: 1, late: 0, closed: 0 });
  });

  it('lists meetings by procedure and state, each with whom it waits for', async () => {
    // Since yesterday: three working days before its deadline, at nine, it turns yellow, whatever the hour now.
    const yesterday = new Date(Date.now() - 86_400_000);
    await openStep(api.dataSource.manager, { processId: id, key: 'receipts', round: 1, now: yesterday });
    const list = async (login: string, query = '') =>
      (await get(login, `meetings?process=topicalConsultation${query}`)).body.items;
    const [line] = await list('office', '&state=running&order=latest');
    expect(line.now.map(({ step }: { step: string }) => step)).toEqual(['receipts', 'notified']);
    expect(line.now[0]).toMatchObject({
      label: '签收文件',
      asked: 2,
      waiting: 2,
      waitingFor: ['县住建局 联络员', '县财政局 联络员'],
      light: 'yellow',
      mine: null,
    });
    const [own] = await list('liaison.finance');
    expect(own.now[0]).toMatchObject({
      asked: 1,
      waitingFor: ['县财政局 联络员'],
      mine: expect.any(String),
    });
    expect(await list('office', '&state=ended')).toEqual([]);
    expect((await get('office', 'meetings?process=liaisonConference')).body.items).toEqual([]);
    expect((await get('office', 'meetings?order=newest')).status).toBe(400);
  });

  it('lists matters page by page, to who may see them', async () => {
    const list = (await get('office', `matters?region=53&state=open&limit=1`)).body;
    expect(list.items).toHaveLength(1);
    expect(list).toMatchObject({
      nextCursor: null,
      items: [{ meetingId: id, lead: { shortName: '县住建局' } }],
    });
    await api.dataSource.query(`update matter set limit_at = limit_at - interval '40 days'`);
    expect((await get('office', 'matters')).body.items[0]).toMatchObject({ light: 'red', late: true });
    expect((await get('office', `meetings/${id}`)).body.figures).toEqual({ open: 1, late: 1, closed: 0 });
    expect((await get('liaison.culture', 'matters')).body.items).toEqual([]);
    expect((await get('office', 'matters?region=11')).body.items).toEqual([]);
    expect((await get('office', 'matters?cursor=x')).body.code).toBe('INVALID_CURSOR');
    expect((await get('office', 'matters?state=gone')).status).toBe(400);
  });
});
