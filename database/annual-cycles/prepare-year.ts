import type { EntityManager } from 'typeorm';
import { defaultPlan } from '../../domain/annual-cycle/default-plan.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { Finding } from '../../domain/launch-check/finding.js';
import { checkYear } from '../launch-check/check-year.js';
import { calendarOf } from '../steps/step-rules.js';

export interface PreparedYear {
  entries: PlanEntry[];
  findings: Finding[];
}

/** A region's plan as handed in, or else as the product offers it, and what 方案体检 has to say about it. Every launch comes by here. */
export async function prepareYear(
  manager: EntityManager,
  region: { code: string; label: string },
  year: number,
  given: readonly PlanEntry[] | undefined,
  now: Date,
): Promise<PreparedYear> {
  const entries = given
    ? [...given]
    : defaultPlan({ region: region.label, year, calendar: await calendarOf(manager) });
  return { entries, findings: await checkYear(manager, { regionCode: region.code, year, entries, now }) };
}
