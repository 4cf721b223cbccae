import { civilDate, daysBetween, instantAt, type CivilDate } from '../../../domain/time/zone.js';

export interface Placed<Entry> {
  entry: Entry;
  /** From the year's first day, in percent of the year. */
  left: number;
  /** Row, from the top: labels of a row don't run into each other. */
  lane: number;
}

/** How far into the year a day is, in percent; days of other years stand at its ends. */
export function placeInYear(date: string, year: number): number {
  const first = civilDate(year, 1, 1);
  const days = daysBetween(first, civilDate(year + 1, 1, 1));
  const gone = daysBetween(first, date as CivilDate);
  return (Math.min(Math.max(gone, 0), days) / days) * 100;
}

/**
 * Entries of a year on a line of time.
 *
 * @param width how much of the year a label covers, in percent
 */
export function laidOut<Entry extends { date: string }>(
  entries: readonly Entry[],
  year: number,
  width: number,
): Placed<Entry>[] {
  const ends: number[] = [];
  return [...entries]
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((entry) => {
      // A label at the year's end begins earlier, so that it ends with the year.
      const left = Math.min(placeInYear(entry.date, year), 100 - width);
      const free = ends.findIndex((end) => end <= left);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = left + width;
      return { entry, left, lane };
    });
}

/** Where the months begin, in percent. */
export const monthStarts = (year: number): number[] =>
  Array.from({ length: 12 }, (_, month) => placeInYear(civilDate(year, month + 1, 1), year));

interface Entry {
  date: string;
  state: string;
}

/** What should have started by itself: everything begins at 9 o'clock of its day. */
export const dueNow = <E extends Entry>(entries: readonly E[], now: Date): E[] =>
  entries.filter(({ state, date }) => state === 'planned' && instantAt(date as CivilDate, '09:00') <= now);

/** What starts next by itself; several on one day. */
export function nextUp<E extends Entry>(entries: readonly E[]): E[] {
  const waiting = entries.filter(({ state }) => state === 'planned');
  const first = waiting.map(({ date }) => date).sort()[0];
  return waiting.filter(({ date }) => date === first);
}

/** In how many days that is: 今天, 明天, 12 天后. */
export function inDays(date: string, today: string): string {
  const days = daysBetween(today as CivilDate, date as CivilDate);
  if (days < 0) return `${-days} 天前`;
  return days === 0 ? '今天' : days === 1 ? '明天' : `${days} 天后`;
}

/** Without the region and the year that the page is about anyway: 双江自治县2027年联络员备案 is 联络员备案 there. */
export function shortTitle(title: string, region: string, year: number): string {
  const head = `${region}${year}年`;
  return title.startsWith(head) && title.length > head.length ? title.slice(head.length) : title;
}
