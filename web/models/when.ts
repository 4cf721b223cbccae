import { civilDateOf } from '../../domain/time/zone.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;

/** An instant as offices write it, in +08:00 whatever the browser's zone: 2027年2月28日 23:59. */
export function instantInWords(instant: string): string {
  return `${dateInWords(instant)} ${timeOfDay(instant)}`;
}

/** The day alone, of an instant or a date: 2027年2月28日. */
export function dateInWords(value: string): string {
  const [year, month, day] = dateOf(value).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** For narrow columns: 02-28 23:59, with the year when it is not this one. */
export function shortInstant(instant: string, now: Date): string {
  const date = dateOf(instant);
  const thisYear = date.slice(0, 4) === civilDateOf(now).slice(0, 4);
  return `${thisYear ? date.slice(5) : date} ${timeOfDay(instant)}`;
}

/** How much is left until a deadline, or has gone since: 还有 3 天, 还有 5 小时, 已逾期 2 天. Days are rounded down. */
export function timeLeft(deadline: string, now: Date): string {
  const left = new Date(deadline).getTime() - now.getTime();
  return `${left >= 0 ? '还有' : '已逾期'} ${duration(Math.abs(left))}`;
}

function duration(ms: number): string {
  if (ms >= DAY) return `${Math.floor(ms / DAY)} 天`;
  if (ms >= HOUR) return `${Math.floor(ms / HOUR)} 小时`;
  return `${Math.max(1, Math.floor(ms / MINUTE))} 分钟`;
}

const dateOf = (value: string): string => (value.length > 10 ? civilDateOf(new Date(value)) : value);

/** 14:03, in +08:00. */
export const timeOfDay = (instant: string): string =>
  new Date(new Date(instant).getTime() + OFFSET).toISOString().slice(11, 16);
