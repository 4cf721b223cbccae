import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarYears } from '../../../database/calendar/source.js';
import { dueCheckpoints, nextCheckAt, type ChasedStep } from '../../../domain/steps/chase.js';
import { afterStandstill, isLegalDate } from '../../../domain/steps/standstill.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import type { DeadlineRule } from '../../../domain/time/deadline.js';
import { DEFAULT_LADDER, URGENT_LADDER } from '../../../domain/time/ladder-policy.js';
import { civilDateOf, endOfDay, formatInstant, type CivilDate } from '../../../domain/time/zone.js';

const calendar = new WorkingCalendar(calendarYears(2026, 2028));
const at = (text: string): Date => new Date(`${text}+08:00`);
const end = (day: string): Date => endOfDay(day as CivilDate);

const workingDays: DeadlineRule = { kind: 'workingDays', days: 5 };
const given: DeadlineRule = { kind: 'given' };

describe('a deadline after the clock stood still', () => {
  test.each<[string, DeadlineRule, string, string, string, string]>([
    // 2027: 春节 is February 5 to 11 with weekends around it; March 1 is a Monday.
    [
      'working days: as many are left as before',
      workingDays,
      '2027-03-05',
      '2027-03-01T10:00',
      '2027-03-03T10:00',
      '2027-03-09',
    ],
    [
      'a pause within one day moves no day',
      workingDays,
      '2027-03-05',
      '2027-03-01T09:00',
      '2027-03-01T17:00',
      '2027-03-05',
    ],
    [
      'one minute across midnight is one working day',
      workingDays,
      '2027-03-05',
      '2027-03-01T23:59:30',
      '2027-03-02T00:00:30',
      '2027-03-08',
    ],
    [
      'a weekend costs nobody a working day',
      workingDays,
      '2027-03-10',
      '2027-03-06T09:00',
      '2027-03-07T20:00',
      '2027-03-10',
    ],
    [
      'resumed on a rest day: from the next working day',
      workingDays,
      '2027-03-05',
      '2027-03-05T10:00',
      '2027-03-06T10:00',
      '2027-03-08',
    ],
    [
      'due on the day of the pause, and not late by it',
      workingDays,
      '2027-03-01',
      '2027-03-01T10:00',
      '2027-03-04T10:00',
      '2027-03-04',
    ],
    [
      'overdue stays overdue by as much',
      workingDays,
      '2027-03-01',
      '2027-03-03T10:00',
      '2027-03-10T10:00',
      '2027-03-08',
    ],
    [
      'calendar days',
      { kind: 'calendarDays', days: 10 },
      '2027-03-05',
      '2027-03-01T10:00',
      '2027-03-04T10:00',
      '2027-03-08',
    ],
    [
      'calendar days that roll forward',
      { kind: 'calendarDays', days: 10, roll: 'forward' },
      '2027-03-05',
      '2027-03-01T10:00',
      '2027-03-02T10:00',
      '2027-03-08',
    ],
    [
      'calendar days that roll back',
      { kind: 'calendarDays', days: 10, roll: 'back' },
      '2027-03-05',
      '2027-03-01T10:00',
      '2027-03-02T10:00',
      '2027-03-05',
    ],
    [
      'rolled back never behind the resumption',
      { kind: 'calendarDays', days: 10, roll: 'back' },
      '2027-03-05',
      '2027-03-05T10:00',
      '2027-03-06T10:00',
      '2027-03-08',
    ],
    [
      '3月20日前',
      { kind: 'date', month: 3, day: 20 },
      '2027-03-20',
      '2027-03-01T10:00',
      '2027-03-11T10:00',
      '2027-03-30',
    ],
    [
      '2月底前, over the end of February',
      { kind: 'lastDayOfMonth', month: 2 },
      '2027-02-28',
      '2027-02-20T10:00',
      '2027-02-21T10:00',
      '2027-03-01',
    ],
    [
      'the same in a leap year',
      { kind: 'lastDayOfMonth', month: 2 },
      '2028-02-29',
      '2028-02-28T10:00',
      '2028-03-01T10:00',
      '2028-03-02',
    ],
    ['a limit of a day', given, '2027-03-05', '2027-03-01T23:59', '2027-03-02T00:01', '2027-03-06'],
  ])('%s', (_, rule, deadline, since, until, expected) => {
    const moved = afterStandstill(end(deadline), rule, { since: at(since), until: at(until) }, calendar);
    expect(formatInstant(moved)).toBe(formatInstant(end(expected)));
  });

  it('over 春节 working days stand still with everybody else', () => {
    const holiday = (day: CivilDate) => !calendar.isWorkingDay(day);
    const since = at('2027-02-03T10:00');
    const until = at('2027-02-17T10:00');
    const before = end('2027-02-22');
    const moved = afterStandstill(before, workingDays, { since, until }, calendar);
    expect(holiday(civilDateOf(moved))).toBe(false);
    expect(calendar.workingDaysBetween(civilDateOf(until), civilDateOf(moved))).toBe(
      calendar.workingDaysBetween(civilDateOf(since), civilDateOf(before)),
    );
    // A date moves by all fourteen.
    expect(formatInstant(afterStandstill(before, given, { since, until }, calendar))).toBe(
      formatInstant(end('2027-03-08')),
    );
  });

  it('hours, minutes and times of day move to the millisecond', () => {
    const standstill = { since: at('2027-03-01T10:00'), until: at('2027-03-01T12:34:56.789') };
    const lost = standstill.until.getTime() - standstill.since.getTime();
    const deadline = at('2027-03-01T15:00');
    for (const rule of [{ kind: 'hours', hours: 5 }, { kind: 'minutes', minutes: 300 }, given] as const)
      expect(afterStandstill(deadline, rule, standstill, calendar).getTime()).toBe(deadline.getTime() + lost);
  });

  it('refuses a standstill that ends before it begins', () => {
    const standstill = { since: at('2027-03-02T10:00'), until: at('2027-03-01T10:00') };
    expect(() => afterStandstill(end('2027-03-05'), given, standstill, calendar)).toThrow(RangeError);
  });

  it('knows the dates that the regulation names itself', () => {
    expect(
      [
        { kind: 'date', month: 3, day: 20 },
        { kind: 'lastDayOfMonth', month: 2 },
      ].every((rule) => isLegalDate(rule as DeadlineRule)),
    ).toBe(true);
    expect([workingDays, given, { kind: 'none' }].some((rule) => isLegalDate(rule as DeadlineRule))).toBe(
      false,
    );
  });
});

