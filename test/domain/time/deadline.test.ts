import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkDeadlineRule,
  type DeadlineRule,
  deadlineOf,
  describeDeadline,
  isDeadlineRule,
} from '../../../domain/time/deadline.js';
import { civilDateOf, endOfDay, formatInstant } from '../../../domain/time/zone.js';
import { anyInstant, at, calendar } from './fixtures.js';

const event = at('2026-02-12 17:30:00');

function due(rule: DeadlineRule, from = event, year = 2026): string | null {
  const deadline = deadlineOf(rule, { event: from, year, calendar });
  return deadline === null ? null : formatInstant(deadline);
}

describe('deadlineOf', () => {
  it.each<[string, DeadlineRule, number, string]>([
    ['2月底前', { kind: 'lastDayOfMonth', month: 2 }, 2027, '2027-02-28'], // a Sunday, not moved
    ['2月底前', { kind: 'lastDayOfMonth', month: 2 }, 2028, '2028-02-29'],
    ['12月底前', { kind: 'lastDayOfMonth', month: 12 }, 2026, '2026-12-31'],
    ['次年1月底前', { kind: 'lastDayOfMonth', month: 1, yearOffset: 1 }, 2026, '2027-01-31'],
    ['3月20日前', { kind: 'date', month: 3, day: 20 }, 2027, '2027-03-20'], // a Saturday, not moved
    ['10月1日前', { kind: 'date', month: 10, day: 1 }, 2026, '2026-10-01'], // a holiday, not moved
    ['上年11月1日前', { kind: 'date', month: 11, day: 1, yearOffset: -1 }, 2027, '2026-11-01'],
  ])('%s', (label, rule, year, day) => {
    expect(due(rule, event, year)).toBe(`${day}T23:59:59.999+08:00`);
    expect(describeDeadline(rule)).toBe(label);
  });

  it.each<[DeadlineRule, string, string]>([
    [{ kind: 'workingDays', days: 1 }, '1个工作日内', '2026-02-13'],
    [{ kind: 'workingDays', days: 2 }, '2个工作日内', '2026-02-14'],
    [{ kind: 'workingDays', days: 5 }, '5个工作日内', '2026-02-26'],
    [{ kind: 'calendarDays', days: 5 }, '5天内', '2026-02-17'],
    [{ kind: 'calendarDays', days: 5, roll: 'forward' }, '5天内（遇非工作日顺延）', '2026-02-24'],
    [{ kind: 'calendarDays', days: 5, roll: 'back' }, '5天内（遇非工作日提前）', '2026-02-14'],
    [{ kind: 'calendarDays', days: 1, roll: 'back' }, '1天内（遇非工作日提前）', '2026-02-13'],
  ])('%j, from February 12', (rule, label, day) => {
    expect(due(rule)).toBe(`${day}T23:59:59.999+08:00`);
    expect(describeDeadline(rule)).toBe(label);
  });

  it('does not roll back behind the event', () => {
    expect(due({ kind: 'calendarDays', days: 2, roll: 'back' }, at('2026-02-16 10:00:00'))).toBe(
      '2026-02-16T23:59:59.999+08:00',
    );
  });

  it('counts from the event’s day in +08:00', () => {
    const rule: DeadlineRule = { kind: 'workingDays', days: 1 };
    expect(due(rule, at('2026-03-04 23:59:59.999'))).toMatch(/^2026-03-05/);
    expect(due(rule, at('2026-03-05 00:00:00'))).toMatch(/^2026-03-06/);
  });

  it('hours and minutes are exact, around the clock', () => {
    expect(due({ kind: 'hours', hours: 24 })).toBe('2026-02-13T17:30:00+08:00');
    expect(due({ kind: 'minutes', minutes: 90 })).toBe('2026-02-12T19:00:00+08:00');
    expect(describeDeadline({ kind: 'hours', hours: 24 })).toBe('24小时内');
    expect(describeDeadline({ kind: 'minutes', minutes: 90 })).toBe('90分钟内');
  });

  it('given and none', () => {
    const given = at('2026-04-01 12:00:00');
    expect(deadlineOf({ kind: 'given' }, { event, year: 2026, calendar, given })).toEqual(given);
    expect(due({ kind: 'given' })).toBeNull();
    expect(deadlineOf({ kind: 'none' }, { event, year: 2026, calendar, given })).toBeNull();
  });

  it('the whole last day is in time, whatever the rule', () => {
    const days = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(anyInstant, days, (from, n) => {
        for (const rule of [
          { kind: 'workingDays', days: n },
          { kind: 'calendarDays', days: n, roll: 'forward' },
          { kind: 'calendarDays', days: n, roll: 'back' },
        ] as const) {
          const deadline = deadlineOf(rule, { event: from, year: 2026, calendar }) ?? from;
          expect(deadline).toEqual(endOfDay(civilDateOf(deadline)));
          expect(deadline >= from).toBe(true);
        }
      }),
    );
  });
});

