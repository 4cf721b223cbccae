import {
  BorderStyle,
  type IBorderOptions,
  OverlapType,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { IssuedContent } from '../../../../domain/documents/document.js';
import { dateInWords } from '../../../../domain/documents/words.js';
import { font } from './fonts.js';
import { CHARACTER, RULE, SIZE } from './measures.js';
import { exactly, run } from './paragraphs.js';

const IN = CHARACTER.four;
const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const line = (size: number): IBorderOptions => ({ style: BorderStyle.SINGLE, size, color: '000000' });

/**
 * 版记 (7.4): copies, who printed it and when, between lines of 0.35, 0.25 and 0.35 mm, at the foot of the last page. A table that hangs
 * on the bottom margin, so that it stays there however long the text is.
 */
export function imprint(
  { issuer, date, copies }: Pick<IssuedContent, 'issuer' | 'date' | 'copies'>,
  width: number,
): Table {
  const style = { size: SIZE.four };
  const rows: Paragraph[] = [];
  if (copies.length > 0)
    rows.push(
      new Paragraph({
        spacing: exactly(480),
        indent: { left: 4 * IN, hanging: 3 * IN, right: IN },
        children: [run(`抄送：${copies.join('，')}。`, style)],
      }),
    );
  rows.push(
    new Paragraph({
      spacing: exactly(480),
      indent: { left: IN, right: IN },
      tabStops: [{ type: TabStopType.RIGHT, position: width - IN }],
      children: [
        run(issuer, style),
        new TextRun({ text: '\t', font: font('fangsong') }),
        run(`${dateInWords(date)}印发`, style),
      ],
    }),
  );
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [width],
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0 },
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      overlap: OverlapType.NEVER,
    },
    rows: rows.map(
      (child, i) =>
        new TableRow({
          cantSplit: true,
          children: [
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              borders: {
                top: line(i === 0 ? RULE.outer : RULE.inner),
                bottom: line(i === rows.length - 1 ? RULE.outer : RULE.inner),
                left: NONE,
                right: NONE,
              },
              children: [child],
            }),
          ],
        }),
    ),
  });
}
