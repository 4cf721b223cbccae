import { type WorkingCalendar } from './calendar.js';
import { addDays, civilDateOf, instantAt } from './zone.js';

/** A distance in time from a deadline or an event. Exactly one unit. */
export type Offset =
  { workingDays: number } | { calendarDays: number } | { hours: number } | { minutes: number };

/** Day offsets take effect when offices open, +08:00. */
const OFFICE_OPENS = '09:00';

/**
 * The instant `offset` away from `from`. Working and calendar days: 09:00 +08:00 of that day, counted from the +08:00 day of
 * `from`. Hours and minutes: exact, around the clock.
 */
export function offsetFrom(
  from: Date,
  offset: Offset,
  direction: 'before' | 'after',
  calendar: WorkingCalendar,
): Date {
  const sign = direction === 'before' ? -1 : 1;
  if ('workingDays' in offset) {
    return instantAt(calendar.addWorkingDays(civilDateOf(from), sign * offset.workingDays), OFFICE_OPENS);
  }
  if ('calendarDays' in offset) {
    return instantAt(addDays(civilDateOf(from), sign * offset.calendarDays), OFFICE_OPENS);
  }
  return new Date(from.getTime() + sign * exactMinutes(offset) * 60_000);
}

function exactMinutes(offset: { hours: number } | { minutes: number }): number {
  return 'hours' in offset ? offset.hours * 60 : offset.minutes;
}

/** Short stable name for keys: `10wd`, `3d`, `4h`, `30m`. */
export function offsetKey(offset: Offset): string {
  if ('workingDays' in offset) return `${offset.workingDays}wd`;
  if ('calendarDays' in offset) return `${offset.calendarDays}d`;
  if ('hours' in offset) return `${offset.hours}h`;
  return `${offset.minutes}m`;
}

/** Chinese for a page: “10个工作日”, “3天”, “4小时”, “30分钟”. */
export function describeOffset(offset: Offset): string {
  if ('workingDays' in offset) return `${offset.workingDays}个工作日`;
  if ('calendarDays' in offset) return `${offset.calendarDays}天`;
  if ('hours' in offset) return `${offset.hours}小时`;
  return `${offset.minutes}分钟`;
}
