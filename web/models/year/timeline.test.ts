import { describe, expect, test } from 'vitest';
import { dueNow, inDays, laidOut, monthStarts, nextUp, placeInYear, shortTitle } from './timeline.js';

describe('a year on a line', () => {
  test('days have their place, those of other years its ends', () => {
    expect(placeInYear('2027-01-01', 2027)).toBe(0);
    expect(placeInYear('2027-07-02', 2027)).toBeCloseTo(49.9, 1);
    expect(placeInYear('2026-12-01', 2027)).toBe(0);
    expect(placeInYear('2028-02-01', 2027)).toBe(100);
    expect(monthStarts(2028)[2]).toBeCloseTo((60 / 366) * 100, 5);
  });

  test('labels that would meet stand in rows of their own', () => {
    const entries = ['2027-01-04', '2027-01-11', '2027-12-30', '2027-06-01'].map((date) => ({ date }));
    const placed = laidOut(entries, 2027, 15);
    expect(placed.map(({ entry, lane }) => [entry.date, lane])).toEqual([
      ['2027-01-04', 0],
      ['2027-01-11', 1],
      ['2027-06-01', 0],
      ['2027-12-30', 0],
    ]);
    expect(placed.at(-1)?.left).toBe(85);
  });

  test('no two of a row overlap, whatever the days', () => {
    const entries = Array.from({ length: 60 }, (_, n) => ({
      date: `2027-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + ((n * 7) % 28)).padStart(2, '0')}`,
    }));
    const placed = laidOut(entries, 2027, 12);
    for (const a of placed)
      for (const b of placed)
        if (a !== b && a.lane === b.lane) expect(Math.abs(a.left - b.left)).toBeGreaterThanOrEqual(12 - 1e-9);
  });
});

test('next is whatever waits for the nearest day', () => {
  const entries = [
    { date: '2027-01-04', state: 'started' },
    { date: '2027-01-11', state: 'skipped' },
    { date: '2027-03-08', state: 'planned' },
    { date: '2027-03-08', state: 'planned' },
    { date: '2027-05-10', state: 'planned' },
  ];
  expect(nextUp(entries)).toEqual([entries[2], entries[3]]);
  expect(nextUp(entries.slice(0, 2))).toEqual([]);
  expect(
    ['2027-03-01', '2027-03-02', '2027-03-13', '2027-02-27'].map((day) => inDays(day, '2027-03-01')),
  ).toEqual(['今天', '明天', '12 天后', '2 天前']);
});

test('titles on a year’s own page leave out what the page says', () => {
  expect(shortTitle('双江自治县2027年联络员备案', '双江自治县', 2027)).toBe('联络员备案');
  expect(shortTitle('双江自治县2026年联络员备案', '双江自治县', 2027)).toBe('双江自治县2026年联络员备案');
  expect(shortTitle('双江自治县2027年', '双江自治县', 2027)).toBe('双江自治县2027年');
});

test('what should have started: planned, and nine o’clock of its day is over', () => {
  const entries = [
    { date: '2027-02-28', state: 'started' },
    { date: '2027-03-01', state: 'planned' },
    { date: '2027-03-02', state: 'planned' },
  ];
  expect(dueNow(entries, new Date('2027-03-01T08:59:59+08:00'))).toEqual([]);
  expect(dueNow(entries, new Date('2027-03-01T09:00:00+08:00'))).toEqual([entries[1]]);
});
