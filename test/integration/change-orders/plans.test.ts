import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { liaisonFilingEffects } from '../../../database/liaisons/liaison-filing.effects.js';
import { pauseProcess } from '../../../database/pauses/pause-process.js';
import { resumeProcess } from '../../../database/pauses/resume-process.js';
import { reprojectPlans } from '../../../database/policies/reproject-plans.js';
import { reprojectCalendar } from '../../../database/policies/reproject-calendar.js';
import { storeYear } from '../../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../../database/calendar/source.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import type { ProcessEffects } from '../../../database/processes/effects.js';
import { plannedAt, type PlannedItem } from '../../../database/processes/planned.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { addDays, civilDateOf, daysBetween, formatInstant, instantAt } from '../../../domain/time/zone.js';
import { actorOf } from '../../../database/steps/acting.js';
import { COUNTY } from '../../support/county.js';
import { launchedAs } from '../steps/coordination-world.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';

// A process with a plan of its own, in memory: what a year and a campaign do with the hooks.

const now = at('2027-03-01 09:00');
let world: World;
let plan: PlannedItem[];
let id: string;

const hooks: ProcessEffects = {
  // Only the test's own process has it: the others of its kind were left by the tests before.
  plannedItems: (_, processId) => Promise.resolve(processId === id ? plan.map((item) => ({ ...item })) : []),
  plannedAt: (_, __, key) => {
    const item = plan.find((one) => one.key === key);
    return Promise.resolve(item ? instantAt(item.from, '09:00') : null);
  },
  rescheduled: (_, { key, from, to }) => {
    const item = plan.find((one) => one.key === key)!;
    if (from !== undefined && item.begun)
      throw new Refusal('INVALID_FIELD', { field: '开始日期', reason: '已经开始' }, 'fromDate');
    Object.assign(item, from === undefined ? {} : { from }, to === undefined ? {} : { to });
    return Promise.resolve();
  },
  resumed: (context, since) => {
    const days = daysBetween(civilDateOf(since), civilDateOf(context.now));
    for (const item of plan) if (!item.begun) item.from = addDays(item.from, days);
    return Promise.resolve();
  },
  calendarChanged: ({ process }, calendar) => {
    for (const item of process.id === id ? plan : [])
      if (!item.begun) item.from = calendar.rollToWorkingDay(item.from, 'forward');
    return Promise.resolve();
  },
};

beforeAll(async () => {
  world = await createWorld();
  Object.assign(liaisonFilingEffects, hooks);
}, 120_000);
afterAll(async () => {
  for (const hook of Object.keys(hooks)) delete (liaisonFilingEffects as Record<string, unknown>)[hook];
  await world.stop();
});
beforeEach(async () => {
  plan = [
    { key: 'stage:1', label: '动员部署', from: '2027-02-01', to: '2027-02-28', begun: true },
    { key: 'stage:2', label: '自查自纠', from: '2027-05-01', to: '2027-06-30', begun: false },
  ];
  id = await launchedAs(world, 'liaisonFiling', now, { year: 2027 });
  await world.messages();
});

const order = async (changes: object[]): Promise<string> => {
  const signer = await world.as('office');
  const form = { processId: id, title: '阶段调整', reason: '汛期', changes };
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{ kind: 'changeOrder', businessKey: randomUUID(), regionCode: COUNTY, year: 2027 },
        title: form.title,
      },
      { form, unitId: null },
      actorOf(signer, signer.positions[0]!),
      now,
    ),
  );
  return started!.id;
};

it('an order moves what is planned, tells who sleeps until it, and says so in the record', async () => {
  const orderId = await order([{ type: 'planned', key: 'stage:2', fromDate: '2027-05-10' }]);
  expect(plan[1]!.from).toBe('2027-05-10'); // tried out: memory is not taken back, tables are
  plan[1]!.from = '2027-05-01';
  await world.messages();
  const approve = await world.open(orderId, 'approve', now);
  await world.sign('director', approve, decide('approved'), now);
  expect((await world.facts(id, 'planMoved'))[0]?.body).toMatchObject({
    ...{ key: 'stage:2', label: '自查自纠', orderId },
    ...{ before: { from: '2027-05-01', to: '2027-06-30' }, after: { from: '2027-05-10', to: '2027-06-30' } },
  });
  const told = (await world.messages()).filter(({ workflowId }) => workflowId === `liaisonFiling:${id}`);
  expect(told.map(({ body }) => body['name'])).toEqual(['rescheduled']);
  await world.verified();
});

it('is overtaken when the plan moved meanwhile; what has begun is not moved at all', async () => {
  const orderId = await order([{ type: 'planned', key: 'stage:2', fromDate: '2027-05-10' }]);
  plan[1]!.from = '2027-05-20';
  const approve = await world.open(orderId, 'approve', now);
  const { outcome } = await world.sign('director', approve, decide('approved'), now);
  expect(outcome).toBe('overtaken');
  expect(await world.facts(id, 'planMoved')).toEqual([]);
  expect(await codeOf(order([{ type: 'planned', key: 'stage:1', fromDate: '2027-05-10' }]))).toBe(
    'CHANGE_CONFLICT',
  );
});

