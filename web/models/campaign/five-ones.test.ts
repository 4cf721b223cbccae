import { expect, test } from 'vitest';
import { behindFirst, fiveOneColumns } from './five-ones.js';

const unit = (shortName: string, has: string[]) => ({
  unit: { id: shortName, name: shortName, shortName },
  done: has.length,
  missing: [],
  entries: ['team', 'room'].map((item) => ({
    item: item as 'team',
    label: item,
    done: has.includes(item),
    evidence: null,
    files: 0,
    assignmentId: null,
    reportedAt: null,
  })),
});

test('the matrix counts each of the five over the units, and shows first who lacks most', () => {
  const units = [unit('甲', ['team', 'room']), unit('乙', []), unit('丙', ['team']), unit('丁', [])];
  expect(fiveOneColumns({ units }).map(({ item, done }) => [item, done])).toEqual([
    ['team', 2],
    ['room', 1],
  ]);
  expect(behindFirst(units).map((one) => one.unit.shortName)).toEqual(['乙', '丁', '丙', '甲']);
  expect(fiveOneColumns({ units: [] })).toEqual([]);
});
