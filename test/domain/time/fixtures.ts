import fc from 'fast-check';
import { WorkingCalendar } from '../../../domain/time/calendar.js';
import { addDays, type CivilDate } from '../../../domain/time/zone.js';
import { calendarYears } from '../../../database/calendar/source.js';

/** Announced 2025 and 2026, computed 2027 and 2028. */
export const calendar = new WorkingCalendar(calendarYears(2025, 2028));

/** Days of 2025-2028. */
export const anyDate = fc.integer({ min: 0, max: 1460 }).map((n): CivilDate => addDays('2025-01-01', n));

/** Instants of 2026 and 2027, to the millisecond. */
export const anyInstant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  .map((ms) => new Date(ms));

/** An instant written in +08:00, `2027-02-28 23:59:59.999`. */
export function at(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}+08:00`);
}
