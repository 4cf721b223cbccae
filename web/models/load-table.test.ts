import { expect, test } from 'vitest';
import { busyRows, monthSums, plannedLoad, rehearsedLoad } from './load-table.js';

test('a plan’s load: twelve months, sums, and units with nothing to do left out of the picture', () => {
  const months = [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3];
  const table = plannedLoad([
    { name: '教育局', total: 6, months, busiest: { from: '2027-12-06', count: 3 } },
    { name: '水务局', total: 0, months: months.map(() => 0), busiest: null },
  ]);
  expect(table.rows[0]).toEqual({ unit: '教育局', total: 6, months, busiest: '12月6日起一周 3 件' });
  expect(monthSums(table)).toEqual(months);
  expect(busyRows(table).map(({ unit }) => unit)).toEqual(['教育局']);
});

test('a rehearsal’s load: the months it went through, named by year when there are two', () => {
  const unit = { unit: '教育局', asked: 2, months: { '2028-01': 2 }, busiestWeek: null };
  const table = rehearsedLoad({ months: ['2027-12', '2028-01'], units: [unit] });
  expect(table.months).toEqual(['2027年12月', '2028年1月']);
  expect(table.rows[0]?.months).toEqual([0, 2]);
  expect(rehearsedLoad({ months: ['2027-01'], units: [] }).months).toEqual(['1月']);
});
