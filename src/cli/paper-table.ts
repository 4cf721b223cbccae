/** Columns a terminal shows: a Chinese letter is two wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u2014\u2018-\u201d\u2026]/u.test(
        letter,
      )
        ? 2
        : 1;
  return width;
}

/** A table for people, every cell broken at its column's width. */
export function paperTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): string {
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(head, widths), rule, ...rows.map((row) => line(row, widths))].join('\n');
}

function line(cells: readonly string[], widths: readonly number[]): string {
  const broken = cells.map((cell, i) => wrapped(cell, widths[i] as number));
  const height = Math.max(...broken.map(({ length }) => length));
  return Array.from({ length: height }, (_, y) =>
    broken
      .map((pieces, i) => {
        const piece = pieces[y] ?? '';
        return piece + ' '.repeat(Math.max(0, (widths[i] as number) - widthOf(piece)));
      })
      .join('  ')
      .trimEnd(),
  ).join('\n');
}

function wrapped(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of text.replace(/\s+/gu, ' ')) {
    if (widthOf(piece) + widthOf(letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
