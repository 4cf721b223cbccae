import type { CivilDate } from '../../../../domain/time/zone.js';
import { guarded } from './cell-text.js';
import {
  bodyStyle,
  PAGE_NUMBERS,
  printSetup,
  rowHeight,
  writeHead,
  type TableColumnLayout,
} from './table-layout.js';
import { exceljs } from '../../../http/exceljs.js';

export interface PrintedList {
  /** Name of the sheet. */
  sheet: string;
  title: string;
  filledBy: string;
  date: CivilDate;
  columns: readonly TableColumnLayout[];
  rows: readonly (readonly (string | number)[])[];
}

/** A list as a sheet that can be printed: a head that stays, one line a row, an empty text an empty cell. */
export async function writeList(list: PrintedList): Promise<Buffer> {
  const { columns, title, filledBy, date } = list;
  const workbook = new (await exceljs()).Workbook();
  const sheet = workbook.addWorksheet(list.sheet, {
    pageSetup: printSetup('3:3'),
    headerFooter: { oddFooter: PAGE_NUMBERS },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  columns.forEach(({ width }, i) => (sheet.getColumn(i + 1).width = width));
  let next = writeHead(sheet, columns, {
    title,
    left: `制表单位：${guarded(filledBy)}`,
    right: `日期：${date}`,
  });
  for (const values of list.rows) {
    const line = sheet.getRow(next++);
    values.forEach((value, i) => {
      const cell = line.getCell(i + 1);
      if (value !== '') cell.value = typeof value === 'string' ? guarded(value) : value;
      cell.style = bodyStyle(columns[i] as TableColumnLayout, 10);
    });
    line.height = rowHeight(columns, values.map(String));
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
