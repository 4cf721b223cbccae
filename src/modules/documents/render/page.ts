import {
  AlignmentType,
  DocumentGridType,
  type FileChild,
  Footer,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import { font } from './fonts.js';
import type { Area } from './imprint.js';
import { CHARACTER, FOOTER, GRID, MARGIN, PAGE, SIZE, TEXT } from './measures.js';

/** Page numbers between dashes, 宋体 四号: odd pages right, even pages left, one character in (7.5). */
function pageNumber(side: 'left' | 'right'): Footer {
  const run = { font: font('song'), size: SIZE.four };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: CHARACTER.four },
        children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

/** Width of the text area, upright or on its side. */
export const textWidth = (wide: boolean): number => (wide ? TEXT.height : TEXT.width);

export const textArea = (wide: boolean): Area => ({
  left: wide ? MARGIN.bottom : MARGIN.left,
  width: textWidth(wide),
  bottom: wide ? PAGE.width - MARGIN.right : PAGE.height - MARGIN.bottom,
});

/** A section of pages, upright or on their side (tables of many columns): turned, the binding edge is on top. */
export function section(children: readonly FileChild[], wide: boolean, first: boolean): ISectionOptions {
  const { top, left, right, bottom } = MARGIN;
  const margin = wide ? { top: left, bottom: right, left: bottom, right: top } : MARGIN;
  return {
    properties: {
      ...(first ? {} : { type: SectionType.NEXT_PAGE }),
      page: {
        size: { ...PAGE, orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { ...margin, footer: wide ? 700 : FOOTER, header: 851, gutter: 0 },
      },
      grid: { ...GRID, type: DocumentGridType.LINES_AND_CHARS },
    },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    children,
  };
}
