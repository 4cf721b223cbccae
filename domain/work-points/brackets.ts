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
  let sentence = 0;
  for (const { index, 0: sign } of folded.matchAll(/[()[\]{}〔〕【】。;!?\n]/gu)) {
    if (OPENING.includes(sign)) waiting.push(index);
    else if (!CLOSING.includes(sign)) sentence = index + 1;
    else {
      const start = waiting.pop();
      if (start !== undefined) found.push({ start, end: index + 1, open: false });
      else {
        const begin = Math.max(sentence, found.at(-1)?.end ?? 0);
        if (begin < index) found.push({ start: begin, end: index + 1, open: true });
      }
    }
  }
  const unclosed = waiting.at(-1);
  if (unclosed !== undefined && unclosed >= (found.at(-1)?.end ?? 0))
    found.push({ start: unclosed, end: folded.length, open: true });
  return outermost(found);
}

function outermost(brackets: Bracket[]): Bracket[] {
  const kept: Bracket[] = [];
  for (const bracket of brackets.sort((a, b) => a.start - b.start || b.end - a.end))
    if (bracket.start >= (kept.at(-1)?.end ?? 0)) kept.push(bracket);
  return kept;
}

const FARTHEST = 300;

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
