import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { checkPlan } from '../../domain/launch-check/check-plan.js';
import type { Finding } from '../../domain/launch-check/finding.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { asAsked } from '../annual-cycles/everybody.js';
import { loadCalendar } from '../calendar/calendar.repository.js';
import { regionFacts } from './region-facts.js';

export interface YearToCheck {
  regionCode: string;
  year: number;
  entries: readonly PlanEntry[];
  now: Date;
}

/** 方案体检 of a year before its launch: what the plan, the calendar and the region's organisation don't agree on. */
export async function checkYear(manager: EntityManager, year: YearToCheck): Promise<Finding[]> {
  const [findings] = await checkYears(manager, [year]);
  return findings as Finding[];
}

/**
 * The same for many regions, in the order they were given; the number of queries doesn't depend on how many. They are read together: a
 * whole province is better asked for a few hundred at a time.
 */
export async function checkYears(
  manager: EntityManager,
  years: readonly YearToCheck[],
): Promise<Finding[][]> {
  const calendar = await loadCalendar(manager);
  const asked = await asAsked(manager, years);
  const facts = await regionFacts(manager, asked);
  return asked.map(({ year, entries, now }, index) =>
    checkPlan({
      year,
      entries,
      now,
      today: civilDateOf(now),
      calendar,
      facts: facts[index] as (typeof facts)[number],
    }),
  );
}
