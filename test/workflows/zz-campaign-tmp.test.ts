import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { describeReport } from '../../src/rehearsal/describe-report.js';
import { LAUNCHABLE_KINDS } from '../../src/rehearsal/launches.js';
import { rehearse, type RehearsalReport } from '../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { COUNTY, createTestCounty, type TestCounty } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { installRuntime, REHEARSAL } from './stand.js';

const YEAR = 2027;
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
  '%s: goes to its end with people who are on time, late and silent, and twice the same way',
  async (kind) => {
    const order = { kind, regionCode: COUNTY, year: YEAR, scenario: 'mixed' } as const;
    const told: string[] = [];
    const reports: RehearsalReport[] = [];
    for (let run = 0; run < 2; run += 1) {
      const report = await rehearse(places(), order, createRehearsalWorker);
      reports.push(report);
      (await import('node:fs')).writeFileSync('/tmp/camp-run-' + run + '.txt', describeReport(report)); told.push(`${JSON.stringify(report)}\n${describeReport(report)}`);
    }
    expect(told[0] === told[1]).toBe(true);
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
