import type { WorkingCalendar } from '../time/calendar.js';
import { addDays, type CivilDate, parseCivilDate, weekday } from '../time/zone.js';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** 2月28日（星期日）. */
export function dayInWords(date: CivilDate): string {
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日（星期${WEEKDAYS[weekday(date) - 1]}）`;
}

/** A day that the calendar has and that somebody may plan for: around it there are days to count working days by. */
export function isCivilDate(text: unknown): text is CivilDate {
  try {
    return typeof text === 'string' && parseCivilDate(text) === text && text > '1949' && text < '2200';
  } catch {
    return false;
  }
}

/** Name of the holiday a day lies in; null for a working day, and for a weekend that is nothing else. */
export function holidayOn(calendar: WorkingCalendar, date: CivilDate): string | null {
  return calendar.isWorkingDay(date) ? null : calendar.nameOf(date);
}

/** Why nobody works that day: the holiday's name, or 周末; null on a working day, 调休 included. */
export function restOn(calendar: WorkingCalendar, date: CivilDate): string | null {
  return calendar.isWorkingDay(date) ? null : (calendar.nameOf(date) ?? '周末');
}

/** Monday of the week a day lies in. */
export const mondayOf = (date: CivilDate): CivilDate => addDays(date, 1 - weekday(date));

/** A day of a week in which 春节 is celebrated: whoever is not on holiday is on duty. */
export function inSpringFestivalWeek(calendar: WorkingCalendar, date: CivilDate): boolean {
  const monday = mondayOf(date);
  return [0, 1, 2, 3, 4, 5, 6].some((days) => holidayOn(calendar, addDays(monday, days))?.includes('春节'));
}

/** 八一建军节: the army's own day. */
export const isArmyDay = (date: CivilDate): boolean => date.endsWith('-08-01');

/** The working day on or before a day: until when people can be asked to have done what is due on it. */
export const lastWorkingDay = (calendar: WorkingCalendar, date: CivilDate): CivilDate =>
  calendar.rollToWorkingDay(date, 'back');