const instant = fc.integer({ min: at('2026-12-01T00:00').getTime(), max: at('2028-06-30T23:59').getTime() });
const rules = fc.constantFrom<DeadlineRule>(
  workingDays,
  { kind: 'calendarDays', days: 3 },
  { kind: 'calendarDays', days: 3, roll: 'forward' },
  { kind: 'calendarDays', days: 3, roll: 'back' },
  { kind: 'date', month: 3, day: 20 },
  { kind: 'hours', hours: 5 },
  given,
);
const DAY = 86_400_000;
const standstills = fc
  .tuple(instant, fc.integer({ min: 0, max: 60 * DAY }))
  .map(([since, length]) => ({ since: new Date(since), until: new Date(since + length) }));
/** A deadline as its rule gives it: the end of a (working) day, or any instant. */
const deadlineFor = (rule: DeadlineRule, time: number): Date => {
  if (rule.kind === 'hours') return new Date(time);
  const day = civilDateOf(new Date(time));
  const counts = rule.kind === 'workingDays' || (rule.kind === 'calendarDays' && rule.roll);
  return endOfDay(counts ? calendar.rollToWorkingDay(day, 'forward') : day);
};

describe('whatever the pause', () => {
  it('nothing becomes due earlier, nor late by the pause', () => {
    fc.assert(
      fc.property(rules, instant, standstills, (rule, time, standstill) => {
        const deadline = deadlineFor(rule, time);
        const moved = afterStandstill(deadline, rule, standstill, calendar);
        expect(moved.getTime()).toBeGreaterThanOrEqual(deadline.getTime());
        if (deadline >= standstill.since)
          expect(moved.getTime()).toBeGreaterThanOrEqual(standstill.until.getTime());
        else expect(moved.getTime()).toBeLessThan(standstill.until.getTime() + DAY * 10);
      }),
      { numRuns: 2_000 },
    );
  });

  it('what was overdue is overdue', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(workingDays, given, { kind: 'hours', hours: 5 } as DeadlineRule),
        instant,
        standstills,
        (rule, time, standstill) => {
          const deadline = deadlineFor(rule, time);
          fc.pre(deadline < standstill.since && civilDateOf(deadline) < civilDateOf(standstill.since));
          const moved = afterStandstill(deadline, rule, standstill, calendar);
          // On a rest day the next working day has not begun: nothing was missed of it yet.
          const next = calendar.rollToWorkingDay(civilDateOf(standstill.until), 'forward');
          expect(moved.getTime()).toBeLessThan(endOfDay(next).getTime());
          if (rule.kind !== 'workingDays') expect(moved < standstill.until).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('the order of deadlines is kept', () => {
    fc.assert(
      fc.property(rules, instant, instant, standstills, (rule, one, other, standstill) => {
        const [a, b] = [deadlineFor(rule, Math.min(one, other)), deadlineFor(rule, Math.max(one, other))];
        const [x, y] = [a, b].map((deadline) => afterStandstill(deadline, rule, standstill, calendar)) as [
          Date,
          Date,
        ];
        expect(x.getTime()).toBeLessThanOrEqual(y.getTime());
      }),
      { numRuns: 2_000 },
    );
  });

  it('nobody is chased during the pause, nobody twice, and nobody is forgotten', () => {
    const policies = fc.constantFrom(DEFAULT_LADDER, URGENT_LADDER);
    const length = fc.integer({ min: 0, max: 40 * DAY });
    fc.assert(
      fc.property(
        rules,
        policies,
        instant,
        length,
        length,
        length,
        (rule, policy, opened, to, before, still) => {
          const openedAt = new Date(opened);
          const deadline = deadlineFor(rule, opened + to);
          const since = new Date(opened + before);
          const until = new Date(since.getTime() + still);
          const step = (due: Date): ChasedStep => ({
            stepId: 's',
            rule: 'single',
            policy,
            owed: [{ id: 'a', openedAt, deadline: due, acknowledged: false }],
            closesAfter: null,
          });
          // As database/pauses does it: what was fired counts for the new deadline, and the clock goes on where it had looked to.
          const fired = new Map<string, Date>();
          let checked = openedAt;
          const serve = (due: Date, upTo: Date | null) => {
            for (let turns = 0; turns < 100; turns += 1) {
              const next = nextCheckAt(step(due), calendar, checked);
              if (!next || (upTo && next >= upTo)) return;
              const now = upTo === null && next < until ? until : next;
              for (const { checkpoint } of dueCheckpoints(step(due), calendar, checked, now)) {
                if (fired.has(checkpoint.key)) continue;
                fired.set(checkpoint.key, now);
              }
              checked = now;
            }
            throw new Error('the clock never comes to rest');
          };
          serve(deadline, since);
          const moved = afterStandstill(deadline, rule, { since, until }, calendar);
          serve(moved, null);
          for (const when of fired.values()) expect(when < since || when >= until).toBe(true);
          expect(fired.has('overdue')).toBe(true);
          for (const index of policy.rungs.keys()) expect(fired.has(`rung:${index + 1}`)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
