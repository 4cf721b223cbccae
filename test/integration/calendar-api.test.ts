import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCalendar, storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { reprojectCalendar, type CalendarReprojection } from '../../database/policies/reproject-calendar.js';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { dualList } from '../../domain/blueprints/dual-list.blueprint.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import {
  addDays,
  type CivilDate,
  civilDate,
  civilDateOf,
  endOfDay,
  instantAt,
  weekday,
  yearOf,
} from '../../domain/time/zone.js';
import { EVERYBODY, startApi, type Sending, type TestApi } from '../http/api.js';

const COUNTY = '530925';
const now = new Date();
/** Next year, so that nothing depends on the day the test runs; its work is done around a day in June. */
const year = yearOf(now) + 1;
const today = civilDate(year, 6, 10);
const noon = instantAt(today, '12:00');

let api: TestApi;
let admin: Sending;

const send = (method: string, url: string, sending: Sending, body?: unknown) =>
  api.send(method, `/api/v1${url}`, {
    ...sending,
    headers: { 'idempotency-key': randomUUID() },
    ...(body ? { body } : {}),
  });

const announced = (extra: { off?: CivilDate[]; on?: CivilDate[] } = {}) => ({
  source: '国办发明电〔测试〕1号',
  holidays: [
    { date: civilDate(year, 1, 1), name: '元旦' },
    { date: civilDate(year, 5, 1), name: '劳动节' },
    { date: civilDate(year, 10, 1), name: '国庆节' },
    ...(extra.off ?? []).map((date) => ({ date, name: '测试' })),
  ],
  workingWeekends: (extra.on ?? []).map((date) => ({ date, name: '测试调休' })),
});

/** A process with one step, opened at an instant by the calendar as it is. */
async function open(key: 'circular' | 'compile', openedAt: Date): Promise<{ id: string; stepId: string }> {
  const { manager } = api.dataSource;
  const id = await manager.transaction(async (tx) => {
    const input = { kind: 'dualList', businessKey: randomUUID(), regionCode: COUNTY, year, title: '重算' };
    return (await startProcess(tx, input, null, openedAt))?.id ?? '';
  });
  // `compile` is skipped when nothing was filed.
  if (key === 'compile')
    await manager.query(
      `insert into need_item (id, region_code, year, dual_list_id, side, kind, title, detail, state, filed_at)
       values ($1, $2, $3, $4, 'army', 'training', '事项', '说明', 'filed', $5)`,
      [randomUUID(), COUNTY, year, id, openedAt],
    );
  return { id, stepId: (await openStep(manager, { processId: id, key, round: 1, now: openedAt })).stepId };
}

interface StepTimes {
  deadline: Date;
  warn: Date;
  check: Date;
  assignments: Date[];
  armed: boolean;
}
async function times(stepId: string): Promise<StepTimes> {
  const [row]: StepTimes[] = await api.dataSource.query(
    `select deadline_at as deadline, warn_at as warn, check_at as check,
       array(select distinct deadline_at from assignment a where a.step_id = s.id and a.state = 'open') as assignments,
       (select armed_until <= s.check_at from clock c where c.id = s.clock) is not false
         or exists (select 1 from outbox o where o.workflow_id = 'clock:' || s.clock and o.name = 'wake') as armed
     from step s where id = $1`,
    [stepId],
  );
  return row as StepTimes;
}
const moves = async (processId: string): Promise<{ body: Record<string, unknown> }[]> =>
  api.dataSource.query(`select body from audit_entry where process_id = $1 and kind = 'deadlineMoved'`, [
    processId,
  ]);

async function reload(extra: Parameters<typeof announced>[0]): Promise<void> {
  expect((await send('PUT', `/calendar/${year}`, admin, announced(extra))).status).toBe(200);
}

async function reproject(options: Partial<CalendarReprojection> = {}) {
  const actor = {
    personId: randomUUID(),
    personName: '管理员',
    positionId: '',
    positionTitle: '',
    unitId: '',
    unitName: '',
  };
  return reprojectCalendar(api.dataSource.manager, {
    year,
    version: 9,
    actor,
    now: noon,
    dryRun: false,
    ...options,
  });
}

/** Working days of the year from a date on. */
function workingDays(calendar: WorkingCalendar, from: CivilDate, count: number): CivilDate[] {
  return Array.from({ length: count }, (_, index) => calendar.addWorkingDays(from, index + 1));
}

beforeAll(async () => {
  api = await startApi();
  await api.dataSource.query(`delete from appointment where person_id = $1`, [await api.personId(EVERYBODY)]);
  for (const one of calendarYears(year - 1, year + 1))
    await storeYear(api.dataSource.manager, one, new Date(now.getTime() - 60_000));
  admin = { token: await api.token('admin') };
});
afterAll(() => api.stop());

