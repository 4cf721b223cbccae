import { widthOf } from './words.js';

/** With the gaps that office programs put between digits and characters: two of them for a year. */
const titleWidth = (text: string): number => widthOf(text) + 0.15 * (text.match(/[ -~]/g)?.length ?? 0);

/** 28 characters of 16 pt are 20 of 22 pt. */
export const TITLE_LINE = 20;

/** Never at the beginning of a line: closing marks, and particles that belong to what stands before them. */
const NOT_FIRST = /^[的地得和与及、，。：；）》”’〕]/u;
/** Never at the end of a line: opening marks, and words that lead to the next. */
const NOT_LAST = /(?:[（《“‘〔、和与及对]|关于|转发|印发|关|转)$/u;
const INSIDE_NUMBER = /[\d〔〕]$/u;
/** Where a word surely begins or ends: without a dictionary, any other place may tear one apart. */
const WORD_BEGINS = /^(?:关于|转发|印发|召开|开展|做好|工作|会议|情况|《|“)/u;
const WORD_ENDS = /[年室局的，》”]$/u;
/** Worth it when it saves a word from being torn. */
const ONE_MORE_LINE = 80;

/**
 * A title in lines “broken by sense” (GB/T 9704-2012 7.3.1: 词意完整, 排列对称): few lines, of similar length, best before 关于 and the
 * names in 《》, never inside a number. `wide`: how many characters a line takes.
 */
export function titleLines(title: string, wide = TITLE_LINE): string[] {
  const total = titleWidth(title);
  if (total <= wide) return [title];
  const least = Math.ceil(total / wide);
  const tries = [least, least + 1].map((count) => broken([...title], count, wide));
  const [best] = tries.sort((a, b) => a.cost - b.cost);
  return best && best.cost < Infinity ? best.lines : [title];
}

interface Way {
  cost: number;
  cuts: number[];
}

function broken(text: readonly string[], count: number, wide: number): { cost: number; lines: string[] } {
  const depth = depths(text);
  const width = (from: number, to: number) => titleWidth(text.slice(from, to).join(''));
  const even = width(0, text.length) / count;
  // The cheapest way to have the first so many characters in so many lines.
  let ways = new Map<number, Way>([[0, { cost: count * ONE_MORE_LINE, cuts: [] }]]);
  for (let line = 1; line <= count; line++) {
    const next = new Map<number, Way>();
    for (const [from, { cost, cuts }] of ways) {
      for (let to = from + 1; to <= text.length && width(from, to) <= wide; to++) {
        const last = to === text.length;
        if (last !== (line === count)) continue;
        const here = cost + (width(from, to) - even) ** 2 + (last ? 0 : cutCost(text, depth, to));
        if (here < (next.get(to)?.cost ?? Infinity)) next.set(to, { cost: here, cuts: [...cuts, to] });
      }
    }
    ways = next;
  }
  const { cost, cuts } = ways.get(text.length) ?? { cost: Infinity, cuts: [] };
  return { cost, lines: cuts.map((to, i) => text.slice(i === 0 ? 0 : cuts[i - 1], to).join('')) };
}

function cutCost(text: readonly string[], depth: readonly number[], at: number): number {
  const [before, after] = [text.slice(0, at).join(''), text.slice(at).join('')];
  if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return 1000;
  if (INSIDE_NUMBER.test(before) && /^[\d〔〕号年月日]/u.test(after)) return 800;
  const good = WORD_BEGINS.test(after) || WORD_ENDS.test(before);
  return (good ? -10 : 160) + (depth[at] ?? 0) * 30;
}

/** How deep inside names and quotes the place before each character lies. */
function depths(text: readonly string[]): number[] {
  let depth = 0;
  return text.map((character) => {
    const here = depth;
    if ('《“‘（'.includes(character)) depth += 1;
    if ('》”’）'.includes(character)) depth -= 1;
    return here;
  });
}
