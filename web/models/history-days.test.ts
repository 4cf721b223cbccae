import { expect, test } from 'vitest';
import { daysOf, stepChoices, verdictOf } from './history-days.js';

test('records are grouped by the day in China, whatever the zone they are written in', () => {
  const entries = ['2027-03-01T17:00:00Z', '2027-03-01T15:59:59Z', '2027-03-01T08:00:00+08:00'].map((at) => ({
    at,
  }));
  expect(daysOf(entries).map(({ date, entries: of }) => [date, of.length])).toEqual([
    ['2027-03-02', 1],
    ['2027-03-01', 2],
  ]);
});

test('a step that was gone through twice is one choice', () => {
  const steps = [
    { key: 'claim', label: '领导认领' },
    { key: 'solve', label: '办理' },
    { key: 'claim', label: '领导认领' },
  ];
  expect(stepChoices(steps)).toEqual([
    { value: 'claim', label: '领导认领' },
    { value: 'solve', label: '办理' },
  ]);
});

test('a verdict says what was looked at, and where the first fault is', () => {
  const counted = { entries: 40, chains: 3, seals: 2 };
  expect(verdictOf({ whole: true, ...counted, problem: null })).toBe(
    '记录完好：逐条重算了 3 个流程、40 条记录、2 次封存，没有改动、删除或插入。',
  );
  const problem = { processTitle: '管网改造', sentence: '第 2 条记录被改动' };
  expect(verdictOf({ whole: false, ...counted, problem })).toContain('“管网改造”第 2 条记录被改动');
});