describe('a year', () => {
  it('can be read by everybody at work', async () => {
    const { status, body } = await send('GET', `/calendar/${year}`, {
      token: await api.token('liaison.education'),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ year, version: 1, loadedBy: null });
    const calendar = await loadCalendar(api.dataSource.manager);
    expect(body.workingDays).toBe(
      calendar.workingDaysBetween(civilDate(year - 1, 12, 31), civilDate(year, 12, 31)),
    );
  });

  it.each(['1200', '99999', 'none', '-1'])('that is none or not loaded is not found: %s', async (text) => {
    expect((await send('GET', `/calendar/${text}`, admin)).status).toBe(404);
  });

  it('is loaded by a system administrator only', async () => {
    for (const login of ['office', 'leader1', 'auditor'])
      expect(
        (await send('PUT', `/calendar/${year}`, { token: await api.token(login) }, announced())).status,
      ).toBe(403);
  });

  it('is a new version, announced; the same again is none', async () => {
    const { status, body } = await send('PUT', `/calendar/${year}`, admin, announced());
    expect(status).toBe(200);
    const [who] = await api.dataSource.query<{ name: string }[]>(
      `select p.name from account a join person p on p.id = a.person_id where a.login = 'admin'`,
    );
    expect(body).toMatchObject({
      provisional: false,
      source: '国办发明电〔测试〕1号',
      version: 2,
      loadedBy: who?.name,
    });
    expect((await send('PUT', `/calendar/${year}`, admin, announced())).body.version).toBe(2);
  });

  it('written on top of an older version is refused, also of two at one instant; a corrected source is a version', async () => {
    const { version } = (await send('GET', `/calendar/${year}`, admin)).body as { version: number };
    const sent = await Promise.all(
      ['1', '2'].map((one) =>
        send('PUT', `/calendar/${year}`, admin, { ...announced(), source: `更正${one}`, version }),
      ),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(sent.find(({ status }) => status === 409)?.body.code).toBe('CALENDAR_CHANGED');
    expect(sent.find(({ status }) => status === 200)?.body.version).toBe(version + 1);
    const preview = await send('POST', `/calendar/${year}/preview`, admin, { ...announced(), version });
    expect(preview.body.code).toBe('CALENDAR_CHANGED');
  });

  it('is refused with every wrong day named', async () => {
    const saturday = [0, 1, 2, 3, 4, 5, 6]
      .map((days) => addDays(civilDate(year, 3, 1), days))
      .find((day) => weekday(day) === 6) as CivilDate;
    const { status, body } = await send('PUT', `/calendar/${year}`, admin, {
      source: '通知',
      holidays: [
        { date: `${year}-02-30`, name: '春节' },
        { date: civilDate(year + 1, 1, 1), name: '元旦' },
        { date: civilDate(year, 5, 1), name: '劳动节' },
        { date: civilDate(year, 5, 1), name: '劳动节' },
        { date: saturday, name: '周末' },
      ],
      workingWeekends: [
        { date: saturday, name: '调休' },
        { date: addDays(saturday, 2), name: '调休' },
      ],
    });
    expect(status).toBe(400);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'holidays[0].date',
      'holidays[1].date',
      'holidays[3].date',
      'workingWeekends[0].date',
      'workingWeekends[1].date',
      'holidays',
      'holidays',
    ]);
  });
});

