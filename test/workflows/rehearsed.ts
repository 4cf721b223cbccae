import { afterAll, beforeAll, expect } from '@jest/globals';
import { blueprintOf, type LaunchableKind } from '../../domain/blueprints/index.js';
import { describeReport } from '../../src/rehearsal/describe-report.js';
import { rehearse, type RehearsalPlaces, type RehearsalReport } from '../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { COUNTY, createTestCounty, type TestCounty } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { installRuntime, REHEARSAL } from './stand.js';

export const YEAR = 2027;
/** What a county has nobody for: its lower regions have no offices. */
const ELSEWHERE: Partial<Record<LaunchableKind, string>> = { modelCity: '6404' };

export let production: TestCounty;

/** The county that a file's rehearsals are made of. */
export function inCounty(): void {
  beforeAll(async () => {
    installRuntime();
    production = await createTestCounty();
  });
  afterAll(() => production.stop());
}

export const places = (): RehearsalPlaces => ({
  dataFolder: '',
  database: {
    app: production.database.url,
    owner: production.database.ownerUrl,
    schema: production.database.schema,
    appRole: production.database.appRole,
  },
  temporal: { address: testTemporalAddress(), namespace: 'yushui', rehearsalNamespace: REHEARSAL },
});

/** With people who are on time, late and silent. @param times so often, each time the same way */
export async function goesToItsEnd(kind: LaunchableKind, times = 1): Promise<void> {
  const order = { kind, regionCode: ELSEWHERE[kind] ?? COUNTY, year: YEAR, scenario: 'mixed' } as const;
  const reports: RehearsalReport[] = [];
  for (let i = 0; i < times; i++) reports.push(await rehearse(places(), order, createRehearsalWorker));
  const told = reports.map((report) => `${JSON.stringify(report)}\n${describeReport(report)}`);
  expect(told.every((text) => text === told[0])).toBe(true);
  const [report] = reports;
  if (!report) throw new RangeError('rehearsed not even once');
  expect(report.events[0]).toMatchObject({ kind: 'launched', at: expect.stringContaining(`${YEAR}-`) });
  // Something was asked, done, and ended by people. Not the process: who never signs keeps it open, and is shown to.
  expect(report.events.filter((event) => event.kind === 'decided').length).toBeGreaterThan(0);
  expect(report.events.some((event) => event.kind === 'stepClosed')).toBe(true);
  expect(describeReport(report)).not.toMatch(/undefined|\[object/);
  if ('steps' in report.summary) expect(report.summary.processes[0]?.process).toBe(blueprintOf(kind).label);
}
