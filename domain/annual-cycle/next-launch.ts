import { civilDate, instantAt } from '../time/zone.js';

/** The day on which the next year launches itself: the calendar of holidays is announced by then, and the office still has time to mend. */
export const NEXT_YEAR_LAUNCH = { month: 12, day: 20, hour: 9 } as const;

/** When the year after `year` launches itself. */
export function nextYearLaunchAt(year: number): Date {
  const { month, day, hour } = NEXT_YEAR_LAUNCH;
  return instantAt(civilDate(year, month, day), `${String(hour).padStart(2, '0')}:00`);
}