it('nothing of the plan begins while the clock stands still, and it moves on with the resumption', async () => {
  const { manager } = world.dataSource;
  const pause = (when: Date) =>
    world.dataSource.transaction((tx) =>
      pauseProcess(tx, { processId: id, reason: '试', withChildren: true, actor: null, now: when }),
    );
  await pause(now);
  expect(await plannedAt(manager, id, 'stage:2')).toMatchObject({ pausedBy: expect.any(String) });
  await world.dataSource.transaction((tx) =>
    resumeProcess(tx, {
      ...{ processId: id, reason: '试', keepLegalDates: false, actor: null },
      now: at('2027-03-11 09:00'),
    }),
  );
  expect(plan[1]!.from).toBe('2027-05-11');
  expect(await world.facts(id, 'planMoved')).toHaveLength(1);
  expect(await plannedAt(manager, id, 'stage:2')).toEqual({ at: instantAt('2027-05-11', '09:00') });
  expect(
    (await world.messages())
      .map(({ body }) => body['name'])
      .filter(Boolean)
      .sort(),
  ).toEqual(['paused', 'rescheduled', 'resumed']);
});

it('a plan follows the calendar: one record, told once, and nothing more the second time', async () => {
  const calendar = new WorkingCalendar([
    {
      year: 2027,
      version: 9,
      provisional: false,
      days: [
        { date: '2027-05-01', working: false },
        { date: '2027-05-02', working: false },
      ],
    },
  ]);
  const signer = await world.as('office');
  const actor = actorOf(signer, signer.positions[0]!);
  const input = { calendar, reason: '2027年工作日历', id: 'calendar:2027:9', actor, now, dryRun: false };
  const moved = (await reprojectPlans(world.dataSource.manager, input)).filter(
    (one) => one.before?.processId === id,
  );
  expect(moved.map(({ before, after }) => [before?.from, after?.from])).toEqual([
    ['2027-05-01', '2027-05-03'],
  ]);
  expect(await world.facts(id, 'planMoved')).toHaveLength(1);
  expect(await reprojectPlans(world.dataSource.manager, input)).toEqual([]);
});

it('a step that stood still keeps what it was given when the calendar changes', async () => {
  const itemId = await world.item(at('2027-03-01 09:00'));
  const claim = await world.open(itemId, 'claim', at('2027-03-01 09:00'));
  const deadline = async () =>
    formatInstant(
      (await world.one<{ d: Date }>(`select deadline_at as d from step where id = $1`, claim)).d,
    ).slice(0, 10);
  expect(await deadline()).toBe('2027-03-08');
  const { dataSource } = world;
  await dataSource.transaction((tx) =>
    pauseProcess(tx, {
      processId: itemId,
      reason: '试',
      withChildren: true,
      actor: null,
      now: at('2027-03-03 09:00'),
    }),
  );
  await dataSource.transaction((tx) =>
    resumeProcess(tx, {
      processId: itemId,
      reason: '试',
      keepLegalDates: false,
      actor: null,
      now: at('2027-03-08 09:00'),
    }),
  );
  expect(await deadline()).toBe('2027-03-11');
  // A day off is announced: the tenth. The rule's five days and the three of the pause are counted over it.
  const [year2027] = calendarYears(2027, 2027);
  await storeYear(
    dataSource.manager,
    {
      ...year2027!,
      provisional: false,
      days: [
        ...year2027!.days.filter(({ date }) => date !== '2027-03-10'),
        { date: '2027-03-10', working: false },
      ],
    },
    now,
  );
  const signer = await world.as('office');
  const actor = actorOf(signer, signer.positions[0]!);
  await reprojectCalendar(dataSource.manager, {
    year: 2027,
    version: 2,
    actor,
    now: at('2027-03-08 10:00'),
    dryRun: false,
  });
  expect(await deadline()).toBe('2027-03-12');
  // One that stands still has nothing armed by it.
  await dataSource.transaction((tx) =>
    pauseProcess(tx, {
      processId: itemId,
      reason: '试',
      withChildren: true,
      actor: null,
      now: at('2027-03-09 09:00'),
    }),
  );
  await storeYear(dataSource.manager, { ...year2027!, provisional: false, days: year2027!.days }, now);
  await reprojectCalendar(dataSource.manager, {
    year: 2027,
    version: 3,
    actor,
    now: at('2027-03-09 10:00'),
    dryRun: false,
  });
  expect(await world.one(`select check_at from step where id = $1`, claim)).toEqual({ check_at: null });
  await world.verified();
});
