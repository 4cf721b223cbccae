import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { annualCycle } from '../../domain/blueprints/annual-cycle.blueprint.js';
import type { Actor } from '../audit/audit-log.js';
import { startProcesses } from '../processes/start-process.js';
import { insertEntries } from './entry.store.js';
import { plannedFact } from './planned-fact.js';

export interface NewYear {
  regionCode: string;
  year: number;
  title: string;
  entries: readonly PlanEntry[];
}

export const businessKeyOf = (regionCode: string, year: number): string =>
  `annualCycle:${regionCode}:${year}`;

/**
 * Many years in a handful of statements: what `launchProcess` writes for one, written for all of them (test/integration/annual-cycles
 * compares the two). The plans are checked already.
 *
 * @returns process ids of the years that were not there yet, by region
 */
export async function insertYears(
  manager: EntityManager,
  years: readonly NewYear[],
  actor: Actor | null,
  now: Date,
): Promise<Map<string, string>> {
  const { kind } = annualCycle;
  const inputs = years.map((year) => ({
    ...year,
    kind,
    businessKey: businessKeyOf(year.regionCode, year.year),
  }));
  const started = await startProcesses(manager, inputs, actor, now, async (fresh) => {
    const plans = fresh.map(({ input: { id, entries } }) => ({ processId: id, entries }));
    await manager.query(`insert into annual_cycle (process_id) select unnest($1::uuid[])`, [
      plans.map(({ processId }) => processId),
    ]);
    await insertEntries(manager, plans);
    return fresh.map(({ input, context }) => {
      context.record(plannedFact(input.entries));
      return { mends: 0 };
    });
  });
  return new Map(started.map(({ id, regionCode }) => [regionCode, id]));
}
