import { addDays, civilDate, weekday, type CivilDate } from '../../domain/time/zone.js';
import type { NamedCalendarDay } from './calendar-months.js';

const DAY = /(?:(\d{1,2})月)?(\d{1,2})日/;
/** 2月5日（农历除夕、周五）至11日: both ends with whatever stands in brackets behind them. */
const RANGE = new RegExp(
  `${DAY.source}(?:[（(][^）)]*[）)])?(?:\\s*[至到—-]+\\s*${DAY.source})?`.replace(/\s/g, '\\s*'),
);
const NAME = /^\s*(?:[一二三四五六七八九十]+[、.]|\d+[.、])?\s*([\p{Script=Han}、]{2,10}?)[：:]/u;

export interface ReadAnnouncement {
  days: NamedCalendarDay[];
  /** Lines with a date of which nothing could be made: a person reads them. */
  unread: string[];
}

/**
 * Reads the State Council's notice of a year: one line a holiday, “三、春节：2月5日至11日放假调休，共7天。1月31日（周日）、2月13日（周六）上班。”
 * Only what is sure is taken; every other line with a date comes back as `unread`.
 */
export function readAnnouncement(year: number, text: string): ReadAnnouncement {
  const days = new Map<string, NamedCalendarDay>();
  const unread: string[] = [];
  for (const line of text.split(/\n/)) {
    const name = NAME.exec(line)?.[1];
    if (!DAY.test(line)) continue;
    const read = name ? lineOf(year, name, line) : [];
    if (read.length === 0) unread.push(line.trim());
    for (const day of read) days.set(day.date, day);
  }
  return { days: [...days.values()].sort((a, b) => a.date.localeCompare(b.date)), unread };
}

function lineOf(year: number, name: string, line: string): NamedCalendarDay[] {
  const [off = '', ...sentences] = line.slice(line.search(/[：:]/) + 1).split('。');
  const range = /放假|休息/.test(off) ? RANGE.exec(off) : null;
  if (!range?.[1]) return [];
  const from = dateOf(year, range[1], range[2]);
  const to = range[4] ? dateOf(year, range[3] ?? range[1], range[4]) : from;
  if (!from || !to || to < from) return [];
  const found: NamedCalendarDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) found.push({ date, working: false, name });
  for (const sentence of sentences.filter((one) => one.includes('上班')))
    for (const [, month, day] of sentence.matchAll(new RegExp(DAY, 'g'))) {
      const date = dateOf(year, month, day);
      if (date && weekday(date) > 5) found.push({ date, working: true, name: `${name}调休` });
    }
  return found;
}

function dateOf(year: number, month: string | undefined, day: string | undefined): CivilDate | null {
  try {
    return civilDate(year, Number(month), Number(day));
  } catch {
    return null;
  }
}
