import type { Borders, Fill, Font, PageSetup, Style, Worksheet } from 'exceljs';
import type { Light } from '../../../../domain/time/light.js';

/** The “双清单”事项统计表. The notice names its attachment without showing it: these are the facts its articles ask for. */
export interface TableColumnLayout {
  header: string;
  /** A heading over several columns; columns without one span both header rows. */
  group?: '军地需求' | '摸底问题' | '责任分工' | '办理情况';
  width: number;
  centred?: true;
}

/** 150 units together: 14 columns on A4 landscape, printed at about 7.5 points. */
export const LEDGER_COLUMNS = [
  { header: '序号', width: 4, centred: true },
  { header: '事项类别', group: '军地需求', width: 8, centred: true },
  { header: '事项名称', group: '军地需求', width: 15 },
  { header: '具体内容', group: '军地需求', width: 24 },
  { header: '提出单位', group: '军地需求', width: 9 },
  { header: '牵头单位', group: '责任分工', width: 9 },
  { header: '配合单位', group: '责任分工', width: 9 },
  { header: '认领领导', group: '责任分工', width: 9 },
  { header: '办理措施', group: '责任分工', width: 17 },
  { header: '完成时限', group: '责任分工', width: 10, centred: true },
  { header: '办理状态', group: '办理情况', width: 8, centred: true },
  { header: '红黄绿灯', group: '办理情况', width: 5, centred: true },
  { header: '办理结果', group: '办理情况', width: 15 },
  { header: '备注', width: 9 },
] as const satisfies readonly TableColumnLayout[];

/** What a unit fills in. */
export const TEMPLATE_COLUMNS = [
  { header: '序号', width: 7, centred: true },
  { header: '事项类别', width: 22, centred: true },
  { header: '事项名称', width: 40 },
  { header: '具体内容', width: 74 },
] as const satisfies readonly TableColumnLayout[];

const LINE = { style: 'thin', color: { argb: 'FF000000' } } as const;
export const BORDER: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const font = (size: number, bold = false): Partial<Font> => ({ name: '宋体', size, bold });
const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

export const TITLE_STYLE: Partial<Style> = {
  font: font(18, true),
  alignment: { horizontal: 'center', vertical: 'middle' },
};
export const LEFT_NOTE: Partial<Style> = {
  font: font(11),
  alignment: { horizontal: 'left', vertical: 'middle' },
};
export const RIGHT_NOTE: Partial<Style> = {
  font: font(11),
  alignment: { horizontal: 'right', vertical: 'middle' },
};
export const HEADER_STYLE: Partial<Style> = {
  font: font(10, true),
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border: BORDER,
  fill: solid('FFEDEDED'),
};
export const PART_STYLE: Partial<Style> = {
  font: font(11, true),
  alignment: { horizontal: 'left', vertical: 'middle' },
  border: BORDER,
  fill: solid('FFF7F7F7'),
};

export function bodyStyle(column: TableColumnLayout, size = 9): Partial<Style> {
  return {
    font: font(size),
    border: BORDER,
    alignment: { vertical: 'middle', horizontal: column.centred ? 'center' : 'left', wrapText: true },
  };
}

/** The word stands beside the colour: many offices print in black and white. */
export const LIGHT_CELLS: Record<Light, { word: string; fill: Fill }> = {
  green: { word: '绿', fill: solid('FFC6E7C8') },
  yellow: { word: '黄', fill: solid('FFFFF2B3') },
  red: { word: '红', fill: solid('FFF4B6B6') },
  grey: { word: '灰', fill: solid('FFD9D9D9') },
};

/** A4 landscape, one page wide, the header rows on every page. `headerRows`: for instance `3:4`. */
export function printSetup(headerRows: string): Partial<PageSetup> {
  return {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    printTitlesRow: headerRows,
  };
}

export const PAGE_NUMBERS = '&C第 &P 页，共 &N 页';

/** Title, the line under it, and the header; gives back the row that follows. */
export function writeHead(
  sheet: Worksheet,
  columns: readonly TableColumnLayout[],
  { title, left, right }: { title: string; left: string; right: string },
): number {
  const last = columns.length;
  const half = columnAtHalf(columns);
  sheet.mergeCells(1, 1, 1, last);
  put(sheet, 1, 1, title, TITLE_STYLE);
  sheet.getRow(1).height = 36;
  sheet.mergeCells(2, 1, 2, half);
  sheet.mergeCells(2, half + 1, 2, last);
  put(sheet, 2, 1, left, LEFT_NOTE);
  put(sheet, 2, half + 1, right, RIGHT_NOTE);
  sheet.getRow(2).height = 22;
  const grouped = columns.some(({ group }) => group !== undefined);
  columns.forEach((column, i) => writeHeader(sheet, columns, column, i, grouped));
  sheet.getRow(3).height = grouped ? 20 : 26;
  if (grouped) sheet.getRow(4).height = 28;
  return grouped ? 5 : 4;
}

/** Number of the column that ends nearest to the middle of the table. */
function columnAtHalf(columns: readonly TableColumnLayout[]): number {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  let sum = 0;
  const off = columns.map(({ width }) => Math.abs((sum += width) - whole / 2));
  return Math.min(off.indexOf(Math.min(...off)) + 1, columns.length - 1);
}

/**
 * Points a row needs for its texts. Written down, because programs other than Excel do not make a wrapped row higher when they
 * open a file. Excel's limit is 409.
 */
export function rowHeight(columns: readonly TableColumnLayout[], texts: readonly string[], size = 9): number {
  const lines = texts.map((text, i) => linesOf(text, ((columns[i]?.width ?? 10) - 1) * (11 / size)));
  return Math.min(Math.max(...lines) * (size * 1.35) + 5, 409);
}

/** `width` in half-width characters of the font. */
function linesOf(text: string, width: number): number {
  const widths = text
    .split('\n')
    .map((line) => [...line].reduce((sum, char) => sum + (char <= '\u00ff' ? 1.1 : 2), 0));
  // A wide character that does not fit leaves a half free at the end of its line.
  return widths.reduce((sum, used) => sum + Math.max(1, Math.ceil(used / (width - 1))), 0);
}

function writeHeader(
  sheet: Worksheet,
  columns: readonly TableColumnLayout[],
  { header, group }: TableColumnLayout,
  i: number,
  grouped: boolean,
): void {
  const column = i + 1;
  if (!grouped) return put(sheet, 3, column, header, HEADER_STYLE);
  if (group === undefined) {
    put(sheet, 3, column, header, HEADER_STYLE);
    put(sheet, 4, column, null, HEADER_STYLE);
    return sheet.mergeCells(3, column, 4, column);
  }
  const first = columns.findIndex((other) => other.group === group);
  put(sheet, 3, column, first === i ? group : null, HEADER_STYLE);
  put(sheet, 4, column, header, HEADER_STYLE);
  const width = columns.filter((other) => other.group === group).length;
  if (i === first + width - 1) sheet.mergeCells(3, first + 1, 3, column);
}

function put(
  sheet: Worksheet,
  row: number,
  column: number,
  value: string | null,
  style: Partial<Style>,
): void {
  const cell = sheet.getCell(row, column);
  if (value !== null) cell.value = value;
  cell.style = style;
}
