import {
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  type IBorderOptions,
  type IFrameOptions,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { IssuedContent } from '../../../../domain/documents/document.js';
import { dateInWords, widthOf } from '../../../../domain/documents/words.js';
import { font } from './fonts.js';
import { CHARACTER, RULE, SIZE } from './measures.js';
import { exactly, run } from './paragraphs.js';

const IN = CHARACTER.four;
const HEIGHT = 480;
const line = (size: number): IBorderOptions => ({
  style: BorderStyle.SINGLE,
  size,
  color: '000000',
  space: 0,
});

/** Where a text area lies on its paper. */
export interface Area {
  left: number;
  width: number;
  /** Lower edge, from the paper's upper edge. */
  bottom: number;
}

/**
 * 版记 (7.4): copies, who printed it and when, between lines of 0.35, 0.25 and 0.35 mm, at the foot of the last page. Frames at fixed
 * places: the text flows round them, and they stay at the foot however short it is.
 */
export function imprint(
  { issuer, date, copies }: Pick<IssuedContent, 'issuer' | 'date' | 'copies'>,
  area: Area,
): Paragraph[] {
  const style = { size: SIZE.four };
  const printed = new Paragraph({
    frame: frame(area, 1, 0),
    spacing: exactly(HEIGHT),
    indent: { left: IN, right: IN },
    border: { top: line(copies.length > 0 ? RULE.inner : RULE.outer), bottom: line(RULE.outer) },
    tabStops: [{ type: TabStopType.RIGHT, position: area.width - IN }],
    children: [
      run(issuer, style),
      new TextRun({ text: '\t', font: font('fangsong') }),
      run(`${dateInWords(date)}印发`, style),
    ],
  });
  if (copies.length === 0) return [printed];
  const names = `${copies.join('，')}。`;
  // One character of each line may have to go down with a mark that must not begin the next.
  const needed = Math.ceil(widthOf(names) / (area.width / IN - 6));
  // A template's blank keeps room for a usual list.
  const lines = names.startsWith('{{') ? 2 : needed;
  const copied = new Paragraph({
    frame: frame(area, lines, 1),
    spacing: exactly(HEIGHT),
    indent: { left: 4 * IN, hanging: 3 * IN, right: IN },
    border: { top: line(RULE.outer) },
    children: [run(`抄送：${names}`, style)],
  });
  return [copied, printed];
}

/** `lines` high, with `below` lines between it and the foot. */
function frame({ left, width, bottom }: Area, lines: number, below: number): IFrameOptions {
  return {
    type: 'absolute',
    width,
    height: lines * HEIGHT,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    position: { x: left, y: bottom - (lines + below) * HEIGHT },
    wrap: FrameWrap.AROUND,
  };
}
