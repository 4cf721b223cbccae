import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseNotice } from '../../../domain/work-points/parse-notice.js';

// The units, dates and figures of chuxiong-yunnan-2020 with all irregularities of its brackets; the sentences are our own.
const text = readFileSync('test/domain/work-points/notices/province-32-points.txt', 'utf8');
const { points, opinions } = parseNotice(text);

const VETERANS = '省退役军人厅';
const ARMY = '省军区政治工作局';
const BOTH = [VETERANS, ARMY];
const CITIES = ['各州市双拥工作领导小组'];
const MEMBERS = ['省及州市双拥工作领导小组成员单位'];
const OWN_MEMBERS = ['省双拥工作领导小组成员单位'];

const UNITS: readonly (readonly [lead: string[], cooperating: string[]])[] = [
  [['省委宣传部'], BOTH],
  [[VETERANS], ['省委宣传部', ARMY]],
  [BOTH, ['省委宣传部', '省教育厅', '省文化和旅游厅']],
  [BOTH, CITIES],
  [BOTH, CITIES],
  [BOTH, CITIES],
  [BOTH, MEMBERS],
  [[VETERANS], ['军地有关部门']],
  [BOTH, MEMBERS],
  [['省退役军人事务部门'], MEMBERS],
  [['省及州市退役军人事务部门'], ['地方相关部门']],
  [[ARMY], MEMBERS],
  [[ARMY], MEMBERS],
  [[ARMY], MEMBERS],
  [[VETERANS], OWN_MEMBERS],
  [[VETERANS], OWN_MEMBERS],
  [[VETERANS], OWN_MEMBERS],
  [['各级双拥工作领导小组'], []],
  [[VETERANS], MEMBERS],
  [[VETERANS], MEMBERS],
  [BOTH, MEMBERS],
  [[VETERANS], ['军地有关单位']],
  [[VETERANS], ['军地有关单位']],
  [BOTH, ['省市双拥工作领导小组成员单位']],
  [[VETERANS], ['省直各部门', '州(市)']],
  [[VETERANS], ['省委组织部', '省人社厅']],
  [['省教育厅'], BOTH],
  [[VETERANS], ['省委宣传部', '省妇联', '团省委']],
  [['省委宣传部'], ['省文化和旅游厅', VETERANS, ARMY]],
  [[ARMY, VETERANS], ['军地相关部门']],
  [BOTH, ['省直有关部门']],
  [BOTH, ['省直有关部门']],
];

test('all 32 points, numbered as in the document, with every unit', () => {
  expect(points.map(({ number, lead, cooperating }) => [number, lead, cooperating])).toEqual(
    UNITS.map(([lead, cooperating], i) => [i + 1, lead, cooperating]),
  );
});

test('in six sections, whatever level of heading they were given', () => {
  expect([...new Set(points.map(({ section }) => section))]).toEqual([
    '宣传教育',
    '支持部队',
    '助力地方',
    '评选推荐全国双拥模范城（县）',
    '夯实基础',
    '提升成效',
  ]);
});

test('the six opinions of the covering notice are no points', () => {
  expect(opinions.map(({ number, title }) => [number, title])).toEqual([
    [1, '抓好双拥模范城（县）争创'],
    [2, '把机制建起来'],
    [3, '把宣传做深入'],
    [4, '为部队多办实事'],
    [5, '助推地方建设'],
    [6, '巩固已有成果'],
  ]);
  // Broken across a page: one sentence again.
  expect(opinions[4]?.text).toMatch(/把好事办到群众心坎上。$/);
});

test('only what ends in “等相关部门” is unsure', () => {
  const unsure = points.filter(({ unsure: notes }) => notes.length > 0);
  expect(unsure.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 26, 27, 28, 29]);
  expect(
    unsure.every(({ unsure: notes }) => notes.length === 1 && /等(军地)?相关部门/.test(notes[0] ?? '')),
  ).toBe(true);
});

describe('dates and quantities', () => {
  const EVE = {
    text: '“八一”前夕',
    kind: 'festival',
    month: 8,
    day: 1,
    rule: { kind: 'date', month: 7, day: 31 },
  };

  test('“八一”前夕 is until July 31; 春节 has no fixed day', () => {
    expect(points[25]?.dates).toEqual([EVE]);
    expect(points[28]?.dates).toEqual([EVE]);
    expect(points[5]?.dates).toEqual([
      { text: '八一', kind: 'festival', month: 8, day: 1, rule: { kind: 'date', month: 8, day: 1 } },
      { text: '春节', kind: 'festival' },
    ]);
    expect(points.filter(({ dates }) => dates.length > 0).map(({ number }) => number)).toEqual([6, 26, 29]);
  });

  test('各不少于1篇（部）, 一次督查; slogans count nothing', () => {
    const counted = points.filter(({ quantities }) => quantities.length > 0);
    expect(counted.map(({ number, quantities }) => [number, quantities])).toEqual([
      [1, [{ text: '一轮', amount: 1, unit: '轮', bound: 'exactly' }]],
      [4, [{ text: '各不少于1篇（部）', amount: 1, unit: '篇（部）', bound: 'atLeast' }]],
      [26, [{ text: '一场', amount: 1, unit: '场', bound: 'exactly' }]],
      [31, [{ text: '一次督查', amount: 1, unit: '次', bound: 'exactly' }]],
    ]);
  });
});

test('each span is the point in the text as it was handed in, bracket and all', () => {
  points.forEach(({ number, span }, i) => {
    const source = text.slice(span.start, span.end);
    expect(source).toMatch(new RegExp(`^${number}\\.`));
    expect(source).toMatch(/[)）]$/);
    expect(span.start).toBeGreaterThanOrEqual(points[i - 1]?.span.end ?? 0);
  });
});
