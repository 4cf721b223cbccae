import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { openStep } from '../../database/steps/open-step.js';
import { addDays, civilDateOf, yearOf } from '../../domain/time/zone.js';
import { api, COUNTY, education, get, health, outcome, post, start, unit } from './organisation-client.js';

// Over HTTP, with the steps opened by hand where a workflow would open them.

const now = new Date();
const year = yearOf(now);
const today = civilDateOf(now);

beforeAll(start, 120_000);
afterAll(() => api.stop());

const launch = (login: string, kind: string, more: object = {}) =>
  post(login, 'processes', { kind, regionCode: COUNTY, ...more });
const open = async (processId: string, key: string, round = 1, now = new Date()): Promise<string> =>
  (await openStep(api.dataSource.manager, { processId, key, round, now })).stepId;
const assignment = async (stepId: string, unitId?: string): Promise<string> => {
  const [row]: { id: string }[] = await api.dataSource.query(
    `select id from assignment where step_id = $1 and state = 'open' and ($2::uuid is null or unit_id = $2) order by id limit 1`,
    [stepId, unitId ?? null],
  );
  return row?.id ?? '';
};
const decideAs = async (
  login: string,
  assignmentId: string,
  decision: string,
  form?: object,
  opinion?: string,
) => post(login, `assignments/${assignmentId}/acts`, { action: 'decide', decision, form, opinion });

