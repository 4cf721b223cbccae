import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  type CivilDate,
  civilDate,
  civilDateOf,
  daysBetween,
  endOfDay,
  formatInstant,
  instantAt,
  InvalidCivilDateError,
  InvalidTimeError,
  lastDayOfMonth,
  parseCivilDate,
  startOfDay,
  weekday,
  yearOf,
} from '../../../domain/time/zone.js';
import { anyDate, anyInstant, at } from './fixtures.js';

describe('civilDateOf', () => {
  it.each([
    ['2027-02-28T15:59:59.999Z', '2027-02-28'],
    ['2027-02-28T16:00:00.000Z', '2027-03-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
    ['2028-02-29T15:59:59.999Z', '2028-02-29'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    // summer, when China had daylight saving time in 1986-1991: the zone is fixed all the same
    ['1990-07-01T15:30:00.000Z', '1990-07-01'],
  ])('%s is the day %s', (instant, date) => {
    expect(civilDateOf(new Date(instant))).toBe(date);
  });

  it('knows the year in +08:00', () => {
    expect(yearOf(new Date('2026-12-31T16:00:00Z'))).toBe(2027);
  });

  it('refuses an invalid Date', () => {
    expect(() => civilDateOf(new Date(NaN))).toThrow(InvalidTimeError);
    expect(() => formatInstant(new Date(NaN))).toThrow(InvalidTimeError);
  });
});

describe('parseCivilDate', () => {
  it.each(['2027-02-28', '2028-02-29', '2000-02-29', '2026-12-31'])('takes %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each([
    '2027-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-1',
    '0099-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '二〇二六年',
    '',
  ])('refuses %j', (text) => {
    expect(() => parseCivilDate(text)).toThrow(InvalidCivilDateError);
  });

  it('names the input and carries a code', () => {
    expect.assertions(2);
    try {
      parseCivilDate('2027-02-29');
    } catch (error) {
      expect(error).toMatchObject({ code: 'INVALID_CIVIL_DATE', input: '2027-02-29' });
      expect(String(error)).toContain('2027-02-29');
    }
  });

  it('guards the functions too when a cast let a bad date through', () => {
    expect(() => startOfDay('2027-02-29')).toThrow(InvalidCivilDateError);
    expect(() => weekday('2027-02-30')).toThrow(InvalidCivilDateError);
    expect(() => civilDate(2027, 2, 29)).toThrow(InvalidCivilDateError);
  });
});

describe('days', () => {
  it('last days of months', () => {
    const ends = Array.from({ length: 12 }, (_, index) => lastDayOfMonth(2027, index + 1).slice(8));
    expect(ends.join()).toBe('31,28,31,30,31,30,31,31,30,31,30,31');
    expect(lastDayOfMonth(2028, 2)).toBe('2028-02-29');
    expect(lastDayOfMonth(2000, 2)).toBe('2000-02-29');
    expect(lastDayOfMonth(2100, 2)).toBe('2100-02-28');
    expect(() => lastDayOfMonth(2027, 0)).toThrow(InvalidCivilDateError);
    expect(() => lastDayOfMonth(2027, 13)).toThrow(InvalidCivilDateError);
  });

  it('bounds of a day', () => {
    expect(startOfDay('2027-02-28').toISOString()).toBe('2027-02-27T16:00:00.000Z');
    expect(endOfDay('2027-02-28').toISOString()).toBe('2027-02-28T15:59:59.999Z');
    expect(endOfDay('2028-02-29').getTime() + 1).toBe(startOfDay('2028-03-01').getTime());
  });

  it('weekdays, Monday first', () => {
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('2026-02-28')).toBe(6);
    expect(weekday('2027-02-28')).toBe(7);
  });

  it('addDays over month ends and leap days', () => {
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(() => addDays('2027-01-01', 0.5)).toThrow(InvalidTimeError);
    expect(() => addDays('2027-01-01', NaN)).toThrow(InvalidTimeError);
  });

  it('addDays and daysBetween agree, and weekdays go round', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -800, max: 800 }), (date, n) => {
        const there = addDays(date, n);
        expect(daysBetween(date, there)).toBe(n);
        expect(addDays(there, -n)).toBe(date);
        expect(Math.abs((weekday(date) + n - weekday(there)) % 7)).toBe(0);
      }),
    );
  });

  it('an instant lies within the day it belongs to', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const day = civilDateOf(instant);
        expect(instant >= startOfDay(day) && instant <= endOfDay(day)).toBe(true);
      }),
    );
  });
});

describe('instants', () => {
  it('writes +08:00 and loses nothing', () => {
    expect(formatInstant(instantAt('2027-02-28', '09:00'))).toBe('2027-02-28T09:00:00+08:00');
    expect(formatInstant(endOfDay('2027-02-28'))).toBe('2027-02-28T23:59:59.999+08:00');
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(new Date(formatInstant(instant))).toEqual(instant);
      }),
    );
  });

  it('reads a clock time', () => {
    expect(instantAt('2026-03-20', '00:00')).toEqual(at('2026-03-20 00:00:00'));
    expect(instantAt('2026-03-20', '23:59')).toEqual(at('2026-03-20 23:59:00'));
  });

  it.each(['24:00', '9:00', '09:60', '', '09:00:00'])('refuses the time %j', (time) => {
    expect(() => instantAt('2026-03-20' as CivilDate, time)).toThrow(InvalidTimeError);
  });
});
