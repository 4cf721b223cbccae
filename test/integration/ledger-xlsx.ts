import ExcelJS from 'exceljs';
import { openWorkbook } from '../../src/modules/ledger/xlsx/open-workbook.js';
import { readTable, type ReadTable } from '../../src/modules/ledger/xlsx/read-table.js';

export const armed = { kind: 'military', name: '双江自治县人民武装部', shortName: '县人武部' };
export const education = { kind: 'member', name: '双江自治县教育体育局', shortName: '县教育体育局' };

export type Fill = (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void;
export async function made(fill: Fill): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('清单'), workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
/** As an upload is read. */
export const read = async (file: Buffer, unit = armed): Promise<ReadTable> =>
  readTable(await openWorkbook(file), unit);
export const HEADER = ['序号', '事项类别', '事项名称', '具体内容'];
export const rowsOf =
  (...rows: unknown[][]): Fill =>
  (sheet) =>
    rows.forEach((row) => sheet.addRow(row));
