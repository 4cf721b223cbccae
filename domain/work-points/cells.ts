import type { Passage } from './passage.js';

/** The cells of a table's row: Markdown's bars, or tabs as a spreadsheet copies them. Null for what is no row. */
export function cellsOf(line: Passage): Passage[] | null {
  const { folded } = line;
  const bars = count(folded, '|');
  if (bars >= 2 || (bars === 1 && /^\||\|$/u.test(folded))) {
    const inner = line.slice(
      folded.startsWith('|') ? 1 : 0,
      folded.endsWith('|') ? line.length - 1 : line.length,
    );
    return cut(inner, '|');
  }
  return count(folded, '\t') >= 2 ? cut(line, '\t') : null;
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found += 1;
  return found;
}

function cut(line: Passage, sign: string): Passage[] {
  const cells: Passage[] = [];
  let from = 0;
  for (let at = line.folded.indexOf(sign); at >= 0; at = line.folded.indexOf(sign, from)) {
    cells.push(unquoted(line.slice(from, at).trim()));
    from = at + 1;
  }
  cells.push(unquoted(line.slice(from).trim()));
  return cells;
}

function unquoted(cell: Passage): Passage {
  return /^".*"$/su.test(cell.text) ? cell.slice(1, -1 + cell.length) : cell;
}

/** The line under a Markdown table's head. */
export function isRule(cells: readonly Passage[]): boolean {
  return cells.every(({ text }) => /^:?-*:?$/u.test(text)) && cells.some(({ text }) => text.includes('-'));
}
