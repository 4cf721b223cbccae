import { expect, it } from '@jest/globals';
import { formatInstant } from '../../domain/time/zone.js';
import { LAUNCHABLE_KINDS, LAUNCHES } from '../../src/rehearsal/launches.js';
import { rehearse } from '../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { COUNTY } from '../support/county.js';
import { goesToItsEnd, inCounty, places, production, YEAR } from './rehearsed.js';

inCounty();

/** The other one has a file of its own: rehearsed-annual-cycle.test.ts. */
const HERE = LAUNCHABLE_KINDS.filter((kind) => kind !== 'annualCycle');

it.each(HERE)(
  '%s: goes to its end with people who are on time, late and silent; whoever is rehearsed twice, the same way',
  // A matter's units are asked at one instant by the dice.
  (kind) => goesToItsEnd(kind, kind === 'coordinationMatter' ? 2 : 1),
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
