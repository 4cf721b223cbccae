import type { WorkingCalendar } from '../time/calendar.js';
import { mondayOf } from '../time/week.js';
import { type CivilDate, civilDateOf } from '../time/zone.js';
import { collisionsIn, type Collision } from './collisions.js';

/** One thing that a unit was asked in a rehearsal. */
export interface Asked {
  unit: string;
  /** Labels: 军地需求“双清单”, 报送清单. */
  process: string;
  step: string;
  openedAt: Date;
  deadline: Date | null;
}

export interface LoadLimits {
  /** From so many deadlines of one unit on one day on, the day is named. */
  deadlinesADay: number;
  /** More than so many things in one week are named. */
  thingsAWeek: number;
}

export const LOAD_LIMITS: LoadLimits = { deadlinesADay: 2, thingsAWeek: 5 };

export interface UnitLoad {
  unit: string;
  asked: number;
  /** `2027-03` → things asked in it; every month of the report. */
  months: Record<string, number>;
  /** The Monday of the week with most on the table (the first of several), and how much. Null for who is asked nothing. */
  busiestWeek: { monday: CivilDate; things: number } | null;
}

export interface CrowdedDay {
  date: CivilDate;
  unit: string;
  /** What is due, “双清单【报送】×2” where there are two of it. */
  due: string[];
}

export interface FullWeek {
  monday: CivilDate;
  unit: string;
  things: number;
}

/** What a year asks of whom, and where it comes to lie badly. Nobody is ranked: units stand in the order they were given in. */
export interface LoadReport {
  limits: LoadLimits;
  months: string[];
  units: UnitLoad[];
  crowdedDays: CrowdedDay[];
  fullWeeks: FullWeek[];
  collisions: Collision[];
}

/**
 * A week's load is what newly comes or falls due in it, each thing once: what merely lies open is not counted, else who never answers
 * would seem the busiest. Weeks run from Monday, +08:00.
 *
 * @param units in the organisation's fixed order; whoever is asked something is among them
 */
export function loadReport(
  asked: readonly Asked[],
  units: readonly string[],
  calendar: WorkingCalendar,
  limits: LoadLimits = LOAD_LIMITS,
): LoadReport {
  const months = [...new Set(asked.map(({ openedAt }) => monthOf(openedAt)))].sort();
  const byUnit = new Map<string, Asked[]>(units.map((unit) => [unit, []]));
  for (const one of asked) byUnit.get(one.unit)?.push(one);
  const each = [...byUnit];
  return {
    limits,
    months,
    units: each.map(([unit, things]) => unitLoad(unit, things, months)),
    crowdedDays: each
      .flatMap(([unit, things]) => crowdedDays(unit, things, limits.deadlinesADay))
      .sort((a, b) => byText(a.date, b.date)),
    fullWeeks: each
      .flatMap(([unit, things]) =>
        [...weeksOf(things)].map(([monday, count]) => ({ monday, unit, things: count })),
      )
      .filter(({ things }) => things > limits.thingsAWeek)
      .sort((a, b) => byText(a.monday, b.monday)),
    collisions: collisionsIn(asked, calendar),
  };
}

function unitLoad(unit: string, things: readonly Asked[], months: readonly string[]): UnitLoad {
  const counts: Record<string, number> = Object.fromEntries(months.map((month) => [month, 0]));
  for (const { openedAt } of things) counts[monthOf(openedAt)] = (counts[monthOf(openedAt)] ?? 0) + 1;
  let busiest: UnitLoad['busiestWeek'] = null;
  for (const [monday, count] of weeksOf(things)) {
    if (busiest === null || count > busiest.things) busiest = { monday, things: count };
  }
  return { unit, asked: things.length, months: counts, busiestWeek: busiest };
}

/** Things by the Mondays of the weeks in which they come or fall due, in order. */
function weeksOf(things: readonly Asked[]): [CivilDate, number][] {
  const weeks = new Map<CivilDate, number>();
  for (const { openedAt, deadline } of things) {
    const touched = new Set([openedAt, deadline ?? openedAt].map((at) => mondayOf(civilDateOf(at))));
    for (const monday of touched) weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
  }
  return [...weeks].sort(([a], [b]) => byText(a, b));
}

function crowdedDays(unit: string, things: readonly Asked[], least: number): CrowdedDay[] {
  const days = new Map<CivilDate, string[]>();
  for (const { process, step, deadline } of things) {
    if (deadline === null) continue;
    const date = civilDateOf(deadline);
    days.set(date, [...(days.get(date) ?? []), `${process}【${step}】`]);
  }
  return [...days]
    .filter(([, due]) => due.length >= least)
    .map(([date, due]) => ({ date, unit, due: counted(due.sort(byText)) }));
}

function counted(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, n]) => (n === 1 ? name : `${name}×${n}`));
}

/** By code points: the same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const monthOf = (instant: Date): string => civilDateOf(instant).slice(0, 7);
