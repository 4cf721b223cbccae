import { expect, test } from 'vitest';
import { countsOf, filedInWords, owes } from './liaisons.js';

test('units are counted by state, those that owe a filing first', () => {
  expect(
    countsOf({ confirmed: 5, missing: 3, filed: 0 }).map(({ label, count }) => `${label} ${count}`),
  ).toEqual(['未报 3', '已备案 5']);
  expect(
    ['missing', 'returned', 'refiling', 'filed', 'confirmed'].filter((state) => owes(state as 'filed')),
  ).toEqual(['missing', 'returned', 'refiling']);
});

test('a filing says what changed', () => {
  const filing = {
    state: 'filed' as const,
    unchanged: false,
    person: '周晓岚',
    from: '2027-03-01',
    filedAt: '',
    late: false,
    reason: null,
  };
  expect(filedInWords({ filing })).toBe('周晓岚，自 2027-03-01 起');
  expect(filedInWords({ filing: { ...filing, unchanged: true } })).toBe('没有变动');
  expect(filedInWords({ filing: null })).toBe('');
});
