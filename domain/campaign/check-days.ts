import type { Finding } from '../launch-check/finding.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { civilDate, type CivilDate } from '../time/zone.js';

type Add = (
  severity: Finding['severity'],
  code: string,
  where: string,
  message: string,
  mend: string,
) => void;

/** Days before August 1 on which offices and units have their hands full with the festival itself. */
const BUSY_FROM = 28;

/** A day on which something is due, and should not be: a festival, or a day of rest. One warning, the more telling one. */
export function checkDay(
  calendar: WorkingCalendar,
  day: CivilDate,
  what: string,
  where: string,
  add: Add,
): void {
  const festival = festivalOn(calendar, day);
  const moved = calendar.rollToWorkingDay(day, 'back');
  if (festival)
    add(
      'warning',
      'collidesWithFestival',
      where,
      `${what}${day}正逢${festival}。`,
      `请避开，例如改为 ${festival === '八一' ? beforeArmyDay(calendar, day) : moved}。`,
    );
  else if (!calendar.isWorkingDay(day))
    add(
      'warning',
      'deadlineOnRestDay',
      where,
      `${what}${day}是休息日。`,
      `法定日期不顺延，请改为 ${moved}，或者确认不改。`,
    );
}

/** 春节 and 国庆 by the calendar's holidays, 八一 by its date. */
function festivalOn(calendar: WorkingCalendar, day: CivilDate): string | null {
  const monthAndDay = day.slice(5);
  if (monthAndDay === '08-01' || (monthAndDay >= `07-${BUSY_FROM}` && monthAndDay <= '07-31')) return '八一';
  const name = calendar.isWorkingDay(day) ? '' : (calendar.nameOf(day) ?? '');
  if (name.includes('春节')) return '春节';
  return name.includes('国庆') ? '国庆' : null;
}

function beforeArmyDay(calendar: WorkingCalendar, day: CivilDate): CivilDate {
  return calendar.rollToWorkingDay(civilDate(Number(day.slice(0, 4)), 7, BUSY_FROM - 1), 'back');
}
