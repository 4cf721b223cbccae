import { readMark } from './marks.js';
import { Passage } from './passage.js';
import { LABEL, ROLE_WORDS } from './roles.js';

/** One line of the notice that says something: page numbers, running headers and Markdown marks are gone. */
export interface Line {
  passage: Passage;
  /** Of a Markdown heading: 1 … 6; 0 for everything else. */
  heading: number;
  bullet: boolean;
  /** Begins with two blanks of a letter's width, as paragraphs do. */
  indented: boolean;
  blankBefore: boolean;
}

/** A line break inside a table cell: Word's own sign for it. */
export const CELL_BREAK = '\v';

export function linesOf(source: string): Line[] {
  const lines: (Line & { page: boolean })[] = [];
  let blank = false;
  let from = 0;
  const read = (to: number) => {
    const raw = visible(source, from, to);
    const passage = withCells(raw);
    if (passage.length === 0) blank = true;
    else {
      lines.push({ ...lineOf(raw, passage), blankBefore: blank, page: isPageNumber(passage.folded) });
      blank = false;
    }
  };
  for (const { index, 0: sign } of source.matchAll(/\r\n|[\n\r\f\u0085\u2028\u2029]/gu)) {
    if (isInsideQuotedCell(source, from, index)) continue;
    read(index);
    if (sign === '\f') blank = true;
    from = index + sign.length;
  }
  read(source.length);
  return withoutHeaders(lines);
}

const LONGEST_CELL = 500;

/** A spreadsheet's cell with a line break in it is copied as tab, quotation mark, lines, quotation mark. */
function isInsideQuotedCell(source: string, from: number, to: number): boolean {
  if (to - from > LONGEST_CELL) return false;
  const line = source.slice(from, to);
  const quotes = line.split('"').length - 1;
  if (quotes % 2 === 0 || !/\t"[^"]*$/u.test(line)) return false;
  const close = source.indexOf('"', to);
  return close > 0 && close - to < LONGEST_CELL && /^"(?:[\t\r\n]|$)/u.test(source.slice(close, close + 2));
}

/** Trimmed; of a spreadsheet's row the tabs stay, for its empty cells. */
function withCells(raw: Passage): Passage {
  const passage = raw.trim();
  if (!passage.text.includes('\t') || raw.text.split('\t').length < 3) return passage;
  return raw.slice(/^ */u.exec(raw.text)?.[0].length ?? 0);
}

/** Zero-width and control characters, bold marks, escapes; `<br>` becomes a break inside the cell. */
const DROPPED =
  // eslint-disable-next-line no-control-regex
  /\*{2,}|(?<=\S)\*|\*(?=\S)|<br\s?\/?>|\\(?=[.()[\]*#_+\-!])|[\u0000-\u0008\u000e-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/giu;

function visible(source: string, start: number, end: number): Passage {
  const line = source.slice(start, end);
  if (line.search(DROPPED) < 0) return new Passage(line, start);
  const at: number[] = [];
  let text = '';
  let from = 0;
  const keep = (to: number) => {
    text += line.slice(from, to);
    for (let i = from; i < to; i += 1) at.push(start + i);
  };
  for (const { index, 0: dropped } of line.matchAll(DROPPED)) {
    keep(index);
    if (dropped.startsWith('<')) {
      text += CELL_BREAK;
      at.push(start + index);
    }
    from = index + dropped.length;
  }
  keep(line.length);
  return new Passage(text, at);
}

function lineOf(raw: Passage, passage: Passage): Omit<Line, 'blankBefore'> {
  const indented = /^(?:\u3000{1,}| {4,}|\t)/u.test(raw.text);
  const heading = /^#{1,6}(?!#)\s*/u.exec(passage.folded);
  if (heading)
    return {
      passage: passage.slice(heading[0].length),
      heading: heading[0].trimEnd().length,
      bullet: false,
      indented,
    };
  const bullet = /^(?:[-*+>]\s+|[●◆■▪○◇□▲★※•·]\s*)/u.exec(passage.folded);
  if (bullet && bullet[0].length < passage.length)
    return {
      passage: passage.slice(bullet[0].length),
      heading: 0,
      bullet: !passage.text.startsWith('>'),
      indented,
    };
  return { passage, heading: 0, bullet: false, indented };
}

/** “- 3 -”, “—3—”, “第3页 共8页”, “3/8”, “12”. */
function isPageNumber(folded: string): boolean {
  return (
    folded.length <= 24 &&
    (/^[-—–─~·\s]*(?:第\s?)?\d{1,3}(?:\s?页)?(?:[\s,/]{1,3}(?:共\s?)?\d{1,3}(?:\s?页)?)?[-—–─~·\s]*$/u.test(
      folded,
    ) ||
      /^(?:page|p\.)\s?\d{1,3}(?:\s?(?:of|\/)\s?\d{1,3})?$/iu.test(folded))
  );
}

/** A running header stands beside page numbers again and again, or recurs so often that it is no sentence of the notice. */
function withoutHeaders(lines: (Line & { page: boolean })[]): Line[] {
  const besides = new Map<string, number>();
  const total = new Map<string, number>();
  lines.forEach(({ passage, page }, i) => {
    if (page) return;
    const { folded } = passage;
    total.set(folded, (total.get(folded) ?? 0) + 1);
    if (lines[i - 1]?.page === true || lines[i + 1]?.page === true)
      besides.set(folded, (besides.get(folded) ?? 0) + 1);
  });
  const seen = new Set<string>();
  return lines.filter(({ passage, page }) => {
    if (page) return false;
    const { folded } = passage;
    const again = seen.has(folded);
    seen.add(folded);
    if ((total.get(folded) ?? 0) < 2 || !mayBeHeader(folded)) return true;
    if ((besides.get(folded) ?? 0) >= 2) return false;
    return (
      !again ||
      (!isTitleLike(folded) &&
        ((total.get(folded) ?? 0) < 3 || /(?:局|部|办|委|厅|室|单位|部门|人民政府)$/u.test(folded)))
    );
  });
}

function mayBeHeader(folded: string): boolean {
  return (
    folded.length >= 3 &&
    folded.length <= 60 &&
    !/[。;!?:|\t]/u.test(folded) &&
    readMark(folded) === null &&
    // What begins with one of the last three goes on from the line before.
    !/^[(),、]/u.test(folded) &&
    folded.search(LABEL) < 0 &&
    !(ROLE_WORDS.test(folded) && /牵头|配合|负责/u.test(folded))
  );
}

function isTitleLike(folded: string): boolean {
  return /^《?.{0,30}\d{4}年.{2,40}》?$/u.test(folded);
}
