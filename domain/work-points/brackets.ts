/** A pair of brackets, from the opening sign to behind the closing one. `open`: one half is missing. */
export interface Bracket {
  start: number;
  end: number;
  open: boolean;
}

const OPENING = '([{〔【';
const CLOSING = ')]}〕】';

/**
 * The outermost brackets of a folded text, whatever kind closes what other kind (people mix them). One that is never closed ends where
 * the text ends; one that was never opened begins after the last sentence. Linear in the length.
 */
export function bracketsIn(folded: string): Bracket[] {
  const found: Bracket[] = [];
  const waiting: number[] = [];
  for (let i = 0; i < folded.length; i += 1) {
    const sign = folded[i] as string;
    if (OPENING.includes(sign)) waiting.push(i);
    else if (CLOSING.includes(sign)) {
      const start = waiting.pop();
      if (start !== undefined) found.push({ start, end: i + 1, open: false });
      else found.push({ start: Math.max(sentenceStart(folded, i), found.at(-1)?.end ?? 0), end: i + 1, open: true });
    }
  }
  const unclosed = waiting.at(-1);
  if (unclosed !== undefined && unclosed >= (found.at(-1)?.end ?? 0))
    found.push({ start: unclosed, end: folded.length, open: true });
  return outermost(found);
}

const FARTHEST = 300;

function sentenceStart(folded: string, before: number): number {
  for (let i = before - 1; i >= Math.max(0, before - FARTHEST); i -= 1)
    if ('。;!?\n'.includes(folded[i] as string)) return i + 1;
  return Math.max(0, before - FARTHEST);
}

function outermost(brackets: Bracket[]): Bracket[] {
  const kept: Bracket[] = [];
  for (const bracket of brackets.sort((a, b) => a.start - b.start || b.end - a.end))
    if (bracket.start >= (kept.at(-1)?.end ?? 0)) kept.push(bracket);
  return kept;
}

/** The opening sign that a line leaves without its partner, or -1: brackets, quotation marks and 《 within the last few hundred signs. */
export function unclosedAt(folded: string): number {
  const waiting: number[] = [];
  for (let i = Math.max(0, folded.length - FARTHEST); i < folded.length; i += 1) {
    const sign = folded[i] as string;
    if (OPENING.includes(sign) || sign === '《' || sign === '“') waiting.push(i);
    else if (CLOSING.includes(sign) || sign === '》' || sign === '”') waiting.pop();
  }
  return waiting.at(-1) ?? -1;
}
