import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countsByUnit,
  countsOf,
  figureRows,
  type FilingRecord,
  type ItemMoment,
  type ItemRecord,
} from '../../../domain/circulars/figures.js';

const at = (text: string): Date => new Date(`${text}+08:00`);
const cutOff = at('2028-02-29T23:59:59.999');

const filing = (change: Partial<FilingRecord>): FilingRecord => ({
  assignmentId: 'a1',
  unitId: 'u1',
  round: 1,
  openedAt: at('2028-01-04T09:00'),
  deadlineAt: at('2028-02-29T23:59:59.999'),
  decidedAt: null,
  late: false,
  cancelledAt: null,
  ...change,
});
const moment = (day: string, state: string, change: Partial<ItemMoment> = {}): ItemMoment => ({
  at: at(`${day}T09:00`),
  state,
  leadUnitId: 'u1',
  limitAt: at('2028-02-28T23:59:59.999'),
  ...change,
});
const item = (moments: ItemMoment[], change: Partial<ItemRecord> = {}): ItemRecord => ({
  itemId: 'i1',
  carried: false,
  carriedAt: null,
  moments,
  replaced: [],
  ...change,
});

const keysOf = (filings: FilingRecord[], items: ItemRecord[], instant = cutOff): string[] =>
  figureRows(filings, items, instant).map(({ key }) => key);

test.each<[string, FilingRecord[], string[]]>([
  ['not filed, the deadline being this very instant', [filing({})], ['asked', 'missing']],
  [
    'not filed in time',
    [filing({ deadlineAt: at('2028-02-28T23:59:59.999') })],
    ['asked', 'missing', 'missingLate'],
  ],
  ['filed', [filing({ decidedAt: at('2028-02-29T18:00') })], ['asked', 'filed']],
  [
    'filed late',
    [filing({ decidedAt: at('2028-02-29T18:00'), late: true })],
    ['asked', 'filed', 'filedLate'],
  ],
  [
    'filed after the cut-off',
    [filing({ decidedAt: at('2028-03-01T00:00'), late: true })],
    ['asked', 'missing'],
  ],
  ['not asked yet', [filing({ openedAt: at('2028-03-01T09:00') })], []],
  ['asked no more', [filing({ cancelledAt: at('2028-02-01T09:00') })], []],
  ['asked no more later on', [filing({ cancelledAt: at('2028-03-02T09:00') })], ['asked', 'missing']],
  [
    'returned: the second round counts',
    [
      filing({ decidedAt: at('2028-01-10T09:00') }),
      filing({ assignmentId: 'a2', round: 2, openedAt: at('2028-02-01T09:00') }),
    ],
    ['asked', 'missing'],
  ],
  [
    'returned after the cut-off: the first one does',
    [
      filing({ decidedAt: at('2028-01-10T09:00') }),
      filing({ assignmentId: 'a2', round: 2, openedAt: at('2028-03-01T09:00') }),
    ],
    ['asked', 'filed'],
  ],
])('a list %s', (_, filings, keys) => {
  expect(keysOf(filings, [])).toEqual(keys);
});

test.each<[string, ItemRecord, string[]]>([
  ['is filed only', item([moment('2028-01-10', 'filed')]), []],
  [
    'is overdue',
    item([moment('2028-01-10', 'compiled'), moment('2028-01-12', 'solving')]),
    ['items', 'open', 'overdue'],
  ],
  ['waits for the upper level', item([moment('2028-01-12', 'reportedUp')]), ['items', 'open', 'reportedUp']],
  ['was solved and waits to be confirmed', item([moment('2028-02-20', 'confirming')]), ['items', 'open']],
  [
    'was returned after it was solved',
    item([moment('2028-02-20', 'confirming'), moment('2028-02-22', 'solving')]),
    ['items', 'open', 'overdue'],
  ],
  [
    'was closed, the work done in time',
    item([moment('2028-02-20', 'confirming'), moment('2028-02-29', 'closed')]),
    ['items', 'closed'],
  ],
  [
    'was closed, the work done late',
    item([moment('2028-02-29', 'confirming'), moment('2028-02-29', 'closed')]),
    ['items', 'closed', 'closedLate'],
  ],
  ['was given up', item([moment('2028-01-12', 'solving'), moment('2028-02-01', 'withdrawn')]), []],
  [
    'is carried over next year',
    item([moment('2027-05-01', 'solving')], { carried: true, carriedAt: at('2028-12-20T09:00') }),
    [],
  ],
  [
    'was carried over from last year',
    item([moment('2027-05-01', 'solving')], { carried: true, carriedAt: at('2027-12-20T09:00') }),
    ['items', 'open', 'overdue'],
  ],
])('an item that %s', (_, record, keys) => {
  expect(keysOf([], [record])).toEqual(keys);
});

test('what was handed over counts for the successor from that day on', () => {
  const record = item([moment('2028-01-12', 'solving')], {
    replaced: [{ at: at('2028-02-10T09:00'), unitId: 'u1', successorId: 'u2' }],
  });
  const unitsAt = (instant: Date) => [...countsByUnit(figureRows([], [record], instant)).keys()];
  expect(unitsAt(at('2028-02-10T08:59'))).toEqual(['u1']);
  expect(unitsAt(at('2028-02-10T09:00'))).toEqual(['u2']);
});

test('nothing that happens after the cut-off changes a line, in whatever order the records come', () => {
  const states = fc.constantFrom('compiled', 'solving', 'reportedUp', 'confirming', 'closed', 'withdrawn');
  const day = fc.integer({ min: 0, max: 120 });
  const moments = fc
    .array(fc.tuple(day, states), { maxLength: 8 })
    .map((list) =>
      list
        .sort(([a], [b]) => a - b)
        .map(([days, state]) =>
          moment('2028-01-01', state, { at: new Date(at('2028-01-01T00:00').getTime() + days * 86_400_000) }),
        ),
    );
  fc.assert(
    fc.property(fc.array(moments, { maxLength: 6 }), (histories) => {
      const items = histories.map((history, index) => item(history, { itemId: `i${index}` }));
      const known = items.map((one) => ({ ...one, moments: one.moments.filter((m) => m.at <= cutOff) }));
      const rows = figureRows([], items, cutOff);
      expect(figureRows([], [...known].reverse(), cutOff)).toEqual(rows);
      const counts = countsOf(rows);
      expect(counts.items).toBe(counts.closed + counts.open);
    }),
  );
});
