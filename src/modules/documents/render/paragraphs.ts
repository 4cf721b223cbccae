import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx';
import { font, type Face } from './fonts.js';
import { CHARACTER, LINE, SIZE, SPACING } from './measures.js';

export interface Style {
  face?: Face;
  /** Half-points. */
  size?: number;
  colour?: string;
  /** Per cent of the normal width. */
  scale?: number;
  /** Between characters, in twips. */
  spacing?: number;
}

/** A run with its East Asian face named. */
export function run(
  text: string,
  {
    face = 'fangsong',
    size = SIZE.three,
    colour,
    scale,
    spacing = size === SIZE.three ? SPACING : 0,
  }: Style = {},
): TextRun {
  return new TextRun({
    text,
    font: font(face),
    size,
    ...(spacing === 0 ? {} : { characterSpacing: spacing }),
    ...(colour === undefined ? {} : { color: colour }),
    ...(scale === undefined || scale === 100 ? {} : { scale }),
  });
}

/** Lines of one fixed height, so that 22 of them fill a page whatever font the reader has. */
export const exactly = (height: number, more: { before?: number; after?: number } = {}) => ({
  line: height,
  lineRule: LineRuleType.EXACT,
  ...more,
});

export function paragraph(runs: readonly TextRun[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ spacing: exactly(LINE), widowControl: false, ...options, children: runs });
}

export const blank = (lines = 1): Paragraph[] => Array.from({ length: lines }, () => paragraph([run('')]));

/** Body text: two characters in, both edges straight; a line break in the text is a new paragraph. */
export function bodyText(text: string, style: Style = {}, options: IParagraphOptions = {}): Paragraph[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const indent = { firstLine: 2 * CHARACTER.three };
  return lines
    .filter((line) => line !== '')
    .map((line) => paragraph([run(line, style)], { indent, alignment: AlignmentType.BOTH, ...options }));
}
