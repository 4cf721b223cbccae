import { describe, expect, it } from '@jest/globals';
import { CalendarYearOutOfRangeError, calendarYear } from '../../../database/calendar/source.js';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { addDays, type CivilDate, civilDate, weekday } from '../../../domain/time/zone.js';

const offDays = (year: number) =>
  calendarYear(year)
    .days.filter((day) => !day.working)
    .map((day) => `${day.date.slice(5)} ${day.name}`);

describe('announced years', () => {
  // 国务院办公厅关于2026年部分节假日安排的通知
  it('2026 as the State Council announced it', () => {
    const year = calendarYear(2026);
    expect(year.provisional).toBe(false);
    expect(year.days.filter((day) => day.working).map((day) => day.date.slice(5))).toEqual([
      '01-04',
      '02-14',
      '02-28',
      '05-09',
      '09-20',
      '10-10',
    ]);
    expect(year.days.filter((day) => day.name === '春节').map((day) => day.date.slice(5))).toEqual(
      ['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => `02-${day}`),
    );
  });

  it('has the 248 working days everybody counts for 2025 and 2026', () => {
    expect([2025, 2026].map(workingDays)).toEqual([248, 248]);
  });

  it('works on weekends only by 调休, and rests on workdays only by a holiday', () => {
    for (let year = 2004; year <= 2026; year += 1) {
      for (const day of calendarYear(year).days) {
        expect(day.date.startsWith(String(year))).toBe(true);
        if (day.working) expect(weekday(day.date)).toBeGreaterThan(5);
        expect(day.name).toMatch(/^[\u4e00-\u9fff]+|70/u);
      }
    }
  });
});

describe('computed years', () => {
  it('2027 has the 13 statutory days, no 调休, and says it is provisional', () => {
    expect(calendarYear(2027).provisional).toBe(true);
    expect(offDays(2027)).toEqual([
      '01-01 元旦',
      '02-05 春节',
      '02-06 春节',
      '02-07 春节',
      '02-08 春节',
      '04-05 清明',
      '05-01 劳动节',
      '05-02 劳动节',
      '06-09 端午',
      '09-15 中秋',
      '10-01 国庆节',
      '10-02 国庆节',
      '10-03 国庆节',
    ]);
    expect(calendarYear(2027).days.some((day) => day.working)).toBe(false);
  });

  it.each([
    // the leap fifth month of 2028 does not bring a second 端午; 中秋 falls on 国庆
    [2028, ['05-28 端午', '04-04 清明', '10-03 中秋、国庆节', '01-25 春节']],
    [2031, ['10-01 中秋、国庆节', '01-22 春节']],
    [2033, ['01-31 春节', '06-01 端午', '09-08 中秋']],
  ])('%i: %j', (year, expected) => {
    const off = offDays(year);
    for (const day of expected) expect(off).toContain(day);
    expect(new Set(off).size).toBe(off.length);
  });

  // The rules against every year of the 2025 revision that was announced: each statutory day was off.
  it('agrees with what is announced about statutory days', () => {
    const announced = new WorkingCalendar([calendarYear(2025), calendarYear(2026)]);
    const statutory = (year: number, days: string[]) => days.map((day) => `${year}-${day}` as CivilDate);
    const all = [
      ...statutory(2025, ['01-01', '01-28', '01-31', '04-04', '05-01', '05-02', '05-31', '10-01', '10-06']),
      ...statutory(2026, ['01-01', '02-16', '02-19', '04-05', '05-01', '05-02', '06-19', '09-25', '10-03']),
    ];
    expect(all.filter((date) => announced.isWorkingDay(date))).toEqual([]);
  });

  it('never fails between 2027 and 2099', () => {
    for (let year = 2027; year <= 2099; year += 1) {
      const off = calendarYear(year).days;
      expect([12, 13]).toContain(off.length);
      expect(off.every((day) => day.date.startsWith(String(year)))).toBe(true);
    }
  });
});

it.each([2003, 2100, 2026.5, NaN])('refuses the year %s', (year) => {
  expect(() => calendarYear(year)).toThrow(CalendarYearOutOfRangeError);
});

function workingDays(year: number): number {
  const calendar = new WorkingCalendar([calendarYear(year)]);
  let count = 0;
  for (let day = civilDate(year, 1, 1); day <= civilDate(year, 12, 31); day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) count += 1;
  }
  return count;
}
