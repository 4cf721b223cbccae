import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NoWorkingDayError, WorkingCalendar } from '../../../domain/time/calendar.js';
import { addDays, type CivilDate, weekday } from '../../../domain/time/zone.js';
import { anyDate, calendar } from './fixtures.js';

const count = fc.integer({ min: -60, max: 60 });

describe('WorkingCalendar', () => {
  it.each<[CivilDate, boolean, string | null]>([
    ['2026-02-13', true, null],
    ['2026-02-14', true, '春节调休'],
    ['2026-02-15', false, '春节'],
    ['2026-02-23', false, '春节'],
    ['2026-02-24', true, null],
    ['2026-02-28', true, '春节调休'],
    ['2026-03-01', false, null],
    ['2026-10-10', true, '国庆节调休'],
  ])('%s works: %s (%s)', (date, working, name) => {
    expect(calendar.isWorkingDay(date)).toBe(working);
    expect(calendar.nameOf(date)).toBe(name);
  });

  it.each<[CivilDate, number, CivilDate]>([
    ['2026-02-12', 1, '2026-02-13'],
    ['2026-02-13', 1, '2026-02-14'], // a 调休 Saturday counts
    ['2026-02-13', 2, '2026-02-24'], // then the holiday
    ['2026-02-18', 1, '2026-02-24'], // from inside the holiday
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-02-27', 2, '2026-03-02'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-02-24', -2, '2026-02-13'],
    ['2026-02-18', -1, '2026-02-14'],
    ['2026-02-18', 0, '2026-02-18'],
    ['2026-12-31', 1, '2027-01-04'], // over the year's end, into a computed year
    ['2027-01-04', -1, '2026-12-31'],
  ])('%s and %i working days is %s', (date, n, expected) => {
    expect(calendar.addWorkingDays(date, n)).toBe(expected);
    expect(calendar.workingDaysBetween(date, expected)).toBe(n);
  });

  it('counts back to where it came from', () => {
    fc.assert(
      fc.property(anyDate, count, (date, n) => {
        const there = calendar.addWorkingDays(date, n);
        expect(calendar.workingDaysBetween(date, there)).toBe(n);
        if (calendar.isWorkingDay(date)) expect(calendar.addWorkingDays(there, -n)).toBe(date);
      }),
    );
  });

  it('lands on working days, in order, and adds up', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(40), fc.nat(40), (date, a, b) => {
        const first = calendar.addWorkingDays(date, a);
        if (a > 0) expect(calendar.isWorkingDay(first)).toBe(true);
        expect(calendar.addWorkingDays(first, b)).toBe(calendar.addWorkingDays(date, a + b));
        expect(calendar.addWorkingDays(date, a + 1) > first).toBe(true);
      }),
    );
  });

  it('rolls only off days', () => {
    expect(calendar.rollToWorkingDay('2026-02-18', 'forward')).toBe('2026-02-24');
    expect(calendar.rollToWorkingDay('2026-02-18', 'back')).toBe('2026-02-14');
    expect(calendar.rollToWorkingDay('2026-02-14', 'back')).toBe('2026-02-14');
  });

  it('takes the highest version of a year, in any order', () => {
    const day = (working: boolean) => [{ date: '2026-03-07' as CivilDate, working }];
    const older = { year: 2026, version: 1, provisional: true, days: day(false) };
    const newer = { year: 2026, version: 2, provisional: false, days: day(true) };
    for (const years of [
      [older, newer],
      [newer, older],
    ]) {
      const merged = new WorkingCalendar(years);
      expect(merged.isWorkingDay('2026-03-07')).toBe(true);
      expect(merged.isProvisional('2026-03-07')).toBe(false);
    }
  });

  it('falls back to Monday-to-Friday for a year it does not have, provisionally', () => {
    const empty = new WorkingCalendar([]);
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(empty.isWorkingDay(date)).toBe(weekday(date) <= 5);
        expect(empty.isProvisional(date)).toBe(true);
      }),
    );
    expect(empty.addWorkingDays('2050-12-30', 1)).toBe('2051-01-02');
  });

  it('knows which answers may still change', () => {
    expect(calendar.isProvisional('2026-12-31')).toBe(false);
    expect(calendar.isProvisional('2027-01-01')).toBe(true);
    expect(calendar.isProvisional('2099-01-01')).toBe(true);
  });

  it('does not search for ever, nor for part of a day', () => {
    const days = Array.from({ length: 800 }, (_, n) => ({ date: addDays('2026-01-01', n), working: false }));
    const closed = new WorkingCalendar([{ year: 2026, version: 1, provisional: false, days }]);
    expect(() => closed.addWorkingDays('2026-01-05', 1)).toThrow(NoWorkingDayError);
    expect(() => calendar.addWorkingDays('2026-01-05', 1.5)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('2026-01-05', NaN)).toThrow(RangeError);
  });
});
