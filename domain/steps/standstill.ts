import type { WorkingCalendar } from '../time/calendar.js';
import type { DeadlineRule } from '../time/deadline.js';
import { addDays, civilDateOf, daysBetween, endOfDay, startOfDay, type CivilDate } from '../time/zone.js';

/** A time in which a process's clock stood still (挂起): from the pause to the resumption. */
export interface Standstill {
  since: Date;
  until: Date;
}

/**
 * Where a deadline lies after its clock stood still. Nobody loses time by it and nobody gains any:
 *
 * - working days: as many are left after the resumption as were left at the pause; a pause or a resumption on a rest day counts as one
 *   on the next working day;
 * - calendar days, dates and limits that are the end of a day: later by the days between the two;
 * - hours, minutes, and limits with a time of day: later by exactly the time between the two.
 *
 * Days change at midnight +08:00: a pause within one day moves no deadline that counts days. A deadline that was past at the pause stays
 * past by as much. Never earlier than it was, and what lay before another deadline of its kind lies before it still (or on it).
 */
export function afterStandstill(
  deadline: Date,
  rule: DeadlineRule,
  { since, until }: Standstill,
  calendar: WorkingCalendar,
): Date {
  const lost = until.getTime() - since.getTime();
  if (lost < 0) throw new RangeError('a standstill ends after it begins');
  const days = daysBetween(civilDateOf(since), civilDateOf(until));
  const day = civilDateOf(deadline);
  switch (rule.kind) {
    case 'workingDays':
      return onDay(deadline, sameWorkingDaysLeft(day, { since, until }, calendar));
    case 'calendarDays':
      return onDay(deadline, rolled(addDays(day, days), rule.roll ?? 'none', civilDateOf(until), calendar));
    case 'date':
    case 'lastDayOfMonth':
      return onDay(deadline, addDays(day, days));
    case 'hours':
    case 'minutes':
      return new Date(deadline.getTime() + lost);
    case 'given':
    case 'none':
      return isEndOfDay(deadline) ? onDay(deadline, addDays(day, days)) : new Date(deadline.getTime() + lost);
  }
}

/** Dates that the regulation itself names (“3月20日前”, “2月底前”): the office may leave them where they are. */
export function isLegalDate({ kind }: DeadlineRule): boolean {
  return kind === 'date' || kind === 'lastDayOfMonth';
}

function sameWorkingDaysLeft(
  day: CivilDate,
  { since, until }: Standstill,
  calendar: WorkingCalendar,
): CivilDate {
  const paused = calendar.rollToWorkingDay(civilDateOf(since), 'forward');
  const resumed = calendar.rollToWorkingDay(civilDateOf(until), 'forward');
  const moved = calendar.addWorkingDays(resumed, calendar.workingDaysBetween(paused, day));
  // A rest day as a deadline (somebody gave it): no working day lies between it and the last one before.
  return moved < day ? day : moved;
}

/** Rolled back it does not fall behind the day on which the clock goes on. */
function rolled(
  day: CivilDate,
  roll: 'none' | 'forward' | 'back',
  resumed: CivilDate,
  calendar: WorkingCalendar,
): CivilDate {
  if (roll === 'none') return day;
  const found = calendar.rollToWorkingDay(day, roll);
  return found < resumed && day >= resumed ? calendar.rollToWorkingDay(day, 'forward') : found;
}

const isEndOfDay = (instant: Date): boolean => instant.getTime() === endOfDay(civilDateOf(instant)).getTime();

/** The same time of another day. */
function onDay(instant: Date, day: CivilDate): Date {
  const time = instant.getTime() - startOfDay(civilDateOf(instant)).getTime();
  return new Date(startOfDay(day).getTime() + time);
}