describe('liaisons', () => {
  let id: string;
  let file: string;

  it('the year is launched once, by the office alone', async () => {
    for (const login of ['liaison.education', 'liaison.garrison', 'leader.education'])
      expect((await launch(login, 'liaisonFiling', { year })).status).toBe(403);
    const launched = await launch('office', 'liaisonFiling', { year });
    expect(launched.status).toBe(201);
    id = launched.body.id;
    expect(outcome(await launch('office', 'liaisonFiling', { year }))).toEqual([409, 'ALREADY_LAUNCHED']);
    file = await open(id, 'file');
  });

  it('the form is checked field by field', async () => {
    const owed = await assignment(file, education);
    for (const [form, code, field] of [
      [{ unchanged: 'yes' }, 'INVALID_FIELD', 'form.unchanged'],
      [{ name: '某某', from: '2027-02-29' }, 'INVALID_DATE', 'form.from'],
      [{ name: '某某', from: today, more: 1 }, 'UNKNOWN_FIELD', 'form.more'],
    ] as const) {
      const { body } = await decideAs('liaison.education', owed, 'filed', form);
      expect([body.code, body.errors?.[0]?.field ?? body.field]).toEqual([code, field]);
    }
  });

  it('the register shows who has not filed first; a unit sees its own line', async () => {
    const next = addDays(today, 1);
    await decideAs('liaison.education', await assignment(file, education), 'filed', {
      name: '接任人',
      phone: '10012345678',
      from: next,
    });
    await decideAs('liaison.health', await assignment(file, health), 'filed', { unchanged: true });
    const confirm = await open(id, 'confirm');
    const returned = [{ unitId: health, reason: '请附电话' }];
    expect((await decideAs('office', await assignment(confirm), 'confirmed', { returned })).status).toBe(200);

    const { body } = await get('office', `liaisons?region=${COUNTY}&year=${year}`);
    expect(body).toMatchObject({ processId: id, counts: { missing: 30, returned: 1, confirmed: 1 } });
    expect(body.items[0]).toMatchObject({ state: 'missing', stateLabel: '未报', filing: null });
    expect(body.items.at(-2)).toMatchObject({
      unitId: health,
      state: 'returned',
      filing: { reason: '请附电话' },
    });
    expect(body.items.at(-1)).toMatchObject({ unitId: education, filing: { person: '接任人', from: next } });
    expect(body.items.at(-1).liaison.contact).not.toBeNull();

    const own = await get('liaison.health', `liaisons?region=${COUNTY}`);
    expect(own.body.items.map(({ unitId }: { unitId: string }) => unitId)).toEqual([health]);
    expect(outcome(await get('liaison.health', 'liaisons?region=5309'))).toEqual([404, 'NOT_FOUND']);
    expect((await get('admin', `liaisons?region=${COUNTY}`)).status).toBe(403);
  });

  it('as a table, and a unit’s former liaisons', async () => {
    const sheet = await get('office', `liaisons/export?region=${COUNTY}`);
    expect(sheet.status).toBe(200);
    const raw = await fetch(`${await api.app.getUrl()}/api/v1/liaisons/export?region=${COUNTY}`, {
      headers: { authorization: `Bearer ${await api.token('office')}` },
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await raw.arrayBuffer());
    const table = workbook.getWorksheet('联络员名册');
    expect(table?.rowCount).toBe(3 + 32);
    expect(table?.getCell('G4').value).toBe('未报');

    const { body } = await get('liaison.education', `liaisons/units/${education}`);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({ name: '接任人', to: null, confirmedAt: expect.any(String) });
    expect(body.items[1]).toMatchObject({ to: today });
    expect(outcome(await get('liaison.health', `liaisons/units/${education}`))).toEqual([404, 'NOT_FOUND']);
  });

  it('what one unit filed is not for another to read in the record', async () => {
    const { text } = await get('liaison.health', `processes/${id}/history?limit=100`);
    expect(text).not.toContain('10012345678');
    expect(text).not.toContain('接任人');
    expect((await get('office', `processes/${id}/history?limit=100`)).text).toContain('接任人');
  });
});

describe('coordination matters', () => {
  const form = { title: '演练道路保障', detail: '两日内夜间通行。', urgency: 'flash' };
  let id: string;

  it('are raised by the army and the office, by nobody else', async () => {
    for (const login of ['liaison.education', 'leader1', 'liaison.mengmeng'])
      expect((await launch(login, 'coordinationMatter', { form })).status).toBe(403);
    expect(
      outcome(await launch('liaison.garrison', 'coordinationMatter', { form: { ...form, urgency: 'now' } })),
    ).toEqual([400, 'INVALID_FIELD']);
    expect(
      outcome(
        await launch('liaison.garrison', 'coordinationMatter', { form: { ...form, detail: '绝密★长期' } }),
      ),
    ).toEqual([400, 'CLASSIFIED_CONTENT']);
    const raised = await launch('liaison.garrison', 'coordinationMatter', { form });
    expect([raised.status, raised.body.title]).toEqual([201, form.title]);
    id = raised.body.id;
  });

  it('are seen by who raised them before anybody has a task, and by who has one', async () => {
    expect((await get('liaison.garrison', `coordination/matters/${id}`)).body).toMatchObject({
      detail: form.detail,
      proposedUrgency: 'flash',
      urgency: null,
      raisingUnit: '驻军部队',
      tasks: [],
    });
    const triage = await open(id, 'urgentTriage');
    const [row]: { id: string }[] = await api.dataSource.query(
      `select a.id from assignment a join position o on o.id = a.position_id where a.step_id = $1 and o.kind = 'officeStaff'`,
      [triage],
    );
    const tasks = [{ unitId: unit('公安局'), task: '沿线疏导', limit: { minutes: 40 } }];
    const bad = [{ ...tasks[0], limit: { minutes: 0 } }];
    expect((await decideAs('office', row?.id ?? '', 'flash', { tasks: bad })).status).toBe(400);
    expect((await decideAs('office', row?.id ?? '', 'flash', { tasks })).status).toBe(200);
    const step = await open(id, 'flashTasks');
    const owed = await assignment(step);
    await post('liaison.police', `assignments/${owed}/acts`, { action: 'acknowledge' });
    await decideAs('liaison.police', owed, 'reported', { report: '已疏导' });

    expect((await get('liaison.police', `coordination/matters/${id}`)).body).toMatchObject({
      urgency: 'flash',
      urgencyLabel: '特急',
      tasks: [
        {
          round: 1,
          unit: '县公安局',
          limit: { minutes: 40 },
          state: 'reported',
          report: '已疏导',
          late: false,
          acknowledgedAt: expect.any(String),
          deadline: expect.any(String),
        },
      ],
    });
    expect(outcome(await get('liaison.education', `coordination/matters/${id}`))).toEqual([404, 'NOT_FOUND']);
  });

  it('are listed to whoever may see them, with what they wait for', async () => {
    // Since yesterday: three working days before its deadline, at nine, it turns yellow, whatever the hour now.
    await open(id, 'confirm', 1, new Date(Date.now() - 86_400_000));
    const { body } = await get('office', `coordination/matters?region=${COUNTY}&state=running&urgency=flash`);
    expect(body.items).toEqual([
      expect.objectContaining({
        id,
        title: form.title,
        raisingUnit: '驻军部队',
        urgencyLabel: '特急',
        triaged: true,
        tasks: 1,
        acknowledged: 1,
        settled: 1,
        light: 'yellow',
        outcomeLabel: null,
      }),
    ]);
    const [confirm] = body.items[0].now;
    expect(confirm).toMatchObject({ label: '提出单位确认', waiting: 1, mine: null });
    const own = (await get('liaison.garrison', 'coordination/matters')).body.items[0].now;
    expect(own).toEqual([{ ...confirm, mine: expect.any(String) }]);
    expect((await get('liaison.police', 'coordination/matters')).body.items[0].now).toEqual([]);
    for (const query of ['state=ended', 'urgency=ordinary', 'region=530921'])
      expect((await get('office', `coordination/matters?${query}`)).body.items).toEqual([]);
    expect((await get('liaison.education', 'coordination/matters')).body.items).toEqual([]);
    expect(outcome(await get('office', 'coordination/matters?cursor=x'))).toEqual([400, 'INVALID_CURSOR']);
  });
});

describe('the coordination group', () => {
  it('shows every seat, what it asks for, and that it is vacant', async () => {
    const launched = await launch('office', 'coordinationGroup', { year });
    const { body } = await get('office', `coordination/group?region=${COUNTY}`);
    expect(body).toMatchObject({ processId: launched.body.id, number: null, complete: false });
    expect(body.seats).toHaveLength(8);
    expect(body.seats[0]).toMatchObject({ seat: 'leader', optional: true, vacant: false, holders: [] });
    expect(body.seats[1]).toMatchObject({ seat: 'deputyLeader', vacant: true, asks: '由政府分管领导担任' });
    const compose = await open(launched.body.id, 'compose');
    const [position]: { id: string }[] = await api.dataSource.query(
      `select id from position where unit_id = $1 and kind = 'liaison'`,
      [education],
    );
    const refused = await decideAs('office', await assignment(compose), 'composed', {
      seats: [{ seat: 'deputyLeader', positionId: position?.id }],
    });
    expect(outcome(refused)).toEqual([400, 'COMPOSITION_INCOMPLETE']);
    expect(refused.body.detail).toMatch(/副组长应由政府分管领导担任.*联络员（人武部）空缺/su);
    expect(outcome(await get('liaison.education', 'coordination/group?region=53'))).toEqual([
      404,
      'NOT_FOUND',
    ]);
  });
});
