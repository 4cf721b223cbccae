import { createRequire } from 'node:module';
import chineseDays from 'chinese-days';
import { type CalendarDay, type CalendarYear } from '../../domain/time/calendar.js';
import { addDays, type CivilDate, civilDate, daysBetween, instantAt } from '../../domain/time/zone.js';

/**
 * The State Council's calendar as the npm package chinese-days carries it. Announced days are read from the package's data file,
 * not asked of its `getDayDetail`: that one computes in the host's zone (tried: under America/New_York it answers for the day before).
 */
const require = createRequire(import.meta.url);
const { holidays, workdays } = require('chinese-days/dist/chinese-days.json') as Record<
  'holidays' | 'workdays',
  Record<CivilDate, string>
>;
const { version: packageVersion } = require('chinese-days/package.json') as { version: string };

/** The first announced year in the package, and the last its lunar and solar-term functions are good for. */
export const FIRST_CALENDAR_YEAR = 2004;
export const LAST_CALENDAR_YEAR = 2099;

export class CalendarYearOutOfRangeError extends Error {
  readonly code = 'CALENDAR_YEAR_OUT_OF_RANGE';

  constructor(readonly year: number) {
    super(`没有 ${year} 年的工作日历（只有 ${FIRST_CALENDAR_YEAR} 至 ${LAST_CALENDAR_YEAR} 年）`);
    this.name = 'CalendarYearOutOfRangeError';
  }
}

/**
 * One year, +08:00 days: as announced, or computed from the statutory holidays and marked provisional. `version` is 1; storing
 * gives the real one. Throws CalendarYearOutOfRangeError outside 2004-2099.
 */
export function calendarYear(year: number): CalendarYear {
  if (!Number.isInteger(year) || year < FIRST_CALENDAR_YEAR || year > LAST_CALENDAR_YEAR) {
    throw new CalendarYearOutOfRangeError(year);
  }
  return isAnnounced(year) ? announcedYear(year) : statutoryYear(year);
}

/** Every year from `first` to `last`, both included. */
export function calendarYears(first: number, last: number): CalendarYear[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => calendarYear(first + index));
}

/** October tells: January can be known early from the year before's 元旦 arrangement. */
function isAnnounced(year: number): boolean {
  return holidays[civilDate(year, 10, 1)] !== undefined;
}

function announcedYear(year: number): CalendarYear {
  const inYear = ([date]: [string, string]) => date.startsWith(`${year}-`);
  const days = [
    ...Object.entries(holidays)
      .filter(inYear)
      .map(([date, entry]) => day(date as CivilDate, false, chineseName(entry))),
    ...Object.entries(workdays)
      .filter(inYear)
      .map(([date, entry]) => day(date as CivilDate, true, `${chineseName(entry)}调休`)),
  ];
  return {
    year,
    version: 1,
    provisional: false,
    source: `chinese-days ${packageVersion}`,
    days: sorted(days),
  };
}

/** An entry reads `Spring Festival,春节,4`. */
function chineseName(entry: string): string {
  return entry.split(',')[1] ?? entry;
}

/**
 * 全国年节及纪念日放假办法 (revision in force since 2025-01-01) 第二条: the 13 holidays of all citizens. Which days are swapped (调休)
 * and which stand in for a holiday on a weekend (补假) is the State Council's yearly decision; it isn't guessed.
 */
function statutoryYear(year: number): CalendarYear {
  const springFestival = lunarDay(year, 1, 1);
  const days = [
    day(civilDate(year, 1, 1), false, '元旦'),
    ...[-1, 0, 1, 2].map((offset) => day(addDays(springFestival, offset), false, '春节')),
    day(pureBrightness(year), false, '清明'),
    ...[1, 2].map((date) => day(civilDate(year, 5, date), false, '劳动节')),
    day(lunarDay(year, 5, 5), false, '端午'),
    day(lunarDay(year, 8, 15), false, '中秋'),
    ...[1, 2, 3].map((date) => day(civilDate(year, 10, date), false, '国庆节')),
  ];
  return {
    year,
    version: 1,
    provisional: true,
    source: `全国年节及纪念日放假办法推算 (chinese-days ${packageVersion})`,
    days: sorted(days),
  };
}

function day(date: CivilDate, working: boolean, name: string): CalendarDay {
  return { date, working, name };
}

/** In date order; two holidays on one day (中秋 on October 1-3) become one with both names. */
function sorted(days: CalendarDay[]): CalendarDay[] {
  const byDate = new Map<CivilDate, CalendarDay>();
  for (const next of days) {
    const known = byDate.get(next.date);
    byDate.set(next.date, known === undefined ? next : { ...known, name: `${known.name}、${next.name}` });
  }
  return [...byDate.values()].sort((a, b) => daysBetween(b.date, a.date));
}

/** The day of `year` that has this lunar date (no leap month). The package is given instants, which it reads in +08:00. */
function lunarDay(year: number, month: number, date: number): CivilDate {
  for (let day = civilDate(year, 1, 1); day <= civilDate(year, 12, 31); day = addDays(day, 1)) {
    const lunar = chineseDays.getLunarDate(instantAt(day, '12:00'));
    if (lunar.lunarMon === month && lunar.lunarDay === date && !lunar.isLeap) return day;
  }
  throw new CalendarYearOutOfRangeError(year);
}

/**
 * 清明. West of Greenwich the package answers with the day before (it prints UTC midnight in the host's zone), so the answer is
 * the day that the package itself would print this way.
 */
function pureBrightness(year: number): CivilDate {
  const printed = chineseDays.getSolarTermDate(year, 4, 'pure_brightness') as CivilDate;
  return chineseDays.getDayDetail(printed).date === printed ? printed : addDays(printed, 1);
}