describe('after a year was announced', () => {
  it('working-day deadlines move with their assignments, warnings and clocks; legal dates do not; one record a process', async () => {
    await reload({});
    const calendar = await loadCalendar(api.dataSource.manager);
    const openedAt = instantAt(calendar.addWorkingDays(addDays(today, 3), 1), '10:00');
    const compile = await open('compile', openedAt);
    const circular = await open('circular', openedAt);
    const [before, legal] = [await times(compile.stepId), await times(circular.stepId)];
    // One more day off among the five counted ones.
    const off = workingDays(calendar, civilDateOf(openedAt), 3)[2] as CivilDate;
    const unsaved = await send('POST', `/calendar/${year}/preview`, admin, announced({ off: [off] }));
    expect((await loadCalendar(api.dataSource.manager)).isWorkingDay(off)).toBe(true);
    expect(await times(compile.stepId)).toEqual(before);
    await reload({ off: [off] });

    const preview = await reproject({ dryRun: true });
    expect(unsaved.body).toMatchObject({ dryRun: true, moved: preview.moved, processes: preview.processes });
    // Who runs the system sees which procedure moves, and nothing of its content.
    expect(unsaved.body.items[0]).toMatchObject({
      ...{ kindLabel: '“双清单”制度', region: '双江自治县', processTitle: null },
    });
    expect(await times(compile.stepId)).toEqual(before);
    expect(await moves(compile.id)).toEqual([]);

    const done = await reproject();
    expect(done.moved).toBe(preview.moved);
    const after = await times(compile.stepId);
    const changed = await loadCalendar(api.dataSource.manager);
    expect(after.deadline).toEqual(endOfDay(changed.addWorkingDays(civilDateOf(openedAt), 5)));
    expect(after.deadline.getTime()).toBeGreaterThan(before.deadline.getTime());
    expect(after.assignments).toEqual([after.deadline]);
    expect(after.warn).toEqual(instantAt(changed.addWorkingDays(civilDateOf(after.deadline), -3), '09:00'));
    expect(after.armed).toBe(true);
    expect((await times(circular.stepId)).deadline).toEqual(legal.deadline);
    expect(await moves(compile.id)).toHaveLength(1);
    expect(await moves(circular.id)).toEqual([]);
    expect((await moves(compile.id))[0]?.body).toMatchObject({
      step: 'compile',
      reason: `${year}年工作日历（第 9 版）`,
    });
    expect(done.moves.find(({ stepId }) => stepId === compile.stepId)?.deadline).toEqual({
      before: before.deadline,
      after: after.deadline,
    });

    expect((await reproject()).moved).toBe(0);
    expect((await verifyAudit(api.dataSource.manager)).problem).toBeNull();
  });

  it('an extension that was granted stays', async () => {
    await reload({});
    const calendar = await loadCalendar(api.dataSource.manager);
    const openedAt = instantAt(calendar.addWorkingDays(addDays(today, 3), 1), '10:00');
    const { id, stepId } = await open('compile', openedAt);
    const until = endOfDay(addDays(civilDateOf(openedAt), 30));
    await api.dataSource.query(`update step set deadline_at = $2 where id = $1`, [stepId, until]);
    await api.dataSource.query(`update assignment set deadline_at = $2 where step_id = $1`, [stepId, until]);
    await api.dataSource.query(
      `insert into step (id, process_id, key, round, rule, state, about_assignment_id, opened_at, closed_at, outcome, clock, checked_until)
       select $2, $3, 'extension', 1, 'single', 'closed', a.id, $4, $4, 'approved', 0, $4 from assignment a where a.step_id = $1`,
      [stepId, randomUUID(), id, openedAt],
    );
    await reload({ off: workingDays(calendar, civilDateOf(openedAt), 2) });
    await reproject();
    expect((await times(stepId)).deadline).toEqual(until);
    expect(await moves(id)).toEqual([]);
  });

  it('nobody becomes late by a calendar loaded afterwards', async () => {
    // Everything from the opening to the old deadline was off; then it turns out that it was not.
    const openedAt = instantAt(addDays(today, -10), '10:00');
    const free = Array.from({ length: 9 }, (_, index) => addDays(today, index - 9));
    await reload({ off: free });
    const { stepId } = await open('compile', openedAt);
    const deadline = endOfDay(addDays(today, 2));
    await api.dataSource.query(`update step set deadline_at = $2 where id = $1`, [stepId, deadline]);
    await api.dataSource.query(`update assignment set deadline_at = $2 where step_id = $1`, [
      stepId,
      deadline,
    ]);
    await reload({});
    await reproject();
    const after = await times(stepId);
    expect(after.deadline.getTime()).toBeGreaterThanOrEqual(endOfDay(today).getTime());
    expect(after.deadline.getTime()).toBeLessThanOrEqual(deadline.getTime());
    expect(after.check.getTime()).toBeLessThanOrEqual(after.deadline.getTime() + 1);
  });

  it('over HTTP: a preview at once, the real thing when workers have the new calendar', async () => {
    await reload({ on: [] });
    await api.dataSource.query(`delete from calendar_year where year = $1 and version > 1`, [year]);
    await reload({});
    const preview = await send('POST', `/calendar/${year}/reprojection`, admin, { dryRun: true });
    expect([preview.status, preview.body.dryRun]).toEqual([200, true]);
    const early = await send('POST', `/calendar/${year}/reprojection`, admin, {});
    expect([early.status, early.body.code]).toEqual([429, 'CALENDAR_SETTLING']);
    expect(Number(early.headers['retry-after'])).toBeGreaterThan(0);
    await api.dataSource.query(`update calendar_year set loaded_at = $1`, [new Date(now.getTime() - 60_000)]);
    const done = await send('POST', `/calendar/${year}/reprojection`, admin, {});
    expect([done.status, done.body.dryRun]).toEqual([200, false]);
    expect(
      (await send('POST', `/calendar/${year}/reprojection`, { token: await api.token('office') }, {})).status,
    ).toBe(403);
    expect((await send('POST', `/calendar/2099/reprojection`, admin, {})).status).toBe(404);
  });
});

it('the rule this is about counts working days', () => {
  expect(dualList.steps.compile.deadline).toEqual({ kind: 'workingDays', days: 5 });
});
