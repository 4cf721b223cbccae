/** A run of letters as a page places it; the origin is the page's lower left corner. */
export interface PlacedText {
  text: string;
  endsLine: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The text of a page in the two orders a reader may see it: as it was written, and as it lies on the page, line by line. A mark may be
 * written letter by letter, its ★ last of all, by another font.
 */
export function arrangements(items: readonly PlacedText[]): string[] {
  const written = items.map(({ text, endsLine }) => (endsLine ? `${text}\n` : text)).join('');
  return [written, lines(items).join('\n')];
}

function lines(items: readonly PlacedText[]): string[] {
  const rows: { y: number; height: number; items: PlacedText[] }[] = [];
  const visible = items.filter(({ text }) => text.trim() !== '');
  for (const item of [...visible].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    // Half a letter's height: superscripts and faked bold stay in their line.
    if (row && row.y - item.y <= Math.max(row.height, item.height) / 2) row.items.push(item);
    else rows.push({ y: item.y, height: item.height, items: [item] });
  }
  return rows.map((row) => joined(row.items.sort((a, b) => a.x - b.x)));
}

/** Columns of a table are apart; letters set wide are not: marks allow one blank. */
function joined(row: readonly PlacedText[]): string {
  return row.reduce((line, { text, x, height }, index) => {
    const before = row[index - 1];
    const gap = before ? x - before.x - before.width : 0;
    return `${line}${gap > height / 2 ? ' ' : ''}${text}`;
  }, '');
}

/** Whether a page has letters, and in codes that are known: a font that doesn't say what its glyphs mean gives control characters and private ones. */
export function isLegible(items: readonly PlacedText[]): boolean {
  const text = items.map((item) => item.text).join('');
  const odd = text.match(/[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu)?.length ?? 0;
  return /[\p{L}\p{N}]/u.test(text) && odd <= text.length / 20;
}

/** Every text anywhere in a value; whatever else it holds doesn't count. Each object once: outlines may go in circles. */
export function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') texts.push(next);
    else if (typeof next === 'object' && next !== null && !ArrayBuffer.isView(next) && !seen.has(next)) {
      seen.add(next);
      if (next instanceof Map) waiting.push(...(next as Map<unknown, unknown>).values());
      else waiting.push(...Object.values(next));
      // Letters of a text kept one by one (a comb field) make a word only together.
      if (Array.isArray(next) && next.length > 1 && next.every((one) => typeof one === 'string'))
        texts.push(next.join(''));
    }
  }
  return texts;
}
