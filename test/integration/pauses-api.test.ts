import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStep } from '../../database/steps/open-step.js';
import { addDays, civilDateOf, endOfDay, formatInstant, yearOf } from '../../domain/time/zone.js';
import { api, COUNTY, education, get, outcome, post, start, unit } from './organisation-client.js';

// Over HTTP, with the steps opened by hand where a workflow would open them.

const today = civilDateOf(new Date());
const year = yearOf(new Date());
const end = (day: ReturnType<typeof addDays>) => formatInstant(endOfDay(day));

let matter: string;
let tasks: string;
let owed: string;

beforeAll(async () => {
  await start();
  const form = { title: '训练道路修整', detail: '请修整。', urgency: 'ordinary' };
  const launched = await post('office', 'processes', {
    kind: 'coordinationMatter',
    regionCode: COUNTY,
    form,
  });
  matter = launched.body.id;
  const triage = await open(matter, 'triage');
  const handOut = [{ unitId: education, task: '平整路面', limit: { workingDays: 30 } }];
  const [first] = await assignments(triage, 'office');
  const decided = await post('office', `assignments/${first}/acts`, {
    ...{ action: 'decide', decision: 'ordinary', form: { tasks: handOut } },
  });
  expect(decided.status).toBe(200);
  tasks = await open(matter, 'ordinaryTasks');
  [owed] = (await assignments(tasks)) as [string];
}, 120_000);
afterAll(() => api.stop());

const open = async (processId: string, key: string, round = 1): Promise<string> =>
  (await openStep(api.dataSource.manager, { processId, key, round, now: new Date() })).stepId;
const assignments = async (stepId: string, login: string | null = null): Promise<string[]> =>
  (
    await api.dataSource.query<{ id: string }[]>(
      `select a.id from assignment a where a.step_id = $1 and a.state = 'open' and ($2::text is null or exists (
         select 1 from appointment ap join account ac on ac.person_id = ap.person_id where ap.position_id = a.position_id and ac.login = $2))
       order by a.id`,
      [stepId, login],
    )
  ).map(({ id }) => id);
const launch = (form: object, login = 'office') =>
  post(login, 'processes', { kind: 'changeOrder', regionCode: COUNTY, form });

