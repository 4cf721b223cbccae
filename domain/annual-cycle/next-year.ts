import type { WorkingCalendar } from '../time/calendar.js';
import { daysBetween, lastDayOfMonth, parseCivilDate, type CivilDate } from '../time/zone.js';
import { defaultPlan, type PlannedYear } from './default-plan.js';
import { movedForm } from './move-form.js';
import type { PlanEntry } from './plan-entry.js';

/**
 * This year's plan as the next one's: what stands on the day that the product offered is on the offered day of the next year (it may
 * follow a feast that wanders), everything else on the same day of the year, or the next working day.
 */
export function planOfNextYear(entries: readonly PlanEntry[], of: PlannedYear): PlanEntry[] {
  const { year, calendar } = of;
  const offered = new Map(defaultPlan(of).map((entry) => [entry.key, entry.date]));
  const offeredNext = new Map(defaultPlan({ ...of, year: year + 1 }).map((entry) => [entry.key, entry.date]));
  return entries.map((entry): PlanEntry => {
    const asOffered = offered.get(entry.key) === entry.date ? offeredNext.get(entry.key) : undefined;
    const date = asOffered ?? sameDayNextYear(entry.date, year + 1, calendar);
    const form = movedForm(entry.form, daysBetween(entry.date, date), calendar);
    const title = renamed(entry.title, year);
    return {
      ...{ key: entry.key, kind: entry.kind, title, date },
      ...(form === undefined ? {} : { form: withTitle(form, year) }),
    };
  });
}

function sameDayNextYear(date: CivilDate, year: number, calendar: WorkingCalendar): CivilDate {
  const [, month = 1] = date.split('-').map(Number);
  const last = lastDayOfMonth(year, month);
  const same = `${year}${date.slice(4)}`;
  const day = calendar.rollToWorkingDay(same > last ? last : parseCivilDate(same), 'forward');
  // The last days of the year may have no working day after them that is still in it.
  return Number(day.slice(0, 4)) === year ? day : calendar.rollToWorkingDay(parseCivilDate(same), 'back');
}

const renamed = (title: string, year: number): string => title.replaceAll(`${year}年`, `${year + 1}年`);

function withTitle(form: Record<string, unknown>, year: number): Record<string, unknown> {
  return typeof form['title'] === 'string' ? { ...form, title: renamed(form['title'], year) } : form;
}
