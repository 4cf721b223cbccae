import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block } from '../../../../domain/documents/document.js';
import { widthOf } from '../../../../domain/documents/words.js';
import { RULE, SIZE } from './measures.js';
import { exactly, run, type Style } from './paragraphs.js';

type TableBlock = Extract<Block, { type: 'table' }>;

/** As wide as the text, its head repeated on each page, no row torn apart. */
export function table({ columns, rows }: TableBlock, width: number): Table {
  const widths = columnWidths([columns, ...rows], width);
  const size = columns.length > 6 ? SIZE.annexTable : SIZE.table;
  const edge = { style: BorderStyle.SINGLE, size: RULE.table, color: '000000' };
  const row = (cells: readonly string[], style: Style, header: boolean) =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: columns.map((_, i) => cell(cells[i] ?? '', widths[i] ?? 0, style, header)),
    });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: edge,
      bottom: edge,
      left: edge,
      right: edge,
      insideHorizontal: edge,
      insideVertical: edge,
    },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    rows: [row(columns, { face: 'heiti', size }, true), ...rows.map((cells) => row(cells, { size }, false))],
  });
}

/** Short entries stand in the middle, sentences begin on the left. */
const SHORT = 8;

function cell(text: string, width: number, style: Style, header: boolean): TableCell {
  const centred = header || widthOf(text) <= SHORT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: exactly(300),
          children: [run(line, style)],
        }),
    ),
  });
}

/** Shares of the width by what the columns hold: the longest text counts, softened, so that one long column leaves room for others. */
export function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const count = rows[0]?.length ?? 0;
  const weights = Array.from({ length: count }, (_, i) => {
    const longest = Math.max(2, ...rows.map((cells) => widthOf(cells[i] ?? '')));
    return longest <= 4 ? longest + 1.5 : 4 + Math.sqrt(longest - 3) * 2.2;
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  const widths = weights.map((weight) => Math.floor((weight / sum) * width));
  // What rounding left over goes to the last column: the table's edge is the text's.
  const rest = width - widths.reduce((a, b) => a + b, 0);
  return widths.map((one, i) => (i === count - 1 ? one + rest : one));
}
