import { addDays, civilDate, weekday, type CivilDate } from '../../domain/time/zone.js';
import { dateInWords } from './when.js';

/** A day as the State Council's arrangement has it, where it differs from Monday to Friday or has a name. */
export interface NamedCalendarDay {
  date: string;
  working: boolean;
  name: string | null;
}

export type DayKind = 'working' | 'weekend' | 'holiday' | 'shifted';

export interface MonthDay {
  date: CivilDate;
  day: number;
  /** 班 on a weekend is `shifted`; a named day of rest, also a weekend inside it, is `holiday`. */
  kind: DayKind;
  name: string | null;
}

export interface Month {
  month: number;
  /** Weeks from Monday; null: a day of another month. */
  weeks: (MonthDay | null)[][];
  workingDays: number;
}

export const DAY_KIND_LABELS: Record<DayKind, string> = {
  working: '上班',
  weekend: '周末',
  holiday: '放假',
  shifted: '调休上班',
};

/** A year as twelve months. Every day has its kind, so that the page draws and counts without asking again. */
export function monthsOf(year: number, days: readonly NamedCalendarDay[]): Month[] {
  const named = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1, named));
}

function monthOf(year: number, month: number, named: Map<string, NamedCalendarDay>): Month {
  const cells: (MonthDay | null)[] = Array.from(
    { length: weekday(civilDate(year, month, 1)) - 1 },
    () => null,
  );
  for (let date = civilDate(year, month, 1); Number(date.slice(5, 7)) === month; date = addDays(date, 1))
    cells.push(dayOf(date, named.get(date)));
  while (cells.length % 7 > 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  const workingDays = cells.filter((day) => day?.kind === 'working' || day?.kind === 'shifted').length;
  return { month, weeks, workingDays };
}

function dayOf(date: CivilDate, named: NamedCalendarDay | undefined): MonthDay {
  const weekend = weekday(date) > 5;
  const usual = weekend ? 'weekend' : 'working';
  const kind = !named ? usual : named.working ? (weekend ? 'shifted' : 'working') : 'holiday';
  return { date, day: Number(date.slice(8)), kind, name: named?.name ?? null };
}

export interface Arrangement {
  holidays: { date: string; name: string }[];
  workingWeekends: { date: string; name: string }[];
}

/** The two lists of an announcement, as they are loaded. */
export function arrangementOf(days: readonly NamedCalendarDay[]): Arrangement {
  const list = (working: boolean) =>
    days.filter((day) => day.working === working).map(({ date, name }) => ({ date, name: name ?? '' }));
  return {
    holidays: list(false),
    workingWeekends: list(true).filter(({ date }) => weekday(date as CivilDate) > 5),
  };
}

/** The days with one of them changed by hand: `kind` undefined or the day's usual kind takes its entry out. */
export function withDay(
  days: readonly NamedCalendarDay[],
  date: CivilDate,
  kind: 'holiday' | 'shifted' | undefined,
  name: string,
): NamedCalendarDay[] {
  const others = days.filter((day) => day.date !== date);
  const added = kind ? [{ date, working: kind === 'shifted', name }] : [];
  return [...others, ...added].sort((a, b) => a.date.localeCompare(b.date));
}

/** Days that are a working day in one and not in the other. */
export function changedDays(
  year: number,
  before: readonly NamedCalendarDay[],
  after: readonly NamedCalendarDay[],
): { date: CivilDate; from: DayKind; to: DayKind }[] {
  const all = (days: readonly NamedCalendarDay[]) =>
    monthsOf(year, days).flatMap(({ weeks }) => weeks.flat().filter((day) => day !== null));
  const old = new Map(all(before).map(({ date, kind }) => [date, kind]));
  return all(after).flatMap(({ date, kind }) => {
    const from = old.get(date) ?? kind;
    return from === kind ? [] : [{ date, from, to: kind }];
  });
}

/** A day pressed with what it shall be; pressed again it is as usual. `says`: why nothing came of it, or nothing that counts. */
export function pressed(
  days: readonly NamedCalendarDay[],
  date: CivilDate,
  as: 'holiday' | 'shifted',
  name: string,
): { days: NamedCalendarDay[]; says: string } {
  const had = days.find((day) => day.date === date);
  const weekend = weekday(date) > 5;
  const back = had && (had.working === (as === 'shifted') || (as === 'shifted' && !weekend));
  if (back) return { days: withDay(days, date, undefined, ''), says: '' };
  if (as === 'shifted' && !weekend)
    return { days: [...days], says: `${dateInWords(date)}本来就上班，调休上班只能是周六、周日。` };
  const says = weekend && !had ? `${dateInWords(date)}本来就休息：列为放假可以，工作日数不变。` : '';
  return {
    days: withDay(days, date, as, as === 'shifted' ? `${name}调休` : name),
    says: as === 'holiday' ? says : '',
  };
}

/**
 * My changes of `base` on top of what somebody else made of it meanwhile. A day that both changed differently is as I have it, and named in
 * `both`.
 */
export function rebased(
  base: readonly NamedCalendarDay[],
  mine: readonly NamedCalendarDay[],
  theirs: readonly NamedCalendarDay[],
): { days: NamedCalendarDay[]; both: string[] } {
  const [old, my, their] = [base, mine, theirs].map(
    (days) => new Map(days.map((day) => [day.date, `${day.working}${day.name}`])),
  ) as [Map<string, string>, Map<string, string>, Map<string, string>];
  const changed = new Set([...old.keys(), ...my.keys()].filter((date) => old.get(date) !== my.get(date)));
  const both = [...changed].filter(
    (date) => old.get(date) !== their.get(date) && my.get(date) !== their.get(date),
  );
  const days = [
    ...theirs.filter(({ date }) => !changed.has(date)),
    ...mine.filter(({ date }) => changed.has(date)),
  ];
  return { days: days.sort((a, b) => a.date.localeCompare(b.date)), both: both.sort() };
}
