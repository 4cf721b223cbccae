import { describe, expect, it } from 'vitest';
import { byDimension, countInWords } from './dimensions.js';
import { contradicts, givenOf, openCells, reviewFormOf } from './review.js';
import { claimedSum, entriesOf, openEntries, selfFormOf } from './self.js';

const indicators = [
  { key: 'recorded', system: 3 },
  { key: 'manual', system: null },
];

describe('a self-assessment', () => {
  it('hands in nothing about what is confirmed', () => {
    const entries = { recorded: { points: 3 }, manual: { points: 2, text: ' 有方案 ' } };
    expect(selfFormOf(indicators, entries, ' ')).toEqual({
      indicators: [{ indicator: 'manual', points: 2, text: '有方案' }],
    });
    expect(claimedSum(indicators, entries)).toBe(5);
  });

  it('is open where only the subject knows, and where it differs without a reason', () => {
    expect(openEntries(indicators, {}).map(({ key }) => key)).toEqual(['manual']);
    expect(openEntries(indicators, { manual: { points: 0 } })).toEqual([]);
    expect(
      openEntries(indicators, { recorded: { points: 4 }, manual: { points: 1 } }).map(({ key }) => key),
    ).toEqual(['recorded', 'manual']);
  });

  it('goes on with what was kept', () => {
    const form = { indicators: [{ indicator: 'manual', points: 2, text: '有' }], note: '属实' };
    const { entries, note } = entriesOf(form);
    expect(selfFormOf(indicators, entries, note)).toEqual(form);
    expect(entriesOf(undefined)).toEqual({ entries: {}, note: '' });
  });
});

describe('a review', () => {
  const cell = (system: number | null, claimed: number | null, points: number | null) => ({
    ...{ unitId: 'u', indicator: 'i', system, claimed, points, statement: null, reason: null },
  });

  it('has to decide contradictions, and to explain differences', () => {
    const contradiction = cell(0, 4, null);
    expect(contradicts(contradiction)).toBe(true);
    expect(openCells([contradiction], {})).toHaveLength(1);
    expect(openCells([contradiction], { 'u/i': { points: 4, reason: ' ' } })).toHaveLength(1);
    expect(openCells([contradiction], { 'u/i': { points: 4, reason: '属实' } })).toEqual([]);
    expect(openCells([cell(3, null, 3)], {})).toEqual([]);
    expect(openCells([cell(null, null, 0)], { 'u/i': { points: 1 } })).toHaveLength(1);
    expect(openCells([cell(null, 2, 2)], { 'u/i': { points: 2 } })).toEqual([]);
  });

  it('hands in what it gives and goes on with what was kept', () => {
    const given = { 'u/i': { points: 2, reason: '核实过半' } };
    const form = reviewFormOf([cell(0, 4, null)], given, [{ unitId: 'u', item: '', reason: '' }]);
    expect(form).toEqual({
      scores: [{ unitId: 'u', indicator: 'i', points: 2, reason: '核实过半' }],
      vetoes: [],
    });
    expect(givenOf(form).given).toEqual(given);
  });
});

describe('words', () => {
  it('keeps the standard’s order of dimensions and leaves out what has no rows', () => {
    const rows = [{ dimension: 'harmony' as const }, { dimension: 'organisation' as const }];
    expect(byDimension(rows).map(({ label }) => label)).toEqual(['组织领导', '军政军民关系融洽']);
  });

  it('says what there is of what was owed', () => {
    expect(countInWords({ met: 1, total: 3 })).toBe('现有 1/3');
    expect(countInWords({ met: 0, total: 0 })).toBe('没有应办事项');
    expect(countInWords({ met: null, total: null })).toBe('');
  });
});
