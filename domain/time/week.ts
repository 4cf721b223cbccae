import { addDays, type CivilDate, civilDateOf, endOfDay, weekday } from './zone.js';

/** The Monday of the week that a day lies in. */
export function mondayOf(date: CivilDate): CivilDate {
  return addDays(date, 1 - weekday(date));
}

/** Monday to Sunday. */
export function weekOf(date: CivilDate): CivilDate[] {
  const monday = mondayOf(date);
  return Array.from({ length: 7 }, (_, day) => addDays(monday, day));
}

/** The last millisecond of an instant's week, Sunday's. */
export function endOfWeek(now: Date): Date {
  return endOfDay(addDays(mondayOf(civilDateOf(now)), 6));
}
