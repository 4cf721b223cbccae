import type { EntityManager } from 'typeorm';
import { defaultPlan } from '../../domain/annual-cycle/default-plan.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { Finding } from '../../domain/launch-check/finding.js';
import { checkYears } from '../launch-check/check-year.js';
import { calendarOf } from '../steps/step-rules.js';

export interface PreparedYear {
  entries: PlanEntry[];
  findings: Finding[];
}

export interface RegionToPrepare {
  code: string;
  label: string;
}

/** A region's plan as handed in, or else as the product offers it, and what 方案体检 has to say about it. Every launch comes by here. */
export async function prepareYear(
  manager: EntityManager,
  region: RegionToPrepare,
  year: number,
  given: readonly PlanEntry[] | undefined,
  now: Date,
): Promise<PreparedYear> {
  const [prepared] = await prepareYears(manager, [region], year, given, now);
  return prepared as PreparedYear;
}

/** The same for many regions, in their order. */
export async function prepareYears(
  manager: EntityManager,
  regions: readonly RegionToPrepare[],
  year: number,
  given: readonly PlanEntry[] | undefined,
  now: Date,
): Promise<PreparedYear[]> {
  const calendar = await calendarOf(manager);
  const plans = regions.map(({ label }) =>
    given ? [...given] : defaultPlan({ region: label, year, calendar }),
  );
  const findings = await checkYears(
    manager,
    regions.map(({ code }, index) => ({
      ...{ regionCode: code, year, now },
      entries: plans[index] as PlanEntry[],
    })),
  );
  return plans.map((entries, index) => ({ entries, findings: findings[index] as Finding[] }));
}
