import type { WorkingCalendar } from '../time/calendar.js';
import { offsetFrom } from '../time/offset.js';
import { addDays, endOfDay, instantAt, lastDayOfMonth, type CivilDate } from '../time/zone.js';

/** A quarter of the civil year, +08:00. */
export interface Quarter {
  year: number;
  quarter: number;
}

/** A report is asked for this long before the quarter's last day. */
const OPENS = { workingDays: 10 } as const;

/** Quarters whose first instant a point's workflow is told when it begins: three years. */
export const QUARTERS_TOLD = 12;

/** The n-th quarter (0, 1 …) that a point begun on `from` reports on: the one of that day is the first, for its end is not past. */
export function quarterOf(from: CivilDate, n: number): Quarter {
  const [year, month] = from.split('-').map(Number) as [number, number];
  const index = year * 4 + Math.floor((month - 1) / 3) + n;
  return { year: Math.floor(index / 4), quarter: 1 + (index % 4) };
}

export function lastDayOf({ year, quarter }: Quarter): CivilDate {
  return lastDayOfMonth(year, quarter * 3);
}

/** The report of a quarter is in time through the whole of its last day. */
export function reportDue(quarter: Quarter): Date {
  return endOfDay(lastDayOf(quarter));
}

export function reportOpensAt(quarter: Quarter, calendar: WorkingCalendar): Date {
  return offsetFrom(reportDue(quarter), OPENS, 'before', calendar);
}

/** The same where no calendar is at hand: ten working days are two weeks, but for a holiday. */
export function reportOpensAbout(quarter: Quarter): Date {
  return instantAt(addDays(lastDayOf(quarter), -14), '09:00');
}

const NUMERALS = ['一', '二', '三', '四'];

/** “2027年第一季度”. */
export function quarterLabel({ year, quarter }: Quarter): string {
  return `${year}年第${NUMERALS[quarter - 1] ?? quarter}季度`;
}
