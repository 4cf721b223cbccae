/** 28 characters of 16 pt are 20 of 22 pt. */
export const TITLE_LINE = 20;

/** Never at the beginning of a line: closing marks, and particles that belong to what stands before them. */
const NOT_FIRST = /^[的地得和与及、，。：；）》”’〕]/u;
/** Never at the end of a line: opening marks, and words that lead to the next. */
const NOT_LAST = /[（《“‘〔、]$|[关和与及对]$/u;

/**
 * A title in lines “broken by sense” (GB/T 9704-2012 7.3.1: 词意完整, 排列对称): as few lines as it takes, of similar length, best before
 * 关于 and the kind of document, never inside a name in 《》 or “” when that can be helped. `wide`: how many characters a line takes.
 */
export function titleLines(title: string, wide = TITLE_LINE): string[] {
  const text = [...title];
  const count = Math.ceil(text.length / wide);
  if (count <= 1) return [title];
  const depth = depths(text);
  const even = text.length / count;
  // best[n][i]: the cheapest way to have the first i characters in n lines.
  let best = new Map<number, { cost: number; cuts: number[] }>([[0, { cost: 0, cuts: [] }]]);
  for (let line = 1; line <= count; line++) {
    const next = new Map<number, { cost: number; cuts: number[] }>();
    for (const [from, { cost, cuts }] of best) {
      const least = line === count ? text.length : from + 1;
      for (let to = least; to <= Math.min(from + wide, text.length); to++) {
        if (line < count && to === text.length) continue;
        const here = cost + (to - from - even) ** 2 + (to === text.length ? 0 : cutCost(text, depth, to));
        if (here < (next.get(to)?.cost ?? Infinity)) next.set(to, { cost: here, cuts: [...cuts, to] });
      }
    }
    best = next;
  }
  const cuts = best.get(text.length)?.cuts ?? [];
  return cuts.map((to, i) => text.slice(i === 0 ? 0 : cuts[i - 1], to).join(''));
}

function cutCost(text: readonly string[], depth: readonly number[], at: number): number {
  const [before, after] = [text.slice(0, at).join(''), text.slice(at).join('')];
  if (NOT_FIRST.test(after) || NOT_LAST.test(before) || before.endsWith('关于')) return 1000;
  if (/[\d〔〕]$/u.test(before) && /^[\d〔〕号年月日]/u.test(after)) return 800;
  if ((depth[at] ?? 0) > 0) return 60;
  if (after.startsWith('关于') || after.startsWith('《') || after.startsWith('“')) return -15;
  if (/[的，》”]$/u.test(before)) return -10;
  return 30;
}

/** How deep inside brackets and quotes the place before each character lies. */
function depths(text: readonly string[]): number[] {
  let depth = 0;
  return text.map((character) => {
    if ('》”’）'.includes(character)) depth -= 1;
    const here = depth + ('》”’）'.includes(character) ? 1 : 0);
    if ('《“‘（'.includes(character)) depth += 1;
    return here;
  });
}
