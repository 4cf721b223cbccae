import type { WorkingCalendar } from '../time/calendar.js';
import { addDays, parseCivilDate, type CivilDate } from '../time/zone.js';

/** Fields that hold a day are called so (src/http/checked-form.ts); a meeting begins at `startsAt`. */
const DAY_FIELD = /(?:^date|Date)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})(T.+)$/;

/**
 * A launch's form on another day: every day and meeting time in it moves by as many days as the launch does, on to a working day. So a
 * meeting that was planned a fortnight after its notice still is one when the notice goes out later.
 */
export function movedForm<Form>(
  form: Form,
  days: number,
  calendar: Pick<WorkingCalendar, 'rollToWorkingDay'>,
): Form {
  if (days === 0 || typeof form !== 'object' || form === null) return form;
  const moved = (day: string): CivilDate =>
    calendar.rollToWorkingDay(addDays(parseCivilDate(day), days), 'forward');
  const walk = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, key)]));
    if (typeof value !== 'string') return value;
    if (DAY_FIELD.test(name) && DAY.test(value)) return moved(value);
    const [, day, time] = (name === 'startsAt' && INSTANT.exec(value)) || [];
    return day === undefined ? value : `${moved(day)}${time}`;
  };
  return walk(form, '') as Form;
}
