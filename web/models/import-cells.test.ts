import { expect, test } from 'vitest';
import { badRowsOf } from './import-cells.js';

test('bad cells are listed by row, from left to right', () => {
  const cell = (row: number, column: string) => ({ sheet: '清单', row, column, field: '', reason: '' });
  const rows = badRowsOf([cell(9, 'C'), cell(7, 'AA'), cell(7, 'B'), cell(9, 'A')]);
  expect(rows.map(({ row, cells }) => [row, cells.map(({ column }) => column)])).toEqual([
    [7, ['B', 'AA']],
    [9, ['A', 'C']],
  ]);
});
