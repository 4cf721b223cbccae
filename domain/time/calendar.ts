import { addDays, type CivilDate, weekday } from './zone.js';

/** A day the Monday-to-Friday rule doesn't tell all about: a holiday (weekends inside it too) or a 调休 working day. */
export interface CalendarDay {
  date: CivilDate;
  working: boolean;
  /** Chinese name: 春节, 国庆节, or for a working weekend 春节调休. */
  name?: string;
}

/**
 * One year of the State Council's arrangement. Only days with something to say are listed; any other day follows
 * Monday-to-Friday. `provisional`: not announced yet, computed from the statutory holidays.
 */
export interface CalendarYear {
  year: number;
  version: number;
  provisional: boolean;
  /** Where the year comes from, for the record. */
  source?: string;
  days: CalendarDay[];
}

export class NoWorkingDayError extends Error {
  readonly code = 'NO_WORKING_DAY';

  constructor(readonly near: CivilDate) {
    super(`工作日历有误：${near} 附近一年以上没有工作日`);
    this.name = 'NoWorkingDayError';
  }
}

/** Longer than any real holiday; a calendar with a longer gap is broken data, not something to search through for ever. */
const LONGEST_GAP_DAYS = 400;

const MOST_COUNTED = 20_000;

/**
 * Working days of the State Council's calendar (国务院办公厅节假日安排; holidays and 调休). Immutable. All dates are +08:00 days.
 * A year that isn't contained falls back to Monday-to-Friday and counts as provisional.
 */
export class WorkingCalendar {
  private readonly days = new Map<string, CalendarDay>();
  private readonly announced = new Set<string>();
  /** Ladders ask for the same few distances again and again, at each act. */
  private readonly counted = new Map<string, CivilDate>();

  /** When a year occurs more than once the highest version counts. */
  constructor(years: readonly CalendarYear[]) {
    for (const year of latestOfEach(years)) {
      if (!year.provisional) this.announced.add(String(year.year));
      for (const day of year.days) this.days.set(day.date, day);
    }
  }

  isWorkingDay(date: CivilDate): boolean {
    return this.days.get(date)?.working ?? weekday(date) <= 5;
  }

  /** The holiday's or 调休's Chinese name, null for an ordinary day. */
  nameOf(date: CivilDate): string | null {
    return this.days.get(date)?.name ?? null;
  }

  /** True when the day's year hasn't been announced (or isn't loaded): the answer may still change. */
  isProvisional(date: CivilDate): boolean {
    return !this.announced.has(date.slice(0, 4));
  }

  /**
   * The `count`-th working day strictly after `date`; strictly before it when negative; `date` itself when 0, working or not.
   * Throws RangeError when `count` isn't an integer, NoWorkingDayError on a calendar without working days.
   */
  addWorkingDays(date: CivilDate, count: number): CivilDate {
    if (!Number.isInteger(count)) throw new RangeError(`addWorkingDays: not an integer: ${count}`);
    const question = `${date}/${count}`;
    const known = this.counted.get(question);
    if (known !== undefined) return known;
    const step = count < 0 ? -1 : 1;
    let day = date;
    for (let left = Math.abs(count); left > 0; left -= 1) day = this.nextWorkingDay(addDays(day, step), step);
    if (this.counted.size >= MOST_COUNTED) this.counted.clear();
    this.counted.set(question, day);
    return day;
  }

  /** `date` if it is a working day, else the nearest one after it (`forward`) or before it (`back`). */
  rollToWorkingDay(date: CivilDate, direction: 'forward' | 'back'): CivilDate {
    return this.nextWorkingDay(date, direction === 'forward' ? 1 : -1);
  }

  /**
   * Working days to go from `from` to `to`: those after `from` up to and including `to`; negative when `to` is earlier.
   * So `workingDaysBetween(d, addWorkingDays(d, n)) === n`.
   */
  workingDaysBetween(from: CivilDate, to: CivilDate): number {
    const step = to < from ? -1 : 1;
    let count = 0;
    for (let day = from; day !== to;) {
      day = addDays(day, step);
      if (this.isWorkingDay(day)) count += step;
    }
    return count;
  }

  private nextWorkingDay(date: CivilDate, step: 1 | -1): CivilDate {
    let day = date;
    for (let tried = 0; tried < LONGEST_GAP_DAYS; tried += 1) {
      if (this.isWorkingDay(day)) return day;
      day = addDays(day, step);
    }
    throw new NoWorkingDayError(date);
  }
}

function latestOfEach(years: readonly CalendarYear[]): Iterable<CalendarYear> {
  const latest = new Map<number, CalendarYear>();
  for (const year of years) {
    const known = latest.get(year.year);
    if (known === undefined || known.version < year.version) latest.set(year.year, year);
  }
  return latest.values();
}
