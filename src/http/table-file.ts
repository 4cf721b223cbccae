import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { StreamableFile } from '@nestjs/common';
import { CSV } from '../../contracts/http/documents.js';
import { XLSX } from '../../contracts/http/ledger-import.js';
import { dispositionOf } from '../../domain/attachments/file-name.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { exceljs } from './exceljs.js';

export interface Table {
  /** Of the file. */
  title: string;
  /** Of its sheet, if not the same: office programs allow 31 letters. */
  sheet?: string;
  columns: readonly (readonly [label: string, width: number])[];
  rows: string[][];
}

/** A table that somebody keeps: an answer with its file, named after the table and the day. */
export async function tableFile(
  table: Table,
  format: 'xlsx' | 'csv',
  day: CivilDate,
): Promise<StreamableFile> {
  const content = await tableContent(table, format);
  const type = format === 'csv' ? `${CSV}; charset=utf-8` : XLSX;
  const disposition = dispositionOf(`${table.title}${day}.${format}`);
  return new StreamableFile(content, { type, length: content.length, disposition });
}

/** The same without the answer around it: a table that goes into something else. */
export async function tableContent(table: Table, format: 'xlsx' | 'csv'): Promise<Buffer> {
  return format === 'csv' ? csvOf(table) : workbookOf(table);
}

/** A cell that begins like a formula is a text all the same. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** With a byte order mark: without it office programs take UTF-8 for something else. */
function csvOf({ columns, rows }: Table): Buffer {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',');
  return Buffer.from(`\ufeff${[columns.map(([label]) => label), ...rows].map(line).join('\r\n')}\r\n`);
}

/** The longest table has 20,000 rows: written at once, nobody else would be answered for two seconds. */
const ROWS_A_TURN = 500;

async function workbookOf({ title, sheet: name = title, columns, rows }: Table): Promise<Buffer> {
  const { WorkbookWriter } = (await exceljs()).stream.xlsx;
  const out = new PassThrough();
  const content = buffer(out);
  const workbook = new WorkbookWriter({ stream: out, useStyles: true });
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  columns.forEach(([, width], i) => (sheet.getColumn(i + 1).width = width));
  const head = sheet.addRow(columns.map(([label]) => label));
  head.font = { bold: true };
  head.commit();
  for (const [i, cells] of rows.entries()) {
    const row = sheet.addRow(cells.map(harmless));
    row.alignment = { wrapText: true, vertical: 'top' };
    row.commit();
    if (i % ROWS_A_TURN === 0) await setImmediate();
  }
  sheet.commit();
  await workbook.commit();
  return content;
}
