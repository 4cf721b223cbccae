import { unclosedAt } from './brackets.js';
import { cellsOf } from './cells.js';
import { type Line } from './lines.js';
import { type Mark, readMark } from './marks.js';
import { Passage } from './passage.js';
import { LABEL } from './roles.js';

/** A paragraph as its author meant it, put together again from the lines a printer or a PDF made of it; or the row of a table. */
export interface Block {
  passage: Passage;
  mark: Mark | null;
  /** Without the mark. */
  body: Passage;
  heading: number;
  bullet: boolean;
  cells: Passage[] | null;
}

const ROLE_LINE = /^[([{〔【]?\s?(?:牵头|责任|配合|协办|主办|承办)/u;

export function blocksOf(lines: readonly Line[]): Block[] {
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let parts: Passage[] = [];
  let first: Line | undefined;
  let last: Line | undefined;
  const flush = () => {
    // One by one: a call with 100,000 arguments fails.
    if (first) for (const block of splitRunOn(blockOf(Passage.join(parts), first))) blocks.push(block);
    parts = [];
    first = undefined;
  };
  for (const line of lines) {
    const cells = cellsOf(line.passage);
    if (cells) {
      flush();
      blocks.push({ ...blockOf(line.passage, line), cells });
    } else if (first && last && continues(tailOf(parts), first, last, line, width)) parts.push(line.passage);
    else {
      flush();
      first = line;
      parts = [line.passage];
    }
    last = line;
  }
  flush();
  return blocks;
}

/** The end of what was put together: as much as a bracket may be long. */
function tailOf(parts: readonly Passage[]): Passage {
  let from = parts.length;
  for (let length = 0; from > 0 && length < 400; from -= 1) length += (parts[from - 1] as Passage).length;
  return Passage.join(parts.slice(from));
}

function blockOf(passage: Passage, { heading, bullet }: Line): Block {
  const mark = readMark(passage.folded);
  return { passage, mark, body: mark ? passage.slice(mark.length) : passage, heading, bullet, cells: null };
}

/** How long a full line is where every line was broken at the same width; null where lines are paragraphs. */
function wrapWidth(lines: readonly Line[]): number | null {
  const lengths = lines.map(({ passage }) => passage.length).filter((length) => length >= 12);
  if (lengths.length < 8) return null;
  const sorted = [...lengths].sort((a, b) => a - b);
  const width = sorted[Math.floor(sorted.length * 0.9)] as number;
  const full = lines.filter(({ passage }) => Math.abs(passage.length - width) <= 3);
  const broken = full.filter(({ passage }) => !endsSentence(passage.folded));
  return width >= 20 && width <= 70 && full.length >= lengths.length * 0.4 && broken.length * 2 > full.length
    ? width
    : null;
}

/** Whether the line goes on with what the lines before began. `before`: the end of it. */
function continues(before: Passage, first: Line, last: Line, line: Line, width: number | null): boolean {
  if (line.heading > 0 || line.bullet || first.heading > 0) return false;
  if (readMark(line.passage.folded)) return false;
  const text = before.folded;
  const open = unclosedAt(text);
  const label = startsWithLabel(line.passage.folded);
  if (open >= 0) return !label || ROLE_LINE.test(text.slice(open).replace(/\s+/gu, ''));
  if (label || ROLE_LINE.test(line.passage.folded)) return false;
  if (endsSentence(text))
    return (
      width !== null && !line.indented && !line.blankBefore && isFull(last, width) && !endsAssignment(text)
    );
  if (/[、,(《“-]$/u.test(text) || /(?:和|与|及|的|对|在|把|将|等)$/u.test(text)) return true;
  if (width !== null && isFull(last, width)) return true;
  if (width !== null && !line.blankBefore) return false;
  return !isHeadingLike(before, first) && text.length >= 40 && /[,。;]/u.test(text);
}

const isFull = ({ passage }: Line, width: number): boolean => passage.length >= width - 3;

export function startsWithLabel(folded: string): boolean {
  return folded.slice(0, 16).search(LABEL) === 0;
}

/** What stands over others: marked 一、 (or a short （一） or 1.), and no sentence. */
function isHeadingLike(before: Passage, first: Line): boolean {
  const mark = readMark(first.passage.folded);
  if (mark === null) return before.length < 30;
  return before.length <= (mark.kind === 'chinese' || mark.kind === 'part' ? 60 : 30);
}

export function endsSentence(folded: string): boolean {
  return /[。!?;:…]["”』」)\]】〕》]*$/u.test(folded.slice(-6)) || endsAssignment(folded);
}

/** “…牵头，…配合）”. */
function endsAssignment(folded: string): boolean {
  if (!/[)\]】〕][。;]?$/u.test(folded.slice(-2))) return false;
  const open = Math.max(...['(', '[', '【', '〔'].map((sign) => folded.lastIndexOf(sign)));
  return /牵头|配合|负责|单位|落实|参加|参与|主办|协办|承办/u.test(folded.slice(open));
}

/** Points whose line breaks were lost: “1.…（甲牵头）2.…（乙牵头）”. Only where the numbering goes on right after a bracket or full stop. */
function splitRunOn(block: Block): Block[] {
  const { mark, passage } = block;
  if (!mark || mark.kind === 'part') return [block];
  const pieces: Block[] = [];
  let from = 0;
  let wanted = mark.ordinal + 1;
  for (const { index, 0: end } of passage.folded.matchAll(/[。)\]】〕]\s?(?=[\d(一二三四五六七八九十])/gu)) {
    const at = index + end.length;
    const next = readMark(passage.folded.slice(at, at + 30));
    if (next?.kind !== mark.kind || next.ordinal !== wanted) continue;
    pieces.push(pieceOf(block, from, at));
    from = at;
    wanted += 1;
  }
  return from === 0 ? [block] : [...pieces, pieceOf(block, from, passage.length)];
}

function pieceOf(block: Block, from: number, to: number): Block {
  const passage = block.passage.slice(from, to).trim();
  const mark = readMark(passage.folded);
  return { ...block, passage, mark, body: mark ? passage.slice(mark.length) : passage };
}
