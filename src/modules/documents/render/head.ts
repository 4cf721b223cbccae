import { AlignmentType, BorderStyle, Paragraph, TabStopType, TextRun } from 'docx';
import { isUpward } from '../../../../domain/documents/check.js';
import { addresseeLine } from '../../../../domain/documents/addressees.js';
import type { DocumentKind, IssuedContent } from '../../../../domain/documents/document.js';
import { TITLE_LINE, titleLines } from '../../../../domain/documents/title-lines.js';
import { dateInWords, widthOf } from '../../../../domain/documents/words.js';
import { font } from './fonts.js';
import { CHARACTER, COLOUR, FORM_BEFORE, HEAD_BEFORE, RULE, RULE_BEFORE, SIZE, TEXT } from './measures.js';
import { blank, exactly, paragraph, run } from './paragraphs.js';

/** 版头 (7.2): red head, number, line. A supervision form's colour says how urgent it is. */
export function head(content: IssuedContent): Paragraph[] {
  const colour = content.kind === 'supervision' ? COLOUR[content.colour ?? 'blue'] : COLOUR.red;
  return [
    mark(content, colour),
    ...blank(content.kind === 'supervision' ? 1 : 2),
    ...numberLines(content),
    rule(colour),
  ];
}

/** 发文机关标志. */
const MARK_ENDS: Partial<Record<DocumentKind, string>> = { minutes: '会议纪要', supervision: '督办单' };

/** “××自治县双拥工作领导小组办公室文件”. */
const USUAL_WIDTH = 18;
const MARK = { most: 52, narrowest: 66 };

/** One line if it can be, letters narrowed as printers do. */
function mark({ kind, issuer }: IssuedContent, colour: string): Paragraph {
  const text = `${issuer}${MARK_ENDS[kind] ?? '文件'}`;
  // A template's blank has room for what will stand there, not for itself.
  const width = text.startsWith('{{') ? USUAL_WIDTH : widthOf(text);
  const room = (TEXT.width / 20 / width) * 0.97;
  // A name that is too long even when narrowed goes on in a second line.
  const points = Math.max(26, Math.min(MARK.most, Math.floor(room / (MARK.narrowest / 100))));
  const scale = Math.max(MARK.narrowest, Math.min(100, Math.floor((room / points) * 100)));
  return paragraph([run(text, { face: 'title', size: points * 2, colour, scale })], {
    alignment: AlignmentType.CENTER,
    spacing: exactly(Math.round(points * 20 * 1.2), {
      before: kind === 'supervision' ? FORM_BEFORE : HEAD_BEFORE,
    }),
  });
}

/** 发文字号: centred; upward documents have it left, one character in, with 签发人 on the right (7.2.5, 7.2.6). */
function numberLines({ kind, number, issuer, date, signatory }: IssuedContent): Paragraph[] {
  if (isUpward(kind)) return [pair(run(number), [run('签发人：'), run(signatory ?? '', { face: 'kaiti' })])];
  const line = paragraph([run(number)], { alignment: AlignmentType.CENTER });
  // 纪要 have no 落款: who made them and when stands above the line.
  return kind === 'minutes' ? [line, ...blank(), pair(run(issuer), [run(dateInWords(date))])] : [line];
}

function pair(left: TextRun, right: readonly TextRun[]): Paragraph {
  const indent = { left: CHARACTER.three, right: CHARACTER.three };
  return paragraph([left, new TextRun({ text: '\t', font: font('fangsong') }), ...right], {
    indent,
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT.width - CHARACTER.three }],
  });
}

/** In a paragraph of its own: under an indented number the line would be indented too. */
function rule(colour: string): Paragraph {
  return paragraph([run('', { size: 2 })], {
    spacing: exactly(RULE_BEFORE),
    border: { bottom: { style: BorderStyle.SINGLE, size: RULE.red, color: colour, space: 0 } },
  });
}

/** On a page turned on its side. */
const WIDE_TITLE = 28;

/** 标题: 小标宋 二号, centred, two lines below the red line, in lines broken by sense (7.3.1). */
export function title(
  text: string,
  { before = 2, wide = false }: { before?: number; wide?: boolean } = {},
): Paragraph[] {
  // A little closer than set solid: where a face has wide digits, twenty characters still fit.
  const style = { face: 'title', size: SIZE.two, spacing: -10 } as const;
  return [
    ...blank(before),
    ...titleLines(text, wide ? WIDE_TITLE : TITLE_LINE).map((line) =>
      paragraph([run(line, style)], {
        alignment: AlignmentType.CENTER,
        spacing: exactly(700),
        keepNext: true,
      }),
    ),
    ...blank(),
  ];
}

/** 主送机关: flush left, with a full-width colon (7.3.2). */
export function recipients(names: readonly string[]): Paragraph[] {
  return names.length === 0 ? [] : [paragraph([run(`${addresseeLine(names)}：`)])];
}
