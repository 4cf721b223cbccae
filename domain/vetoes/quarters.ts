import type { WorkingCalendar } from '../time/calendar.js';
import { addDays, civilDate, type CivilDate } from '../time/zone.js';
import { lastDayOf } from '../work-points/quarters.js';

export const QUARTERS = [1, 2, 3, 4] as const;
export type QuarterNumber = (typeof QUARTERS)[number];

/** So long after a quarter it may still be declared on another day. */
const LATEST_DAYS = 31;

/** The step of a quarter, which is also the key of its date in the plan. */
export const quarterKey = (quarter: number): string => `quarter${quarter}`;

/** 1 … 4; null for another key. */
export function quarterOfKey(key: string): QuarterNumber | null {
  return QUARTERS.find((quarter) => quarterKey(quarter) === key) ?? null;
}

/** The day a quarter is declared on: its last working day. */
export function declarationDay(year: number, quarter: number, calendar: WorkingCalendar): CivilDate {
  return calendar.rollToWorkingDay(lastDayOf({ year, quarter }), 'back');
}

/** The days a quarter's declaration may be moved to: within the quarter, or some days after it. */
export function declarationWindow(year: number, quarter: number): { from: CivilDate; to: CivilDate } {
  return {
    from: civilDate(year, quarter * 3 - 2, 1),
    to: addDays(lastDayOf({ year, quarter }), LATEST_DAYS),
  };
}

/** Quarters of a year that are not over on a day, each with the day it is declared on. */
export function quartersFrom(
  year: number,
  today: CivilDate,
  calendar: WorkingCalendar,
): { quarter: QuarterNumber; on: CivilDate }[] {
  return QUARTERS.filter((quarter) => lastDayOf({ year, quarter }) >= today).map((quarter) => ({
    quarter,
    on: declarationDay(year, quarter, calendar),
  }));
}
