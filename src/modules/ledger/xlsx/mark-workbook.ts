import type { Fill, Workbook } from 'exceljs';
import type { CellProblem } from '../../../../contracts/http/ledger-import.js';

const RED: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFF9999' } };

/** The person's own table again, every wrong cell red and with the reason as its comment. */
export async function markWorkbook(workbook: Workbook, errors: readonly CellProblem[]): Promise<Buffer> {
  for (const { sheet, row, column, reason } of errors) {
    const cell = workbook.getWorksheet(sheet)?.getCell(`${column}${row}`);
    if (!cell) continue;
    // A new object: cells of one look share theirs.
    cell.style = { ...cell.style, fill: RED };
    cell.note = { texts: [{ text: reason }] };
  }
  const first = errors[0];
  const start = first && workbook.getWorksheet(first.sheet);
  if (start) {
    const kept = (start.views as typeof start.views | null)?.[0];
    start.views = [{ ...kept, activeCell: `${first.column}${first.row}` } as (typeof start.views)[number]];
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
