import type { WorkingCalendar } from '../time/calendar.js';
import { weekOf } from '../time/week.js';
import { type CivilDate, civilDateOf } from '../time/zone.js';
import type { Asked } from './load-report.js';

/** What a day has against it, the gravest first. */
export const COLLISION_KINDS = ['springFestivalWeek', 'nationalDayWeek', 'armyDay', 'restDay'] as const;
export type CollisionKind = (typeof COLLISION_KINDS)[number];

export const COLLISION_LABELS: Record<CollisionKind, string> = {
  springFestivalWeek: '春节当周',
  nationalDayWeek: '国庆当周',
  armyDay: '八一当天',
  restDay: '休息日',
};

/** Something begins or falls due on a day on which hardly anybody can attend to it. */
export interface Collision {
  date: CivilDate;
  kind: CollisionKind;
  what: 'start' | 'deadline';
  /** The holiday's name, if the day is one itself. */
  holiday: string | null;
  process: string;
  step: string;
  /** How many units it concerns, and how many things that is. */
  units: number;
  things: number;
}

/** The State Council's arrangement calls the days so. */
const HOLIDAY_WEEKS = [
  ['春节', 'springFestivalWeek'],
  ['国庆', 'nationalDayWeek'],
] as const;

/** One line for each day, step and beginning or end; in order of time. */
export function collisionsIn(asked: readonly Asked[], calendar: WorkingCalendar): Collision[] {
  const found = new Map<string, Collision & { names: Set<string> }>();
  const note = (at: Date, what: Collision['what'], { process, step, unit }: Asked): void => {
    const date = civilDateOf(at);
    const kind = collisionOf(date, calendar);
    if (kind === null) return;
    const key = [date, what, process, step].join('\u0000');
    const holiday = calendar.isWorkingDay(date) ? null : calendar.nameOf(date);
    const one = found.get(key) ?? {
      ...{ date, kind, what, holiday, process, step },
      ...{ units: 0, things: 0, names: new Set<string>() },
    };
    one.names.add(unit);
    one.units = one.names.size;
    one.things += 1;
    found.set(key, one);
  };
  for (const one of asked) {
    note(one.openedAt, 'start', one);
    if (one.deadline !== null) note(one.deadline, 'deadline', one);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { names: _, ...collision }]) => collision);
}

/** @returns null for a day with nothing against it */
export function collisionOf(date: CivilDate, calendar: WorkingCalendar): CollisionKind | null {
  if (date.endsWith('-08-01')) return 'armyDay';
  const week = weekOf(date);
  for (const [name, kind] of HOLIDAY_WEEKS) {
    if (week.some((day) => !calendar.isWorkingDay(day) && calendar.nameOf(day)?.startsWith(name)))
      return kind;
  }
  return calendar.isWorkingDay(date) ? null : 'restDay';
}
