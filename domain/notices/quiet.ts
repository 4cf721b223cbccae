import type { WorkingCalendar } from '../time/calendar.js';
import { addDays, civilDateOf, formatInstant, instantAt, startOfDay } from '../time/zone.js';
import type { QuietHours } from './settings.js';

/** `HH:mm` +08:00 of an instant. */
const clockOf = (at: Date): string => formatInstant(at).slice(11, 16);

/** Whether a clock time is inside the hours; the first minute is, the last isn't. */
export function isQuietClock(clock: string, { from, to }: Pick<QuietHours, 'from' | 'to'>): boolean {
  if (from === to) return false;
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

export function isQuiet(at: Date, quiet: QuietHours, calendar: WorkingCalendar): boolean {
  if (isQuietClock(clockOf(at), quiet)) return true;
  return quiet.nonWorkingDays && !calendar.isWorkingDay(civilDateOf(at));
}

/** The first instant from `at` on that is not quiet; `at` itself when it isn't. @throws NoWorkingDayError */
export function afterQuiet(at: Date, quiet: QuietHours, calendar: WorkingCalendar): Date {
  const day = civilDateOf(at);
  if (quiet.nonWorkingDays && !calendar.isWorkingDay(day)) {
    return afterQuiet(startOfDay(calendar.rollToWorkingDay(addDays(day, 1), 'forward')), quiet, calendar);
  }
  const clock = clockOf(at);
  if (!isQuietClock(clock, quiet)) return at;
  const ends = instantAt(clock >= quiet.to ? addDays(day, 1) : day, quiet.to);
  return afterQuiet(ends, quiet, calendar);
}
