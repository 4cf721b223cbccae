/**
 * The product's one time zone: +08:00 all year (China has had no summer time since 1991), by arithmetic. The host's zone
 * is never consulted, so the same input gives the same answer anywhere, inside a replayed workflow too.
 */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** A day of the civil calendar in +08:00, `YYYY-MM-DD`. Strings from outside become one through `parseCivilDate`. */
export type CivilDate = `${number}-${number}-${number}`;

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export class InvalidCivilDateError extends Error {
  readonly code = 'INVALID_CIVIL_DATE';

  constructor(readonly input: string) {
    super(`不是有效的日期：${input}（应为 YYYY-MM-DD）`);
    this.name = 'InvalidCivilDateError';
  }
}

export class InvalidTimeError extends Error {
  readonly code = 'INVALID_TIME';

  constructor(readonly input: string) {
    super(`不是有效的时间：${input}`);
    this.name = 'InvalidTimeError';
  }
}

/** Reads `YYYY-MM-DD` (years 1000-9999). Throws InvalidCivilDateError for anything else, 2027-02-29 included. */
export function parseCivilDate(text: string): CivilDate {
  epochDay(text);
  return text as CivilDate;
}

/** Builds a date from its parts (month 1-12). Throws InvalidCivilDateError if there is no such day. */
export function civilDate(year: number, month: number, day: number): CivilDate {
  return parseCivilDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** The +08:00 day an instant falls on. Throws InvalidTimeError for an invalid Date. */
export function civilDateOf(instant: Date): CivilDate {
  return shifted(instant).slice(0, 10) as CivilDate;
}

/** The +08:00 year of an instant. */
export function yearOf(instant: Date): number {
  return Number(civilDateOf(instant).slice(0, 4));
}

/** The instant of a +08:00 clock time (`HH:mm`, 00:00-23:59) on a day. Throws InvalidTimeError on another shape. */
export function instantAt(date: CivilDate, time: string): Date {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (match === null) throw new InvalidTimeError(time);
  return new Date(startOfDay(date).getTime() + (Number(match[1]) * 60 + Number(match[2])) * 60_000);
}

/** 00:00:00.000 +08:00. */
export function startOfDay(date: CivilDate): Date {
  return new Date(epochDay(date) * DAY_MS - OFFSET_MS);
}

/** 23:59:59.999 +08:00, the last millisecond that is still in time when a rule says “某日前” (the day included). */
export function endOfDay(date: CivilDate): Date {
  return new Date(startOfDay(date).getTime() + DAY_MS - 1);
}

/** `days` whole calendar days later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromEpochDay(epochDay(date) + days);
}

/** Calendar days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDay(to) - epochDay(from);
}

export function weekday(date: CivilDate): Weekday {
  const day = new Date(epochDay(date) * DAY_MS).getUTCDay();
  return (day === 0 ? 7 : day) as Weekday;
}

/** The last day of a month (month 1-12), for instance 2028, 2 -> 2028-02-29. Throws InvalidCivilDateError. */
export function lastDayOfMonth(year: number, month: number): CivilDate {
  const first = civilDate(year, month, 1);
  // Day 0 of the next month is the last day of this one.
  return addDays(first, new Date(Date.UTC(year, month, 0)).getUTCDate() - 1);
}

/** December 31. */
export function endOfYear(year: number): CivilDate {
  return civilDate(year, 12, 31);
}

/** ISO 8601 in +08:00: `2027-02-28T09:00:00+08:00`; milliseconds only when there are any, so nothing is lost. */
export function formatInstant(instant: Date): string {
  const iso = shifted(instant).slice(0, -1);
  return `${iso.endsWith('.000') ? iso.slice(0, -4) : iso}+08:00`;
}

/** The same of what may not have happened yet; a string is an instant as PostgreSQL puts it into JSON. */
export function formatInstantOrNull(instant: Date | string | null): string | null {
  return instant === null ? null : formatInstant(new Date(instant));
}

/** Days since 1970-01-01 of a valid date. The one place that decides what a valid date is. */
function epochDay(text: string): number {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) throw new InvalidCivilDateError(text);
  const ms = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)));
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text)
    throw new InvalidCivilDateError(text);
  return ms / DAY_MS;
}

function fromEpochDay(day: number): CivilDate {
  const at = new Date(day * DAY_MS);
  if (!Number.isInteger(day) || Number.isNaN(at.getTime())) throw new InvalidTimeError(String(day));
  return at.toISOString().slice(0, 10) as CivilDate;
}

function shifted(instant: Date): string {
  const ms = instant.getTime();
  if (Number.isNaN(ms)) throw new InvalidTimeError(String(instant));
  return new Date(ms + OFFSET_MS).toISOString();
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
