import { expect, test } from 'vitest';
import { isQuiet, tablesOf } from './measures.js';

const figures = (overdue: number) => ({ overdue, stalled: 0, dueThisWeek: 0 });

test('figures stay in the order of the API, and each opens its own list', () => {
  const { units, kinds, regions } = tablesOf({
    regionCode: '5309',
    units: [
      { unitId: 'b', unit: '市双拥办', ...figures(0) },
      { unitId: 'a', unit: '市教育局', ...figures(7) },
    ],
    kinds: [{ kind: 'dualList', kindLabel: '双清单', ...figures(7) }],
    regions: [{ code: '530925', label: '双江自治县', ...figures(3) }],
  });
  expect(units.map(({ label, overdue }) => [label, overdue])).toEqual([
    ['市双拥办', 0],
    ['市教育局', 7],
  ]);
  expect(units[1]?.list).toEqual({ region: '5309', unitId: 'a' });
  expect(kinds[0]?.list).toEqual({ region: '5309', kind: 'dualList' });
  expect(regions[0]).toMatchObject({
    list: { region: '530925', reach: 'whole' },
    to: { name: 'overview', query: { region: '530925' } },
  });
  expect(units.map(isQuiet)).toEqual([true, false]);
});
