import type { EntityManager } from 'typeorm';
import { annualCycle } from '../../domain/blueprints/annual-cycle.blueprint.js';
import { Refusal, sentenceOf } from '../../domain/errors/refusal.js';
import { findingId, standing } from '../../domain/launch-check/finding.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { readyRegions, type RegionReadiness } from '../processes/ready-regions.js';
import {
  batchById,
  finishBatch,
  lockBatch,
  settleRegions,
  waitingOf,
  waitingRegions,
  type BatchRow,
  type RegionResult,
} from './batch.store.js';
import { businessKeyOf, insertYears, type NewYear } from './insert-years.js';
import { prepareYears, type PreparedYear } from './prepare-year.js';
import { wantNextYear } from './schedule.repository.js';

/** Regions of one transaction: enough to make round trips cheap, few enough that a crash repeats little. */
export const REGIONS_AT_ONCE = 50;

/**
 * Launches the next regions of a batch. Repeating it goes on where the last commit was; the same region and year never twice, by the
 * business key. What one region is refused for keeps no other one waiting.
 *
 * @returns how many were looked at; 0 when the batch is through
 */
export async function launchBatch(
  manager: EntityManager,
  batchId: string,
  now: Date,
  atOnce = REGIONS_AT_ONCE,
): Promise<number> {
  const batch = await batchById(manager, batchId);
  const codes = batch ? await waitingRegions(manager, batchId, atOnce) : [];
  if (!batch || codes.length === 0) {
    await finishBatch(manager, batchId, now);
    return 0;
  }
  try {
    // Read outside of a transaction: what is refused costs no savepoint, and no lock is held meanwhile.
    const prepared = await prepareRegions(manager, batch, codes, now);
    await manager.transaction((tx) => launchPrepared(tx, batch, prepared, now));
  } catch (error) {
    // One of them breaks the statement for all: it is found by taking them one by one, and settled by itself.
    if (codes.length > 1) return launchBatch(manager, batchId, now, 1);
    await manager.transaction(async (tx) => {
      await lockBatch(tx, batchId);
      await settleRegions(tx, batchId, [refused(codes[0] as string, error)], now);
    });
  }
  return codes.length;
}

interface Prepared {
  years: NewYear[];
  results: RegionResult[];
}

/** What is to be written for each of the regions, or why it can't be. */
async function prepareRegions(
  manager: EntityManager,
  batch: BatchRow,
  codes: readonly string[],
  now: Date,
): Promise<Prepared> {
  const there = await yearsThere(manager, codes, batch.year);
  const results = [...there].map(([code, processId]) => already(code, processId));
  const left = codes.filter((code) => !there.has(code));
  const ready = await readyRegions(manager, left, civilDateOf(now), true);
  const regions = new Map(ready.map((region) => [region.code, region]));
  const fit = left.filter((code) => regions.get(code)?.missing.length === 0);
  const prepared = await prepareYears(
    manager,
    fit.map((code) => regions.get(code) as RegionReadiness),
    batch.year,
    batch.plan ?? undefined,
    now,
  );
  const plans = new Map(fit.map((code, index) => [code, prepared[index] as PreparedYear]));
  const years: NewYear[] = [];
  for (const code of left) {
    try {
      years.push(plannedYear(batch, regions.get(code), plans.get(code)));
    } catch (error) {
      results.push(refused(code, error));
    }
  }
  return { years, results };
}

/** Writes them, unless another worker was faster: only what still waits is settled. */
async function launchPrepared(
  manager: EntityManager,
  { id, year, launchedBy, launchNextYear }: BatchRow,
  { years, results }: Prepared,
  now: Date,
): Promise<void> {
  await lockBatch(manager, id);
  const waiting = new Set(
    await waitingOf(manager, id, [
      ...years.map(({ regionCode }) => regionCode),
      ...results.map(({ code }) => code),
    ]),
  );
  const mine = years.filter(({ regionCode }) => waiting.has(regionCode));
  const ids = await insertYears(manager, mine, launchedBy, now);
  if (launchNextYear) await wantNextYear(manager, [...ids.keys()], true, now);
  const launched = [...ids].map(([code, processId]): RegionResult => ({
    ...{ code, state: 'launched', processId, refusal: null },
  }));
  // Somebody launched it by hand between the look and the insert.
  const late = mine.map(({ regionCode }) => regionCode).filter((code) => !ids.has(code));
  const meanwhile = [...(await yearsThere(manager, late, year))].map(([code, processId]) =>
    already(code, processId),
  );
  const settled = [...results.filter(({ code }) => waiting.has(code)), ...launched, ...meanwhile];
  await settleRegions(manager, id, settled, now);
}

/** A region's year, ready to be written. @throws Refusal that says what is missing or what 方案体检 has against it */
function plannedYear(
  { year, acknowledgeWarnings }: BatchRow,
  region: RegionReadiness | undefined,
  prepared: PreparedYear | undefined,
): NewYear {
  if (!region) throw new Refusal('NOT_FOUND');
  const { code, label, missing } = region;
  if (!prepared) throw new Refusal('REGION_NOT_READY', { region: label, missing: missing.join('；') });
  const { entries, findings } = prepared;
  const against = standing(findings, acknowledgeWarnings ? findings.map(findingId) : []);
  if (against.length > 0)
    throw new FoundWrong(
      against[0]?.severity === 'error' ? 'LAUNCH_CHECK' : 'LAUNCH_WARNINGS',
      against.map(({ message, mend }) => `${message}${mend}`).join('\n'),
    );
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
  if (codes.length === 0) return new Map();
  const rows: { id: string; code: string }[] = await manager.query(
    `select id, region_code as code from process where business_key = any($1::text[])`,
    [codes.map((code) => businessKeyOf(code, year))],
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}
