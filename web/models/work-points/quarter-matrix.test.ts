import { describe, expect, test } from 'vitest';
import { cellInWords, cellOf, quarterColumns } from './quarter-matrix.js';

const unit = { id: 'u', name: '县民政局', shortName: '县民政局' };
const report = (state: string, percent: number | null = null, light = 'green') =>
  ({ unit, state, light, late: false, filedAt: null, percent, summary: null, selfLight: null }) as never;
const quarter = (year: number, number: number, reports: never[]) => ({
  year,
  quarter: number,
  label: `${year}年第${number}季度`,
  due: `${year}-03-31T15:59:59Z`,
  missing: 0,
  reports,
});

describe('the matrix of quarters', () => {
  const early = { quarters: [quarter(2027, 1, [report('missed', null, 'red'), report('filed', 40)])] };
  const late = { quarters: [quarter(2027, 4, [report('filed', 100)]), quarter(2028, 1, [report('open')])] };

  test('has a column for every quarter that any point reports on, over the end of a year', () => {
    expect(quarterColumns([late, early]).map(({ key }) => key)).toEqual(['2027-1', '2027-4', '2028-1']);
    expect(quarterColumns([{ quarters: [] }])).toEqual([]);
  });

  test('a cell says who reported, how far it is, and the worst light', () => {
    const cell = cellOf(early, '2027-1');
    expect(cell).toMatchObject({ state: 'missed', asked: 2, filed: 1, percent: 40, light: 'red' });
    expect(cellInWords(cell)).toBe('1/2 已报，完成 40%');
  });

  test.each([
    ['2027-4', 'filed', '已报，完成 100%'],
    ['2028-1', 'open', '待报'],
    ['2027-1', 'none', '不用报'],
  ])('of one unit in %s', (column, state, words) => {
    const cell = cellOf(late, column);
    expect([cell.state, cellInWords(cell)]).toEqual([state, words]);
  });

  test('the mean of what was reported is rounded; a report of nothing counts', () => {
    const point = { quarters: [quarter(2027, 1, [report('filed', 0), report('filed', 33)])] };
    expect(cellOf(point, '2027-1').percent).toBe(17);
  });
});
