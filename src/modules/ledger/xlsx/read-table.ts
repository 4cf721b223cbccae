import type { Cell, Row, Workbook, Worksheet } from 'exceljs';
import type { CellNote, CellProblem } from '../../../../contracts/http/ledger-import.js';
import type { RefusalCode } from '../../../../domain/errors/catalogue.js';
import { Refusal, sentenceOf, type RefusalParams } from '../../../../domain/errors/refusal.js';
import { checkFiling, readFiling, sideOfUnit, type CheckedFiling } from '../../../../domain/needs/filing.js';
import { kindFromText, type Side } from '../../../../domain/needs/item-kinds.js';
import { cellText, oneLine } from './cell-text.js';
import { COLUMN_LABELS, columnOfHeader, sideOfHeading, type TableColumn } from './table-columns.js';

export interface FilingUnit {
  kind: string;
  name: string;
  shortName: string;
}

export interface ReadTable {
  /** Lines that are items, right or wrong. */
  rows: { row: number; side: Side; kind: string; title: string; detail: string }[];
  errors: CellProblem[];
  warnings: CellNote[];
  /** What will be filed; null as long as there are errors. */
  filing: CheckedFiling | null;
}

type Columns = Partial<Record<TableColumn, number>>;

interface Header {
  sheet: Worksheet;
  row: number;
  columns: Columns;
}

type ItemField = 'kind' | 'title' | 'detail';

interface Line {
  sheet: Worksheet;
  row: number;
  columns: Columns;
  side: Side | undefined;
  kind: string;
  title: string;
  detail: string;
}

/** Header rows are looked for this far down; below it a sheet is something else. */
const HEADER_WITHIN = 50;
/** Far more than may be filed: reading on would only make the answer longer. */
const MAX_LINES = 1_000;

/**
 * Reads a filled-in table for one unit: finds the header by its words, takes both parts, names every cell that is wrong.
 *
 * @throws Refusal IMPORT_UNREADABLE when no sheet has such a header, CLASSIFIED_CONTENT
 */
export function readTable(workbook: Workbook, unit: FilingUnit): ReadTable {
  const reading = new Reading(unit);
  for (const sheet of workbook.worksheets) if (sheet.state === 'visible') reading.sheet(sheet);
  return reading.result();
}

class Reading {
  private readonly lines: Line[] = [];
  private readonly errors: CellProblem[] = [];
  private readonly warnings: CellNote[] = [];
  private readonly headers: Header[] = [];

  constructor(private readonly unit: FilingUnit) {}

  sheet(sheet: Worksheet): void {
    let columns: Columns | undefined;
    let side: Side | undefined = sideOfHeading(sheet.name) ?? undefined;
    sheet.eachRow((row, number) => {
      const header = headerOf(row);
      if (header) {
        // The second row of a two-line header completes the first one.
        const last = this.headers.at(-1);
        const second = last?.sheet === sheet && last.row === number - 1;
        columns = second ? { ...last.columns, ...header } : header;
        if (second) this.headers.pop();
        this.headers.push({ sheet, row: number, columns });
        return;
      }
      if (columns === undefined && number > HEADER_WITHIN) return;
      const heading = onlyTextOf(row);
      if (heading !== null) {
        side = sideOfHeading(heading) ?? side;
        return;
      }
      if (columns && this.lines.length < MAX_LINES) this.line(sheet, row, columns, side);
    });
  }

  private line(sheet: Worksheet, row: Row, columns: Columns, side: Side | undefined): void {
    const [kind, title, detail] = (['kind', 'title', 'detail'] as const).map((field) =>
      cellOf(row, columns[field]),
    );
    const texts = [kind, title, detail].map((cell) => (cell ? cellText(cell) : { text: '', broken: false }));
    const blank = texts.every(({ text, broken }) => text === '' && !broken);
    if (blank || isFootnote(kind, title, texts[0]!.text)) return;

    // A title merged over several rows is one item whose content goes on below.
    const above = this.lines.at(-1);
    if (title && above?.sheet === sheet && startsAbove(title) && above.title === oneLine(texts[1]!.text)) {
      const more = detail && !startsAbove(detail) ? texts[2]!.text : '';
      above.detail = [above.detail, more].filter((text) => text !== '').join('\n');
      return;
    }
    const line = {
      sheet,
      row: row.number,
      columns,
      side,
      kind: texts[0]!.text,
      title: oneLine(texts[1]!.text),
      detail: texts[2]!.text,
    };
    this.lines.push(line);
    for (const [i, field] of (['kind', 'title', 'detail'] as const).entries()) {
      if (texts[i]!.broken) this.problem(line, field, 'IMPORT_FORMULA');
    }
    if (row.hidden)
      this.warnings.push({ sheet: sheet.name, row: row.number, reason: '这一行在表中是隐藏的，也会报送。' });
    const raisedBy = cellOf(row, columns.raisedBy);
    const other = raisedBy ? cellText(raisedBy).text : '';
    if (other !== '' && !other.includes(this.unit.shortName) && !this.unit.name.includes(other)) {
      this.warnings.push({
        sheet: sheet.name,
        row: row.number,
        reason: `提出单位写的是“${other}”，将由${this.unit.name}报送。`,
      });
    }
  }

