import type { PassThrough } from 'node:stream';
import type { Row } from 'exceljs';
import type { LedgerRow } from '../../../../database/needs/ledger.repository.js';
import { LEDGER_STATES } from '../../../../domain/blueprints/need-item.blueprint.js';
import { kindLabel, LIST_LABELS, SIDES, type Side } from '../../../../domain/needs/item-kinds.js';
import { civilDateOf, type CivilDate } from '../../../../domain/time/zone.js';
import { guarded } from './cell-text.js';
import {
  bodyStyle,
  LEDGER_COLUMNS,
  LIGHT_CELLS,
  PAGE_NUMBERS,
  PART_STYLE,
  printSetup,
  rowHeight,
  writeHead,
  type TableColumnLayout,
} from './table-layout.js';
import { exceljs } from '../../../http/exceljs.js';

export interface LedgerTable {
  title: string;
  filledBy: string;
  /** The day the table tells of. */
  date: CivilDate;
  /** Marks what was carried into it. */
  year: number | undefined;
  /** Several regions in one table: each line says whose it is. */
  manyRegions: boolean;
  rows(side: Side): AsyncIterable<LedgerRow>;
}

/** A table of items in parts, whatever ledger they stand in; the columns are those of the 统计表, some under other names. */
export interface PartedTable extends Omit<LedgerTable, 'rows'> {
  sheet: string;
  columns: readonly TableColumnLayout[];
  /** Who is named beside the units: the leader who claimed it, or who answers for it. */
  person(item: LedgerRow): LedgerRow['claimer'];
  parts: readonly { heading: string; rows(): AsyncIterable<LedgerRow> }[];
}

const BODY = LEDGER_COLUMNS.map((column) => bodyStyle(column));
const PARTS: Record<Side, string> = {
  army: `一、${LIST_LABELS.army}`,
  locality: `二、${LIST_LABELS.locality}`,
};

/** The “双清单”事项统计表, a part for each side. */
export function writeLedger(out: PassThrough, { rows, ...table }: LedgerTable): Promise<void> {
  return writeParts(out, {
    ...table,
    sheet: '双清单事项统计表',
    columns: LEDGER_COLUMNS,
    person: ({ claimer }) => claimer,
    parts: SIDES.map((side) => ({ heading: PARTS[side], rows: () => rows(side) })),
  });
}

/** Writes the table into a stream, row by row: nothing of it stays in memory. Stops when nobody reads any more. */
export async function writeParts(out: PassThrough, table: PartedTable): Promise<void> {
  const workbook = new (await exceljs()).stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  const sheet = workbook.addWorksheet(table.sheet, {
    pageSetup: printSetup('3:4'),
    headerFooter: { oddFooter: PAGE_NUMBERS },
    views: [{ state: 'frozen', ySplit: 4, xSplit: 3 }],
  });
  // No key, no header: exceljs would write headers of its own into row 1.
  table.columns.forEach(({ width }, i) => (sheet.getColumn(i + 1).width = width));
  let next = writeHead(sheet, table.columns, {
    title: table.title,
    left: `填报单位：${guarded(table.filledBy)}`,
    right: `日期：${chineseDate(table.date)}`,
  });
  for (let row = 1; row < next; row++) sheet.getRow(row).commit();
  for (const { heading, rows } of table.parts) {
    sheet.mergeCells(next, 1, next, LEDGER_COLUMNS.length);
    const part = sheet.getRow(next++);
    part.height = 22;
    part.getCell(1).value = heading;
    LEDGER_COLUMNS.forEach((_, i) => (part.getCell(i + 1).style = PART_STYLE));
    part.commit();
    let number = 0;
    for await (const item of rows()) {
      if (out.destroyed) return;
      writeLine(sheet.getRow(next++), item, ++number, table);
    }
    if (number === 0) writeEmpty(sheet.getRow(next++));
  }
  sheet.commit();
  await workbook.commit();
}

function writeLine(row: Row, item: LedgerRow, number: number, table: PartedTable): void {
  const light = LIGHT_CELLS[item.light];
  const person = table.person(item);
  const values = [
    number,
    kindLabel(item.side, item.kind),
    item.title,
    item.detail,
    names(item.raisedBy),
    item.lead?.shortName ?? '',
    names(item.cooperating),
    person ? [person.name, person.title].filter(Boolean).join('\n') : '',
    item.measures ?? '',
    item.limitAt ? civilDateOf(item.limitAt) : '',
    LEDGER_STATES[item.state] ?? item.state,
    light.word,
    item.result ?? '',
    remarks(item, table),
  ];
  values.forEach((value, i) => {
    const cell = row.getCell(i + 1);
    if (value !== '') cell.value = typeof value === 'string' ? cellSafe(value) : value;
    cell.style = i === 11 ? { ...BODY[i], fill: light.fill } : BODY[i]!;
  });
  row.height = rowHeight(LEDGER_COLUMNS, values.map(String));
  row.commit();
}

function writeEmpty(row: Row): void {
  LEDGER_COLUMNS.forEach((_, i) => (row.getCell(i + 1).style = BODY[i]!));
  row.getCell(1).value = '无';
  row.commit();
}

function remarks(item: LedgerRow, { year, manyRegions }: PartedTable): string {
  const all = [
    manyRegions ? item.regionName : '',
    year !== undefined && item.year < year ? `${item.year}年结转` : '',
    item.late ? (item.closedAt ? '逾期办结' : '逾期') : '',
    item.filedLate ? '逾期报送' : '',
  ];
  return all.filter((text) => text !== '').join('；');
}

/** “_x0041_” is how the format writes an A: a text that really says so has to be written with its underscore escaped. */
function cellSafe(text: string): string {
  return guarded(text.replace(/[\ufffe\uffff]/g, '')).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

const names = (units: readonly { shortName: string }[]): string =>
  units.map(({ shortName }) => shortName).join('、');

function chineseDate(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