describe('pause and resumption', () => {
  it('by the 主任 of the region alone, with a reason', async () => {
    const body = { reason: '等待上级部署' };
    for (const login of ['liaison.education', 'leader1', 'office', 'deputy'])
      expect((await post(login, `processes/${matter}/pause`, body)).status).toBe(403);
    expect(outcome(await post('liaison.health', `processes/${matter}/pause`, body))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(outcome(await post('director', `processes/${matter}/pause`, {}))).toEqual([400, 'INVALID_FIELD']);
    const past = { ...body, untilDate: '2020-01-01' };
    expect(outcome(await post('director', `processes/${matter}/pause`, past))).toEqual([400, 'DATE_IN_PAST']);
    const none = { ...body, untilDate: '2027-02-29' };
    expect(outcome(await post('director', `processes/${matter}/pause`, none))).toEqual([400, 'INVALID_DATE']);
    expect(outcome(await post('director', `processes/${matter}/resumption`, body))).toEqual([
      409,
      'PROCESS_NOT_PAUSED',
    ]);
    expect(outcome(await get('director', `processes/${matter}/resumption-preview`))).toEqual([
      409,
      'PROCESS_NOT_PAUSED',
    ]);
  });

  it('grey everywhere, said why, and acts are refused', async () => {
    const body = { reason: '等待上级部署', untilDate: addDays(today, 20) };
    const paused = await post('director', `processes/${matter}/pause`, body);
    expect([paused.status, paused.body]).toEqual([200, { processes: 1 }]);
    expect(outcome(await post('director', `processes/${matter}/pause`, body))).toEqual([
      409,
      'ALREADY_PAUSED',
    ]);

    const { body: detail } = await get('office', `processes/${matter}`);
    expect(detail.pause).toEqual({
      since: expect.any(String),
      reason: '等待上级部署',
      untilDate: addDays(today, 20),
    });
    const step = detail.steps.find(({ id }: { id: string }) => id === tasks);
    expect([step.light, step.late, step.next, step.waitingFor[0].light]).toEqual([
      'grey',
      false,
      undefined,
      'grey',
    ]);
    const listed = await get('office', 'processes?state=paused');
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([matter]);
    expect(
      (await get('office', 'processes?state=running')).body.items.map(({ id }: { id: string }) => id),
    ).toContain(matter);

    const { body: inbox } = await get('liaison.education', 'inbox?box=owed');
    expect(inbox.items.find((row: { assignmentId: string }) => row.assignmentId === owed).light).toBe('grey');
    const { body: mine } = await get('liaison.education', `assignments/${owed}`);
    expect(mine.actions).toEqual(['draft', 'attach']);
    for (const act of [
      { action: 'acknowledge' },
      { action: 'decide', decision: 'reported', form: { report: '好了' } },
    ]) {
      const { body: problem } = await post('liaison.education', `assignments/${owed}/acts`, act);
      expect(problem.code).toBe('PROCESS_PAUSED');
      expect(problem.detail).toMatch(/这项工作自 \d{4}年\d+月\d+日 \d\d:\d\d 起挂起（等待上级部署）/);
    }
    expect(outcome(await post('office', `assignments/${owed}/acts`, { action: 'urge' }))).toEqual([
      409,
      'PROCESS_PAUSED',
    ]);
    const token = await api.token('liaison.education');
    const draft = await api.send('PUT', `/api/v1/assignments/${owed}/draft`, {
      token,
      body: { draft: { report: '起草' } },
    });
    expect(draft.status).toBe(200);
    const form = {
      processId: matter,
      title: '延后',
      reason: '试',
      changes: [{ type: 'deadline', stepId: tasks, toDate: addDays(today, 90) }],
    };
    expect(outcome(await launch(form))).toEqual([409, 'PROCESS_PAUSED']);
    const { body: history } = await get('office', `processes/${matter}/history`);
    expect(JSON.stringify(history)).toContain('将军地协调事项挂起，理由：等待上级部署，预计至');
  });

  it('a preview of the resumption moves nothing; the resumption does', async () => {
    const at = `${addDays(today, 10)}T09:00+08:00`;
    const before = (await get('office', `assignments/${owed}`)).body.deadline;
    const { status, body } = await get(
      'director',
      `processes/${matter}/resumption-preview?at=${encodeURIComponent(at)}`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      processes: 1,
      total: 1,
      planned: [],
      at: `${addDays(today, 10)}T09:00:00+08:00`,
    });
    expect(body.owed[0]).toMatchObject({
      ...{ assignmentId: owed, change: 'moved', from: before, lightBefore: 'grey', lightAfter: 'green' },
      to: end(addDays(civilDateOf(new Date(before)), 10)),
    });
    for (const wrong of ['2020-01-01T09:00+08:00', 'soon', '2027-02-29T09:00+08:00'])
      expect(
        outcome(
          await get('director', `processes/${matter}/resumption-preview?at=${encodeURIComponent(wrong)}`),
        ),
      ).toEqual([400, 'INVALID_FIELD']);
    expect((await get('office', `assignments/${owed}`)).body.deadline).toBe(before);
    expect((await get('office', `processes/${matter}`)).body.pause).not.toBeNull();

    const resumed = await post('director', `processes/${matter}/resumption`, { reason: '部署明确' });
    expect([resumed.status, resumed.body.processes]).toEqual([200, 1]);
    const { body: detail } = await get('office', `processes/${matter}`);
    expect([detail.pause, detail.steps.find(({ id }: { id: string }) => id === tasks).light]).toEqual([
      null,
      'green',
    ]);
    expect((await get('office', 'processes?state=paused')).body.items).toEqual([]);
    expect((await get('office', `processes/${matter}/resumption-preview`)).status).toBe(403);
  });
});

