import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MEASURES, type OverviewStepPage, type OverviewView } from '../../contracts/http/overview.js';
import { startConsoleAt, type TestConsoleAtTime } from '../browser/support/console.js';

// In a rehearsal: it takes months until somebody stands still.
let at: TestConsoleAtTime;
beforeAll(async () => {
  at = await startConsoleAt(
    { from: '2027-01-04T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' },
    { browser: false },
  );
  await at.story.http.post('office', '/api/v1/processes', {
    kind: 'dualList',
    regionCode: '530925',
    year: 2027,
  });
  await at.story.settle();
}, 120_000);
afterAll(() => at.stop());

const overview = (login: string, query = '') =>
  at.story.http.get<OverviewView>(login, `/api/v1/overview${query}`);

test('every figure opens a list of as many', async () => {
  await at.story.at('02-25');
  const near = await overview('leader1');
  expect(near.total).toMatchObject({ overdue: 0 });
  expect(near.total.dueThisWeek).toBeGreaterThan(20);
  await at.story.at('03-10');
  const late = await overview('leader1');
  expect(late.total.overdue).toBeGreaterThan(20);
  for (const measure of MEASURES) {
    for (const unit of late.units) {
      const { items } = await at.story.http.get<OverviewStepPage>(
        'leader1',
        `/api/v1/overview/steps?measure=${measure}&unitId=${unit.unitId}&limit=100`,
      );
      expect([unit.unit, measure, items.length]).toEqual([unit.unit, measure, unit[measure]]);
      expect(items.every((item) => item.unitId === unit.unitId)).toBe(true);
    }
    const sum = late.units.reduce((total, unit) => total + unit[measure], 0);
    expect(late.total[measure]).toBe(sum);
    expect(late.kinds.reduce((total, kind) => total + kind[measure], 0)).toBe(sum);
  }
}, 120_000);

test('units stand in their own order, whoever is late', async () => {
  const { units } = await overview('leader1');
  const again = await overview('office');
  expect(units.map(({ unit }) => unit)).toEqual(again.units.map(({ unit }) => unit));
  expect(units[0]!.unit).toContain('领导小组');
});

test('the city sees its counties with one figure each, and pages through what is behind it', async () => {
  const { regions } = await overview('city.office');
  const county = regions.find(({ code }) => code === '530925')!;
  expect(county.overdue).toBe((await overview('office')).total.overdue);
  const behind: OverviewStepPage = await at.story.http.get(
    'city.office',
    '/api/v1/overview/steps?measure=overdue&reach=whole&region=530925&limit=100',
  );
  expect(behind.items).toHaveLength(county.overdue);
  const seen = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: OverviewStepPage = await at.story.http.get(
      'city.office',
      `/api/v1/overview/steps?measure=overdue&reach=below&limit=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    page.items.forEach(({ assignmentId }) => seen.add(assignmentId));
    cursor = page.nextCursor;
  }
  expect(seen.size).toBe(regions.reduce((total, region) => total + region.overdue, 0));
});

test('another county, and a unit, see nothing of it', async () => {
  await expect(overview('fengqing.office', '?region=530925')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(overview('liaison.education')).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a desk says what one owes, and what one waits for', async () => {
  const liaison = await at.story.http.get('liaison.education', '/api/v1/desk');
  expect(liaison).toMatchObject({ counts: { toAcknowledge: 1, red: 1 }, waitingTotal: 0 });
  const office = await at.story.http.get<{ waiting: { people: string[] }[]; waitingTotal: number }>(
    'office',
    '/api/v1/desk',
  );
  expect(office.waitingTotal).toBeGreaterThan(20);
  expect(office.waiting[0]!.people.length).toBeGreaterThan(0);
});
