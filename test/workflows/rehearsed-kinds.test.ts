import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { blueprintOf, type LaunchableKind } from '../../domain/blueprints/index.js';
import { describeReport } from '../../src/rehearsal/describe-report.js';
import { formatInstant } from '../../domain/time/zone.js';
import { LAUNCHABLE_KINDS, LAUNCHES } from '../../src/rehearsal/launches.js';
import { rehearse, type RehearsalReport } from '../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { COUNTY, createTestCounty, type TestCounty } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { installRuntime, REHEARSAL } from './stand.js';

const YEAR = 2027;
/** Rehearsed a second time: the year has most of the others in it; a matter's units are asked at one instant by the dice. */
const TWICE: readonly LaunchableKind[] = ['annualCycle', 'coordinationMatter'];
/** What a county has nobody for: its lower regions have no offices. */
const ELSEWHERE: Partial<Record<LaunchableKind, string>> = { modelCity: '6404' };
let production: TestCounty;

beforeAll(async () => {
  installRuntime();
  production = await createTestCounty();
});
afterAll(() => production.stop());

const places = () => ({
  dataFolder: '',
  database: {
    app: production.database.url,
    owner: production.database.ownerUrl,
    schema: production.database.schema,
    appRole: production.database.appRole,
  },
  temporal: { address: testTemporalAddress(), namespace: 'yushui', rehearsalNamespace: REHEARSAL },
});

it.each(LAUNCHABLE_KINDS)(
  '%s: goes to its end with people who are on time, late and silent; whoever is rehearsed twice, the same way',
  async (kind) => {
    const regionCode = ELSEWHERE[kind] ?? COUNTY;
    const order = { kind, regionCode, year: YEAR, scenario: 'mixed' } as const;
    const told: string[] = [];
    const reports: RehearsalReport[] = [];
    for (let run = 0; run < (TWICE.includes(kind) ? 2 : 1); run += 1) {
      const report = await rehearse(places(), order, createRehearsalWorker);
      reports.push(report);
      told.push(`${JSON.stringify(report)}\n${describeReport(report)}`);
    }
    expect(told.every((text) => text === told[0])).toBe(true);
    const [report] = reports as [RehearsalReport];
    expect(report.events[0]).toMatchObject({ kind: 'launched', at: expect.stringContaining(`${YEAR}-`) });
    // Something was asked, done, and ended by people. Not the process: who never signs keeps it open, and is shown to.
    expect(report.events.filter((event) => event.kind === 'decided').length).toBeGreaterThan(0);
    expect(report.events.some((event) => event.kind === 'stepClosed')).toBe(true);
    expect(describeReport(report)).not.toMatch(/undefined|\[object/);
    if ('steps' in report.summary) expect(report.summary.processes[0]?.process).toBe(blueprintOf(kind).label);
  },
  600_000,
);

it('is watched as long as its launch says, tells how far it is, and can be ended before its time', async () => {
  const order = { kind: 'coordinationGroup', regionCode: COUNTY, year: YEAR, scenario: 'mixed' } as const;
  const { until } = LAUNCHES.coordinationGroup;
  LAUNCHES.coordinationGroup.until = ({ year }) => `${year + 1}-12-31`;
  try {
    const seen: string[] = [];
    await rehearse(places(), order, createRehearsalWorker, {
      window: async (from, to) => void seen.push(formatInstant(from), formatInstant(to)),
      progress: async ({ presentAt, processes }) =>
        void seen.push(`${formatInstant(presentAt)} ${processes}`),
    });
    expect(seen.slice(0, 2)).toEqual(['2027-01-04T09:00:00+08:00', '2028-12-31T18:00:00+08:00']);
    expect(seen.slice(2).every((text) => / 1$/.test(text))).toBe(true);
    const why = new Error('enough');
    const controller = new AbortController();
    const ended = rehearse(places(), order, createRehearsalWorker, {
      signal: controller.signal,
      window: async () => controller.abort(why),
    });
    await expect(ended).rejects.toBe(why);
  } finally {
    if (until) LAUNCHES.coordinationGroup.until = until;
    else delete LAUNCHES.coordinationGroup.until;
  }
  expect(
    await production.dataSource.query(`select 1 from pg_namespace where nspname like 'rehearsal%'`),
  ).toEqual([]);
});

it('refuses a region that production does not have, and leaves nothing behind', async () => {
  const order = { kind: 'dualList', regionCode: '999999', year: YEAR, scenario: 'punctual' } as const;
  await expect(rehearse(places(), order, createRehearsalWorker)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    field: 'region',
  });
  expect(
    await production.dataSource.query(`select 1 from pg_namespace where nspname like 'rehearsal%'`),
  ).toEqual([]);
});
