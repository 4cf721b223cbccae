import { describe, expect, test } from '@jest/globals';
import {
  checkTasks,
  taskDeadline,
  triageDeadline,
  type TaskLimit,
  type Urgency,
} from '../../../domain/coordination/urgency.js';
import { coordinationMatter } from '../../../domain/blueprints/coordination-matter.blueprint.js';
import { checkpointsOf, type LadderPolicy } from '../../../domain/time/ladder.js';
import { endOfDay } from '../../../domain/time/zone.js';
import { calendar } from '../time/fixtures.js';

const at = (text: string): Date => new Date(`${text}+08:00`);
const NIGHT = at('2027-02-06T02:00:00'); // Spring Festival

const refusal = (urgency: Urgency, limit: TaskLimit): string => {
  try {
    checkTasks(urgency, [{ unitId: 'u', task: '任务', limit }]);
    return '';
  } catch (error) {
    return `${(error as { field: string }).field} ${(error as { params: { reason: string } }).params.reason}`;
  }
};

describe('limits by urgency', () => {
  test.each<[Urgency, TaskLimit, string]>([
    ['flash', { minutes: 1 }, ''],
    ['flash', { hours: 24 }, ''],
    ['flash', { hours: 25 }, '特急事项的时限为1至24小时'],
    ['flash', { workingDays: 1 }, '特急事项的时限不用工作日'],
    ['urgent', { hours: 72 }, ''],
    ['urgent', { minutes: 0 }, '加急事项的时限为1至4320分钟'],
    ['urgent', { minutes: 1.5 }, '加急事项的时限为1至4320分钟'],
    ['ordinary', { workingDays: 120 }, ''],
    ['ordinary', { hours: 48 }, ''],
    ['ordinary', { minutes: 10 }, '一般事项的时限不用分钟'],
    ['ordinary', {}, '须填且只填一种：分钟、小时或工作日'],
    ['ordinary', { hours: 1, workingDays: 1 }, '须填且只填一种：分钟、小时或工作日'],
  ])('%s %j', (urgency, limit, expected) => {
    expect(refusal(urgency, limit)).toBe(expected && `form.tasks[0].limit ${expected}`);
  });
});

test('minutes and hours run through the night and the holiday, working days do not', () => {
  expect(taskDeadline({ minutes: 90 }, NIGHT, calendar)).toEqual(at('2027-02-06T03:30:00'));
  expect(taskDeadline({ hours: 24 }, NIGHT, calendar)).toEqual(at('2027-02-07T02:00:00'));
  const next = calendar.addWorkingDays('2027-02-06', 1);
  expect(taskDeadline({ workingDays: 1 }, NIGHT, calendar)).toEqual(endOfDay(next));
  expect(next > '2027-02-07').toBe(true);
});

test('an hour before midnight on the last of February, in a leap year and in another', () => {
  expect(taskDeadline({ hours: 2 }, at('2028-02-29T23:00:00'), calendar)).toEqual(at('2028-03-01T01:00:00'));
  expect(taskDeadline({ hours: 2 }, at('2027-02-28T23:00:00'), calendar)).toEqual(at('2027-03-01T01:00:00'));
});

test('the office triages 特急 in a quarter of an hour, 加急 in an hour, the rest in working days', () => {
  expect(triageDeadline('flash', NIGHT)).toEqual(at('2027-02-06T02:15:00'));
  expect(triageDeadline('urgent', NIGHT)).toEqual(at('2027-02-06T03:00:00'));
  expect(triageDeadline('ordinary', NIGHT)).toBeNull();
});

test('the more urgent, the steeper: every rung of 特急 within two hours, at night too', () => {
  const { flashTasks, urgentTasks } = coordinationMatter.steps;
  const rungs = (ladder: LadderPolicy) =>
    checkpointsOf(ladder, { openedAt: NIGHT, deadline: at('2027-02-06T02:30:00'), calendar })
      .filter(({ kind }) => kind === 'rung')
      .map(({ at: when }) => (when.getTime() - at('2027-02-06T02:30:00').getTime()) / 60_000);
  expect(rungs(flashTasks.ladder)).toEqual([5, 10, 20, 40, 90]);
  expect(rungs(urgentTasks.ladder)).toEqual([15, 30, 60, 120, 240]);
});