describe('checkDeadlineRule', () => {
  it.each<DeadlineRule>([
    { kind: 'lastDayOfMonth', month: 2 },
    { kind: 'date', month: 2, day: 28, yearOffset: 1 },
    { kind: 'workingDays', days: 5 },
    { kind: 'calendarDays', days: 30, roll: 'back' },
    { kind: 'hours', hours: 4 },
    { kind: 'minutes', minutes: 15 },
    { kind: 'given' },
    { kind: 'none' },
  ])('takes %j', (rule) => {
    expect(checkDeadlineRule(rule)).toEqual([]);
  });

  it.each<[unknown, string, string]>([
    [null, '', 'notAnObject'],
    [[], '', 'notAnObject'],
    [{}, 'kind', 'unknownKind'],
    [{ kind: 'toString' }, 'kind', 'unknownKind'],
    [{ kind: 'lastDayOfMonth', month: 13 }, 'month', 'outOfRange'],
    [{ kind: 'lastDayOfMonth' }, 'month', 'missing'],
    [{ kind: 'date', month: 2, day: 29 }, 'day', 'noSuchDate'],
    [{ kind: 'date', month: 4, day: 31 }, 'day', 'noSuchDate'],
    [{ kind: 'date', month: 4, day: 3, yearOffset: 9 }, 'yearOffset', 'outOfRange'],
    [{ kind: 'workingDays', days: 0 }, 'days', 'outOfRange'],
    [{ kind: 'workingDays', days: 1.5 }, 'days', 'notAnInteger'],
    [{ kind: 'workingDays', days: '5' }, 'days', 'notAnInteger'],
    [{ kind: 'calendarDays', days: 5, roll: 'up' }, 'roll', 'badRoll'],
    [{ kind: 'hours', hours: NaN }, 'hours', 'notAnInteger'],
    [{ kind: 'none', days: 5 }, 'days', 'unknownField'],
  ])('refuses %j', (rule, path, code) => {
    expect(checkDeadlineRule(rule)).toContainEqual({ path, code, message: expect.any(String) });
    expect(isDeadlineRule(rule)).toBe(false);
  });

  it('never throws, and what it takes can be computed in every year', () => {
    const rule = fc.record(
      {
        kind: fc.constantFrom('lastDayOfMonth', 'date', 'workingDays', 'calendarDays', 'hours', 'given', 'x'),
        month: fc.integer({ min: 0, max: 13 }),
        day: fc.integer({ min: 0, max: 32 }),
        yearOffset: fc.integer({ min: -1, max: 1 }),
        days: fc.integer({ min: 0, max: 40 }),
        hours: fc.integer({ min: 0, max: 40 }),
      },
      { requiredKeys: ['kind'] },
    );
    fc.assert(
      fc.property(fc.oneof(rule, fc.anything()), fc.integer({ min: 2025, max: 2032 }), (input, year) => {
        if (isDeadlineRule(input)) {
          deadlineOf(input, { event, year, calendar });
          expect(describeDeadline(input)).not.toMatch(/undefined|NaN/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
