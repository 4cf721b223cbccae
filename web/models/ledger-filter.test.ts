import { expect, test } from 'vitest';
import { figuresOf, kindsOf } from './ledger-filter.js';

test('kinds are those of the side that is looked at; of both, each says its side', () => {
  expect(kindsOf('locality').map(({ label }) => label)).toContain('停偿后房地产利用');
  expect(kindsOf('locality').map(({ value }) => value)).not.toContain('family');
  expect(kindsOf('').map(({ label }) => label)).toContain('部队需求 · 后院');
});

test('a figure opens what it counts', () => {
  const summary = { total: 9, carried: 1, finished: 2, late: 3, byLight: { green: 5, red: 4 } };
  expect(figuresOf(summary).map(({ label, count }) => `${label} ${count}`)).toEqual([
    '全部事项 9',
    '绿灯 5',
    '黄灯 0',
    '红灯 4',
    '没有按时 3',
  ]);
  expect(figuresOf(summary)[3]?.filter).toEqual({ light: 'red', overdue: '' });
});
