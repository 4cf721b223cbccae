import { addDays, type CivilDate } from '../time/zone.js';
import { mondayOf } from './days.js';
import type { Obligation } from './project-plan.js';

export interface Week {
  /** Monday. */
  from: CivilDate;
  /** Sunday. */
  to: CivilDate;
  count: number;
}

/** How much a plan asks of one unit. */
export interface UnitLoad {
  unitId: string;
  total: number;
  /** Things due in each month of the year, January first. */
  months: number[];
  /** The week with most due; the first of several. */
  busiest: Week | null;
}

/** What is due of each unit within a year, the most loaded first. */
export function loadByUnit(year: number, obligations: readonly Obligation[]): UnitLoad[] {
  const byUnit = new Map<string, CivilDate[]>();
  for (const { due, unitIds } of obligations) {
    if (due === null || !due.startsWith(`${year}-`)) continue;
    for (const id of unitIds) {
      const days = byUnit.get(id);
      if (days) days.push(due);
      else byUnit.set(id, [due]);
    }
  }
  return [...byUnit]
    .map(([unitId, days]) => {
      const months = Array.from({ length: 12 }, () => 0);
      for (const day of days) months[Number(day.slice(5, 7)) - 1]! += 1;
      return { unitId, total: days.length, months, busiest: busiestOf(days) };
    })
    .sort((a, b) => b.total - a.total || a.unitId.localeCompare(b.unitId));
}

function busiestOf(days: readonly CivilDate[]): Week | null {
  const weeks = new Map<CivilDate, number>();
  for (const day of days) {
    const monday = mondayOf(day);
    weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
  }
  let busiest: Week | null = null;
  for (const [from, count] of [...weeks].sort(([a], [b]) => a.localeCompare(b)))
    if (busiest === null || count > busiest.count) busiest = { from, to: addDays(from, 6), count };
  return busiest;
}
