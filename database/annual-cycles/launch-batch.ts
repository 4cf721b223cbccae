import type { EntityManager } from 'typeorm';
import { checkPlan } from '../../domain/annual-cycle/check-plan.js';
import { annualCycle } from '../../domain/blueprints/annual-cycle.blueprint.js';
import { Refusal, sentenceOf } from '../../domain/errors/refusal.js';
import { findingId, standing } from '../../domain/launch-check/finding.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { readyRegions, type RegionReadiness } from '../processes/ready-regions.js';
import {
  finishBatch,
  lockBatch,
  settleRegions,
  waitingRegions,
  type BatchRow,
  type RegionResult,
} from './batch.store.js';
import { businessKeyOf, insertYears, type NewYear } from './insert-years.js';
import { prepareYear } from './prepare-year.js';
import { wantNextYear } from './schedule.repository.js';

/** Regions of one transaction: enough to make round trips cheap, few enough that a crash repeats little. */
export const REGIONS_AT_ONCE = 50;

/**
 * Launches the next regions of a batch. Repeating it goes on where the last commit was; the same region and year never twice, by the
 * business key. What one region is refused for keeps no other one waiting.
 *
 * @returns how many were settled; 0 when the batch is through
 */
export async function launchBatch(
  manager: EntityManager,
  batchId: string,
  now: Date,
  atOnce = REGIONS_AT_ONCE,
): Promise<number> {
  try {
    return await manager.transaction((tx) => launchNext(tx, batchId, now, atOnce));
  } catch (error) {
    // One of them breaks the statement for all: it is found by taking them one by one, and settled by itself.
    if (atOnce > 1) return launchBatch(manager, batchId, now, 1);
    return manager.transaction(async (tx) => {
      const [code] = (await lockBatch(tx, batchId)) ? await waitingRegions(tx, batchId, 1) : [];
      if (code !== undefined) await settleRegions(tx, batchId, [refused(code, error)], now);
      return code === undefined ? 0 : 1;
    });
  }
}

async function launchNext(
  manager: EntityManager,
  batchId: string,
  now: Date,
  atOnce: number,
): Promise<number> {
  const batch = await lockBatch(manager, batchId);
  if (!batch) return 0;
  const codes = await waitingRegions(manager, batchId, atOnce);
  if (codes.length === 0) await finishBatch(manager, batchId, now);
  else await settleRegions(manager, batchId, await launchRegions(manager, batch, codes, now), now);
  return codes.length;
}

async function launchRegions(
  manager: EntityManager,
  batch: BatchRow,
  codes: readonly string[],
  now: Date,
): Promise<RegionResult[]> {
  const { year, launchedBy } = batch;
  const there = await yearsThere(manager, codes, year);
  const results: RegionResult[] = [...there].map(([code, processId]) => already(code, processId));
  const years: NewYear[] = [];
  const left = codes.filter((code) => !there.has(code));
  const regions = new Map(
    (await readyRegions(manager, left, civilDateOf(now), true)).map((region) => [region.code, region]),
  );
  for (const code of left) {
    try {
      // Whatever goes wrong with one county is that county's: its queries are undone alone.
      years.push(await manager.transaction((tx) => plannedYear(tx, batch, regions.get(code), now)));
    } catch (error) {
      results.push(refused(code, error));
    }
  }
  const ids = await insertYears(manager, years, launchedBy, now);
  if (batch.launchNextYear) await wantNextYear(manager, [...ids.keys()], true, now);
  for (const { regionCode } of years) {
    const processId = ids.get(regionCode);
    if (processId) results.push({ code: regionCode, state: 'launched', processId, refusal: null });
  }
  // Somebody launched it between the look and the insert.
  const late = years.map(({ regionCode }) => regionCode).filter((code) => !ids.has(code));
  const launchedMeanwhile = await yearsThere(manager, late, year);
  return [...results, ...[...launchedMeanwhile].map(([code, processId]) => already(code, processId))];
}

/** A region's year, ready to be written. @throws Refusal that says what is missing or what 方案体检 has against it */
async function plannedYear(
  manager: EntityManager,
  { plan, year, acknowledgeWarnings }: BatchRow,
  region: RegionReadiness | undefined,
  now: Date,
): Promise<NewYear> {
  if (!region) throw new Refusal('NOT_FOUND');
  const { code, label, missing } = region;
  if (missing.length > 0)
    throw new Refusal('REGION_NOT_READY', { region: label, missing: missing.join('；') });
  const { entries, findings } = await prepareYear(manager, region, year, plan ?? undefined, now);
  const against = standing(findings, acknowledgeWarnings ? findings.map(findingId) : []);
  if (against.length > 0)
    throw new FoundWrong(
      against[0]?.severity === 'error' ? 'LAUNCH_CHECK' : 'LAUNCH_WARNINGS',
      against.map(({ message, mend }) => `${message}${mend}`).join('\n'),
    );
  checkPlan(entries, year);
  return { regionCode: code, year, title: `${label}${year}年${annualCycle.label}`, entries };
}

class FoundWrong extends Error {
  constructor(
    readonly code: 'LAUNCH_CHECK' | 'LAUNCH_WARNINGS',
    findings: string,
  ) {
    super(`${sentenceOf(code)}\n${findings}`);
  }
}

const already = (code: string, processId: string): RegionResult => ({
  ...{ code, state: 'already', processId, refusal: null },
});

function refused(region: string, error: unknown): RegionResult {
  const known = error instanceof Refusal || error instanceof FoundWrong;
  const refusal = known
    ? { code: error.code, message: error.message }
    : { code: 'UNAVAILABLE', message: sentenceOf('UNAVAILABLE') };
  return { code: region, state: 'refused', processId: null, refusal };
}

async function yearsThere(
  manager: EntityManager,
  codes: readonly string[],
  year: number,
): Promise<Map<string, string>> {
  const rows: { id: string; code: string }[] = await manager.query(
    `select id, region_code as code from process where business_key = any($1::text[])`,
    [codes.map((code) => businessKeyOf(code, year))],
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}