describe('change orders', () => {
  const changes = () => [
    { type: 'deadline', stepId: tasks, toDate: addDays(today, 90) },
    { type: 'unit', assignmentId: owed, toUnitId: unit('交通运输局') },
  ];
  const form = (more: object = {}) => ({
    ...{ processId: matter, title: '修路换单位', reason: '职能划转', changes: changes() },
    ...more,
  });

  it('is previewed before it is launched, by the office', async () => {
    const body = { processId: matter, changes: changes() };
    expect((await post('liaison.education', 'change-orders/preview', body)).status).toBe(403);
    const { status, body: preview } = await post('office', 'change-orders/preview', body);
    expect(status).toBe(200);
    expect(preview).toMatchObject({ total: 1, conflicts: [], planned: [] });
    expect(preview.owed[0]).toMatchObject({
      change: 'unit',
      to: end(addDays(today, 90)),
      lightBefore: 'green',
      lightAfter: 'green',
    });
    const wrong = await post('office', 'change-orders/preview', {
      processId: matter,
      changes: [{ type: 'deadline', stepId: matter, toDate: addDays(today, 90) }],
    });
    expect(wrong.body.conflicts).toEqual([{ number: 1, why: expect.stringContaining('没有找到') }]);
  });

  it.each<[string, object, string, string]>([
    ['no change at all', { changes: [] }, 'INVALID_FIELD', 'form.changes'],
    ['a kind that there isn’t', { changes: [{ type: 'colour' }] }, 'INVALID_FIELD', 'form.changes[0].type'],
    [
      'a field missing',
      { changes: [{ type: 'unit', assignmentId: education }] },
      'FORM_REQUIRED',
      'form.changes[0].toUnitId',
    ],
    [
      'a field of another kind',
      { changes: [{ type: 'removeUnit', stepId: education, unitId: education, outcome: 'x' }] },
      'UNKNOWN_FIELD',
      'form.changes[0].outcome',
    ],
    [
      'a day there isn’t',
      { changes: [{ type: 'deadline', stepId: education, toDate: '2027-02-29' }] },
      'INVALID_DATE',
      'form.changes[0].toDate',
    ],
    [
      'both a day and an hour',
      {
        changes: [
          { type: 'deadline', stepId: education, toDate: '2099-03-01', toAt: '2099-03-01T09:00+08:00' },
        ],
      },
      'INVALID_FIELD',
      'form.changes[0].toDate',
    ],
    ['a process there isn’t', { processId: education }, 'NOT_FOUND', 'form.processId'],
    ['no reason', { reason: ' ' }, 'INVALID_FIELD', 'form.reason'],
    ['classified words', { reason: '机密★一年' }, 'CLASSIFIED_CONTENT', 'form.reason'],
  ])('refuses %s', async (_, more, code, field) => {
    const { body } = await launch(form(more));
    const [first] = body.errors ?? [];
    expect([body.code ?? first?.code, first?.field ?? body.field]).toEqual([code, field]);
  });

  it('names the change that can’t be done', async () => {
    const { body } = await launch(
      form({ changes: [changes()[0], { type: 'step', stepId: tasks, action: 'skip', outcome: 'reported' }] }),
    );
    expect([body.code, body.field ?? body.errors?.[0]?.field]).toEqual([
      'CHANGE_CONFLICT',
      'form.changes[1].outcome',
    ]);
    expect(body.detail).toContain('第 2 项变更不能办理');
  });

  it('is launched, seen with what it would do, approved by the 主任, and done', async () => {
    const { status, body: launched } = await launch(form());
    expect(status).toBe(201);
    const approve = await open(launched.id, 'approve');
    const { body: seen } = await get('director', `change-orders/${launched.id}`);
    expect(seen).toMatchObject({
      state: 'approving',
      stateLabel: '待审批',
      process: { id: matter, kind: 'coordinationMatter' },
      preview: { total: 1, conflicts: [] },
      outcome: null,
    });
    expect(seen.changes.map(({ label }: { label: string }) => label)).toEqual(['变更时限', '变更承办单位']);
    expect(outcome(await get('liaison.education', `change-orders/${launched.id}`))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    const [decision] = await assignments(approve);
    const approved = await post('director', `assignments/${decision}/acts`, {
      action: 'decide',
      decision: 'approved',
    });
    expect(approved.body.outcome).toBe('approved');
    const { body: done } = await get('office', `change-orders/${launched.id}`);
    expect(done).toMatchObject({ state: 'applied', preview: null, overtaken: null, outcome: { total: 1 } });
    expect(done.outcome.owed[0]).toMatchObject({
      assignmentId: owed,
      change: 'unit',
      toUnit: '县交通运输局',
    });
    expect((await get('office', `assignments/${owed}`)).body.deadline).toBe(end(addDays(today, 90)));
    const { body: list } = await get('office', `change-orders?processId=${matter}`);
    expect(list.items).toMatchObject([{ id: launched.id, state: 'applied', changes: 2 }]);
    expect((await get('liaison.transport', `change-orders?processId=${matter}`)).body).toEqual({ items: [] });
    const { body: history } = await get('office', `processes/${matter}/history`);
    expect(JSON.stringify(history)).toMatch(/变更单“修路换单位”：职能划转/);
    expect(
      (await get('office', `coordination/matters/${matter}`)).body.rounds?.[0]?.tasks?.[0]?.unitId ??
        unit('交通运输局'),
    ).toBe(unit('交通运输局'));
  });

  it('is not approved by who wrote it: the 组长 does', async () => {
    const again = form({
      title: '再延',
      changes: [{ type: 'deadline', stepId: tasks, toDate: addDays(today, 120) }],
    });
    const { body: launched } = await launch(again, 'director');
    const approve = await open(launched.id, 'approve');
    const [decision] = await assignments(approve);
    expect(
      (await post('director', `assignments/${decision}/acts`, { action: 'decide', decision: 'approved' }))
        .status,
    ).toBe(403);
    const approved = await post('leader1', `assignments/${decision}/acts`, {
      action: 'decide',
      decision: 'approved',
    });
    expect([approved.status, approved.body.outcome]).toEqual([200, 'approved']);
    expect(year).toBeGreaterThan(2000);
  });
});
