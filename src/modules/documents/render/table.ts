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
  const size = columns.length > 6 ? SIZE.annexTable : SIZE.table;
  const widths = columnWidths([columns, ...rows], width, size);
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
    margins: { top: 40, bottom: 40, left: SIDE, right: SIDE },
    rows: [row(columns, { face: 'heiti', size }, true), ...rows.map((cells) => row(cells, { size }, false))],
  });
}

/** Short entries stand in the middle, sentences begin on the left. */
const SHORT = 8;
/** Between a cell's edge and its text. */
const SIDE = 80;
/** Days, numbers, states: up to as many characters stand in one line. */
const NARROW = 5;
/** How much of a line columns of short entries may take before all have to give way. */
const MOST_NARROW = 0.6;

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

/**
 * A column of days, numbers and the like is as wide as they are, so that none is broken; one of other short entries holds them in two lines.
 * The rest share what is left by what they hold: the root mean square of their texts' lengths, softened, so that neither one long list nor a
 * column of long texts leaves no room. Where short ones alone would take most of the line, all share it. `size`: half-points.
 */
export function columnWidths(rows: readonly (readonly string[])[], width: number, size: number): number[] {
  const columns = (rows[0] ?? []).map((_, i) => {
    const lengths = rows.map((cells) => Math.max(2, ...(cells[i] ?? '').split('\n').map(widthOf)));
    return { longest: Math.max(...lengths), usual: Math.hypot(...lengths) / Math.sqrt(lengths.length) };
  });
  // One character more: faces with wide digits, and the gap that office programs set beside them.
  const natural = columns.map(({ longest }) => {
    const line = longest <= NARROW ? longest : Math.ceil(longest / 2);
    return longest <= SHORT ? Math.ceil((line + 1) * size * 10) + 2 * SIDE : 0;
  });
  const narrow = natural.reduce((sum, one) => sum + one, 0);
  const fits = narrow <= width * MOST_NARROW && natural.includes(0);
  const weights = columns.map(({ usual }, i) => {
    if (fits && natural[i] !== 0) return 0;
    return usual <= 4 ? usual + 1.5 : 4 + Math.sqrt(usual - 3) * 2.2;
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  const left = fits ? width - narrow : width;
  const widths = weights.map((weight, i) =>
    weight === 0 ? (natural[i] ?? 0) : Math.floor((weight / sum) * left),
  );
  // What rounding left over goes to the last column that shares: the table's edge is the text's.
  const rest = width - widths.reduce((a, b) => a + b, 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  return widths.map((one, i) => (i === last ? one + rest : one));
}
