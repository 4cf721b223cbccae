import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { annualCycle } from '../../domain/blueprints/annual-cycle.blueprint.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { enqueue } from '../processes/outbox.repository.js';
import { launchedFact, startMessage } from '../processes/start-process.js';
import { processIdOf } from '../steps/ids.js';
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
  const { kind, version } = annualCycle;
  const rows = years.map(({ regionCode, year, title }) => {
    const key = businessKeyOf(regionCode, year);
    return { id: processIdOf(key), key, region: regionCode, year, title };
  });
  const inserted: { id: string; region_code: string }[] = await manager.query(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_by, launched_at)
     select id, $2, $3, key, region, year, title, 'running', $4, $5
     from jsonb_to_recordset($1::jsonb) as y(id uuid, key text, region text, year int, title text)
     on conflict do nothing returning id, region_code`,
    [JSON.stringify(rows), kind, version, actor?.personId ?? null, now],
  );
  const ids = new Map(inserted.map(({ id, region_code }) => [region_code, id]));
  const fresh = years.flatMap((year) => {
    const processId = ids.get(year.regionCode);
    return processId === undefined ? [] : [{ ...year, processId }];
  });
  if (fresh.length === 0) return ids;
  await manager.query(`insert into annual_cycle (process_id) select unnest($1::uuid[])`, [
    fresh.map(({ processId }) => processId),
  ]);
  await insertEntries(manager, fresh);
  await appendAudit(
    manager,
    now,
    fresh.map(({ processId, regionCode, year, entries }) => ({
      head: { processId, seq: 0, hash: null },
      facts: [launchedFact({ kind, regionCode, year }, actor), { ...plannedFact(entries), actor }],
    })),
  );
  await enqueue(
    manager,
    now,
    fresh.map(({ processId, year }) => startMessage({ id: processId, kind, year }, { mends: 0 })),
  );
  return ids;
}