  result(): ReadTable {
    const [header] = this.headers;
    if (!header) throw new Refusal('IMPORT_UNREADABLE');
    for (const { sheet, row, columns } of this.headers) {
      for (const field of ['kind', 'title'] as const) {
        if (columns[field] !== undefined) continue;
        this.at(sheet, row, 1, field, 'IMPORT_MISSING_COLUMN', { column: COLUMN_LABELS[field] });
      }
    }
    const rows = this.lines.map((line) => {
      const side = line.side ?? sideOfUnit(this.unit.kind);
      return {
        row: line.row,
        side,
        kind: kindFromText(side, line.kind) ?? line.kind,
        title: line.title,
        detail: line.detail,
      };
    });
    const filing = {
      nothing: false,
      items: rows.map(({ side, kind, title, detail }) => ({ side, kind, title, detail })),
    };
    this.check(filing, header);
    this.warnOfDoubles();
    this.errors.sort(
      (a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row || a.column.localeCompare(b.column),
    );
    return {
      rows,
      errors: this.errors,
      warnings: this.warnings,
      filing: this.errors.length > 0 ? null : readFiling(filing, this.unit.kind),
    };
  }

  private check(filing: object, header: Header): void {
    for (const { path, code, params } of checkFiling(filing, this.unit.kind)) {
      const [, index, field] = /^items\[(\d+)\]\.(kind|title|detail)$/.exec(path) ?? [];
      const line = index === undefined ? undefined : this.lines[Number(index)];
      if (!line) this.at(header.sheet, header.row, header.columns.title ?? 1, 'title', code, params);
      else if (code === 'CLASSIFIED_CONTENT')
        throw new Refusal(code, params, `第${line.row}行${COLUMN_LABELS[field as ItemField]}`);
      else this.problem(line, field as ItemField, code, params);
    }
  }

  private warnOfDoubles(): void {
    const seen = new Map<string, number>();
    for (const { sheet, row, title, detail } of this.lines) {
      const key = `${title}\n${detail}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, row);
      else
        this.warnings.push({
          sheet: sheet.name,
          row,
          reason: `与第 ${first} 行内容相同，请确认不是重复填写。`,
        });
    }
  }

  private problem(line: Line, field: ItemField, code: RefusalCode, params: RefusalParams = {}): void {
    const column = line.columns[field];
    // Without the column there is no cell to blame; that it is missing was said at the header.
    if (column !== undefined) this.at(line.sheet, line.row, column, field, code, params);
  }

  private at(
    sheet: Worksheet,
    row: number,
    column: number,
    field: TableColumn,
    code: RefusalCode,
    params: RefusalParams = {},
  ): void {
    const letter = sheet.getColumn(column).letter;
    // One cell, one reason: a formula without result is not also an empty title.
    if (
      this.errors.some((error) => error.sheet === sheet.name && error.row === row && error.column === letter)
    )
      return;
    const label = COLUMN_LABELS[field];
    this.errors.push({
      sheet: sheet.name,
      row,
      column: letter,
      field: label,
      code,
      reason: sentenceOf(code, { field: label, ...params }),
    });
  }
}

/** The columns of a header row: at least two of the words that matter, in different cells. */
function headerOf(row: Row): Columns | null {
  const columns: Columns = {};
  row.eachCell((cell, number) => {
    if (cell.isMerged && Number(cell.master.col) !== number) return;
    const column = columnOfHeader(cellText(cell).text);
    if (column && columns[column] === undefined) columns[column] = number;
  });
  const telling = (['kind', 'title', 'detail'] as const).filter((column) => columns[column] !== undefined);
  return telling.length >= 2 || (telling.length === 1 && columns.number !== undefined) ? columns : null;
}

/** The text of a row that says one thing only, in its first cell or merged across: a heading or a note. */
function onlyTextOf(row: Row): string | null {
  const texts = new Set<string>();
  let firstColumn = Infinity;
  row.eachCell((cell, number) => {
    const { text, broken } = cellText(cell);
    if (text === '' && !broken) return;
    texts.add(text);
    firstColumn = Math.min(firstColumn, number);
  });
  const [text] = texts;
  if (texts.size !== 1 || text === undefined || text === '') return null;
  return firstColumn === 1 || sideOfHeading(text) !== null ? text : null;
}

/** Below the table: a cell merged from the left margin across, or “联系电话：…” that happens to stand under 事项类别. */
function isFootnote(kind: Cell | undefined, title: Cell | undefined, kindText: string): boolean {
  const column = (cell: Cell | undefined) => (cell ? Number(cell.col) : 0);
  const acrossTitle =
    title?.isMerged === true && Number(title.master.col) < column(title) && title.master.row === title.row;
  if (acrossTitle) return true;
  return (
    /^(填报|填表|审核|审批|联系|说明|备注|注|日期|电话)[^：:]{0,8}[：:]/.test(kindText) &&
    (title === undefined || cellText(title).text === '')
  );
}

function startsAbove(cell: Cell): boolean {
  return cell.isMerged && Number(cell.master.row) < Number(cell.row);
}

function cellOf(row: Row, column: number | undefined): Cell | undefined {
  return column === undefined ? undefined : row.getCell(column);
}
