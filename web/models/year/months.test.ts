import { expect, test } from 'vitest';
import { inMonth, monthCounts, oneLineEach, weeksOf } from './months.js';

test('a month is shown in whole weeks from Monday on', () => {
  const weeks = weeksOf(2027, 2);
  expect(weeks).toHaveLength(4);
  expect([weeks[0]![0]!.date, weeks.at(-1)![6]!.date]).toEqual(['2027-02-01', '2027-02-28']);
  const may = weeksOf(2027, 5);
  expect([may[0]![0], may[0]![5]]).toEqual([
    { date: '2027-04-26', day: 26, outside: true },
    { date: '2027-05-01', day: 1, outside: false },
  ]);
  expect(may).toHaveLength(6);
});

test('months know how much they hold', () => {
  const days = [
    { date: '2027-01-04', items: ['a', 'b'] },
    { date: '2027-12-20', items: ['c'] },
  ];
  expect(monthCounts(days)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(inMonth(days, 12)).toEqual([days[1]]);
});

test('one thing of a day is one line, however many units owe it', () => {
  const due = { what: 'due', entry: 'dualList', step: 'file', title: '双清单' };
  const lines = oneLineEach([
    { ...due, unitIds: ['1', '2'] },
    { ...due, unitIds: ['3'] },
    { ...due, step: 'merge', unitIds: [] },
  ]);
  expect(lines.map(({ step, units }) => [step, units])).toEqual([
    ['file', 3],
    ['merge', 0],
  ]);
});
