import { describe, expect, test } from 'vitest';
import {
  addable,
  movedEntry,
  newKey,
  putBack,
  readDraft,
  withEntry,
  withoutEntry,
  yearToLaunch,
  type YearDraft,
} from './plan-draft.js';

const draft: YearDraft = {
  ...{ regionCode: '530925', region: '双江自治县', year: 2027, removed: [], acknowledged: [] },
  launchNextYear: false,
  entries: [
    { key: 'dualList', kind: 'dualList', title: '“双清单”', date: '2027-01-04' },
    {
      ...{ key: 'visit:1', kind: 'plannedEvent', title: '春节走访慰问', date: '2027-01-11' },
      form: { title: '春节走访慰问', date: '2027-01-25', leaderPositionIds: [] },
    },
    { key: 'circular', kind: 'circular', title: '通报', date: '2027-07-05' },
  ],
};
const keys = ({ entries }: YearDraft) => entries.map(({ key }) => key);

describe('a year’s plan', () => {
  test('is for the year to come from November on', () => {
    expect([yearToLaunch('2026-10-31'), yearToLaunch('2026-11-01')]).toEqual([2026, 2027]);
  });

  test('an entry that moves takes the days of its form along, and finds its place by date', () => {
    const moved = movedEntry(draft.entries[1]!, '2027-08-11');
    expect(moved.form).toEqual({ title: '春节走访慰问', date: '2027-08-25', leaderPositionIds: [] });
    expect(keys(withEntry(draft, moved))).toEqual(['dualList', 'circular', 'visit:1']);
    expect(draft.entries[1]?.date).toBe('2027-01-11');
  });

  test('a meeting keeps its hour', () => {
    const entry = {
      ...{ key: 'm', kind: 'topicalConsultation', title: '会', date: '2027-03-01' },
      form: { startsAt: '2027-03-10T09:00+08:00' },
    };
    expect(movedEntry(entry, '2027-03-03').form).toEqual({ startsAt: '2027-03-12T09:00+08:00' });
  });

  test('what is taken out can be put back', () => {
    const without = withoutEntry(draft, 'visit:1');
    expect([keys(without), without.removed.map(({ key }) => key)]).toEqual([
      ['dualList', 'circular'],
      ['visit:1'],
    ]);
    expect(putBack(without, 'visit:1')).toEqual(draft);
  });

  test('once a year is once a year; other kinds come with a key of their own', () => {
    const kinds = [
      { kind: 'dualList', label: '双清单', once: 'year', form: null },
      { kind: 'circular', label: '通报', once: 'each', form: 'circularLaunch' },
    ];
    expect(addable(kinds, draft.entries).map(({ kind }) => kind)).toEqual(['circular']);
    expect(newKey('circular', keys(draft))).toBe('circular:2');
    expect(newKey('circular', ['circular', 'circular:2'])).toBe('circular:3');
    expect(newKey('workPoints', keys(draft))).toBe('workPoints');
  });

  test('comes back from the browser as it was; anything else is no draft', () => {
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
    for (const kept of [null, '', '{', '[]', 'null', '{"year":2027}'])
      expect(readDraft(kept)).toBeUndefined();
  });
});
