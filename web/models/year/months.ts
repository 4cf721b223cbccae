import { addDays, civilDate, lastDayOfMonth, weekday, type CivilDate } from '../../../domain/time/zone.js';

export interface CalendarCell {
  date: string;
  day: number;
  /** Of the month before or after: shown for the week's sake. */
  outside: boolean;
}

/** Whole weeks of a month, Monday first. */
export function weeksOf(year: number, month: number): CalendarCell[][] {
  const first = civilDate(year, month, 1);
  const last = lastDayOfMonth(year, month);
  const weeks: CalendarCell[][] = [];
  for (let monday = addDays(first, 1 - weekday(first)); monday <= last; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, n) => cellOf(addDays(monday, n), first, last)));
  return weeks;
}

const cellOf = (date: CivilDate, first: CivilDate, last: CivilDate): CalendarCell => ({
  date,
  day: Number(date.slice(8)),
  outside: date < first || date > last,
});

export interface PlanDay<Item> {
  date: string;
  items: readonly Item[];
}

export const inMonth = <Day extends { date: string }>(days: readonly Day[], month: number): Day[] =>
  days.filter(({ date }) => Number(date.slice(5, 7)) === month);

/** How many things each month has, January first. */
export function monthCounts<Item>(days: readonly PlanDay<Item>[]): number[] {
  const counts = Array.from({ length: 12 }, () => 0);
  for (const { date, items } of days) counts[Number(date.slice(5, 7)) - 1]! += items.length;
  return counts;
}

/** The same thing for many units stands on a day once for each: one line with the number of units. */
export function oneLineEach<
  Item extends { what: string; entry: string; step: string | null; unitIds: readonly string[] },
>(items: readonly Item[]): (Item & { units: number })[] {
  const lines = new Map<string, Item & { units: number }>();
  for (const item of items) {
    const name = [item.what, item.entry, item.step].join(' ');
    const line = lines.get(name);
    if (line) line.units += item.unitIds.length;
    else lines.set(name, { ...item, units: item.unitIds.length });
  }
  return [...lines.values()];
}
