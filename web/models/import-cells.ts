interface Cell {
  sheet: string;
  row: number;
  column: string;
  field: string;
  reason: string;
}

export interface BadRow {
  sheet: string;
  row: number;
  cells: Cell[];
}

/** What is wrong with a table, row by row as it stands there, the cells of a row from left to right. */
export function badRowsOf(errors: readonly Cell[]): BadRow[] {
  const rows = new Map<string, BadRow>();
  for (const cell of errors) {
    const key = `${cell.sheet}\0${cell.row}`;
    const row = rows.get(key) ?? { sheet: cell.sheet, row: cell.row, cells: [] };
    row.cells.push(cell);
    rows.set(key, row);
  }
  const place = ({ column }: Cell) => column.length * 1_000 + column.charCodeAt(column.length - 1);
  return [...rows.values()]
    .sort((a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row)
    .map((row) => ({ ...row, cells: row.cells.sort((a, b) => place(a) - place(b)) }));
}
