import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ledgerCounts, ledgerPage, type LedgerFilter } from '../../database/needs/ledger.repository.js';
import { createTestCounty, COUNTY, type TestCounty } from '../support/county.js';
import { analyzeLedger, at, plantMany } from './ledger-world.js';

// 50,000 items in one region: a province's worth, in the worst place. Measured (PostgreSQL 18, 2 cores): a page 10–40 ms, by light,
// text or limit 80–180 ms, the summary 80 ms, red ones as of a past day 0.5 s; so text search needs no trigram index. The limit is
// far above that: it fails when a plan goes wrong, not when the machine is busy. LEDGER_TIMES=1 prints the times.
const now = at('2027-06-20T10:00:00');
const LIMIT_MS = 2_000;
let county: TestCounty;

beforeAll(async () => {
  county = await createTestCounty();
  await plantMany(county.dataSource, COUNTY, [2023, 2024, 2025, 2026, 2027], 10_000);
  await analyzeLedger(county.database);
}, 180_000);
afterAll(() => county.stop());

const scope = { regions: [COUNTY], units: [] };
const page = { order: 'number', descending: false, limit: 21 } as const;

it.each<[string, LedgerFilter, object, boolean]>([
  ['first page of all', {}, page, false],
  ['a year', { regions: [COUNTY], year: 2027 }, page, false],
  [
    'deep in a year',
    { regions: [COUNTY], year: 2027 },
    { ...page, after: [COUNTY, 2027, 9_000, '00000000-0000-0000-0000-000000000000'] },
    false,
  ],
  ['red ones', { light: 'red' }, page, false],
  ['late ones of a year', { regions: [COUNTY], year: 2027, late: true }, page, false],
  ['rare text', { text: '第 9999 项' }, page, false],
  ['frequent text', { text: '子女入学' }, page, false],
  ['by limit', {}, { ...page, order: 'limit' }, false],
  ['latest filed', {}, { ...page, order: 'filed', descending: true }, false],
  ['solving in June, as of March', { regions: [COUNTY], year: 2027, state: 'claiming' }, page, true],
  ['red as of March', { light: 'red' }, page, true],
])('%s', async (_, filter, request, past) => {
  const started = performance.now();
  await ledgerPage(
    county.dataSource.manager,
    scope,
    { at: past ? at('2027-03-05T23:59:59') : now, past },
    filter,
    request as typeof page,
  );
  const ms = performance.now() - started;
  if (process.env['LEDGER_TIMES']) console.log(`${expect.getState().currentTestName}: ${ms.toFixed(0)} ms`);
  expect(ms).toBeLessThan(LIMIT_MS);
});

it('a unit’s own items', async () => {
  const units = [await county.unit('县教育体育局')];
  const started = performance.now();
  const rows = await ledgerPage(
    county.dataSource.manager,
    { regions: [], units },
    { at: now, past: false },
    {},
    page,
  );
  const ms = performance.now() - started;
  if (process.env['LEDGER_TIMES']) console.log(`unit: ${ms.toFixed(0)} ms`);
  expect(rows).toHaveLength(21);
  expect(ms).toBeLessThan(LIMIT_MS);
});

it('the summary', async () => {
  const started = performance.now();
  const counts = await ledgerCounts(county.dataSource.manager, scope, now, { region: COUNTY, year: 2027 });
  const ms = performance.now() - started;
  if (process.env['LEDGER_TIMES']) console.log(`summary: ${ms.toFixed(0)} ms`);
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(9_000);
  expect(ms).toBeLessThan(LIMIT_MS);
});
