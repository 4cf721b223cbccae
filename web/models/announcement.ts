import { addDays, civilDate, weekday, type CivilDate } from '../../domain/time/zone.js';
import type { NamedCalendarDay } from './calendar-months.js';
import { dateInWords } from './when.js';

const DAY = /(?:(\d{1,2})月)?(\d{1,2})日/;
/** 2月5日（农历除夕、周五）至11日: both ends with whatever stands in brackets behind them. */
const RANGE = new RegExp(
  `${DAY.source}(?:[（(][^）)]*[）)])?(?:\\s*[至到—-]+\\s*${DAY.source})?`.replace(/\s/g, '\\s*'),
);
const ISSUED = /^\s*\d{4}年\d{1,2}月\d{1,2}日\s*$/;
const NAME = /^\s*(?:[一二三四五六七八九十]+[、.]|\d+[.、])?\s*([\p{Script=Han}、]{2,10}?)[：:]/u;

export interface ReadAnnouncement {
  days: NamedCalendarDay[];
  /** Lines with a date of which not everything could be made use of, each with what is wrong: a person reads them. */
  unread: string[];
}

/**
 * Reads the State Council's notice of a year: one line a holiday, “三、春节：2月5日至11日放假调休，共7天。1月31日（周日）、2月13日（周六）上班。”
 * Only what is sure is taken; what is not comes back in `unread`.
 */
export function readAnnouncement(year: number, text: string): ReadAnnouncement {
  const days = new Map<string, NamedCalendarDay>();
  const unread: string[] = [];
  for (const line of text.split(/\n/)) {
    const name = NAME.exec(line)?.[1];
    // The day on which the notice was issued stands alone, and lies in the year before.
    if (ISSUED.test(line)) continue;
    const other = [...line.matchAll(/(\d{4})年/g)].map(([, one]) => Number(one)).find((one) => one !== year);
    const says = `${line.trim()}（写的是 ${other} 年，这里是 ${year} 年）`;
    // The heading has no date; the notice as a whole is another year's.
    if (other !== undefined && !DAY.test(line) && line.includes('安排')) return { days: [], unread: [says] };
    if (!DAY.test(line)) continue;
    if (other !== undefined) {
      unread.push(says);
      continue;
    }
    const { read, wrong } = name ? lineOf(year, name, line) : { read: [], wrong: [] };
    if (read.length === 0 && wrong.length === 0) unread.push(line.trim());
    for (const day of read) {
      if (days.has(day.date)) wrong.push(`${dateInWords(day.date)}重复了`);
      else days.set(day.date, day);
    }
    if (wrong.length > 0) unread.push(`${line.trim()}（${wrong.join('；')}）`);
  }
  return { days: [...days.values()].sort((a, b) => a.date.localeCompare(b.date)), unread };
}

function lineOf(year: number, name: string, line: string): { read: NamedCalendarDay[]; wrong: string[] } {
  const [off = '', ...sentences] = line.slice(line.search(/[：:]/) + 1).split('。');
  const range = /放假|休息/.test(off) ? RANGE.exec(off) : null;
  const from = range?.[1] ? dateOf(year, range[1], range[2]) : null;
  const to = range?.[4] ? dateOf(year, range[3] ?? range[1], range[4]) : from;
  const [read, wrong]: [NamedCalendarDay[], string[]] = [[], []];
  if (!from || !to || to < from) return { read, wrong };
  for (let date = from; date <= to; date = addDays(date, 1)) read.push({ date, working: false, name });
  let month: string | undefined;
  for (const sentence of sentences.filter((one) => one.includes('上班')))
    for (const [, own, day] of sentence.matchAll(new RegExp(DAY, 'g'))) {
      const date = dateOf(year, (month = own ?? month), day);
      if (!date) wrong.push(`没有${month ?? ''}月${day ?? ''}日这一天`);
      else if (weekday(date) <= 5) wrong.push(`${dateInWords(date)}不是周末，不用调休`);
      else read.push({ date, working: true, name: `${name}调休` });
    }
  return { read, wrong };
}

function dateOf(year: number, month: string | undefined, day: string | undefined): CivilDate | null {
  try {
    return civilDate(year, Number(month), Number(day));
  } catch {
    return null;
  }
}
