import type { MarkKind } from './marks.js';
import type { WorkPoint } from './notice.js';
import type { UnnumberedPoint } from './points.js';

/** How many numbers of a run may be wrong before it is no run with slips but one that begins anew. */
const SLIPS = 0.2;

/**
 * Gives each point its number. Integers that the document runs through it are kept, with a note where one is left out or stands twice.
 * Everywhere else (一、（一） levels, 1. 2. anew in each section) points are counted through the notice: 1, 2, 3 …
 */
export function numbered(points: readonly UnnumberedPoint[]): WorkPoint[] {
  const kind = points.find(({ mark }) => mark !== null)?.mark?.kind;
  const own = isInteger(kind) ? ownNumbers(points, kind) : null;
  return points.map(({ mark, ...point }, i) => {
    if (own === null) return { number: i + 1, ...point };
    const number = own[i] as number;
    const notes = [...gapNotes(own[i - 1] ?? 0, number)];
    if (mark?.kind === kind && mark?.ordinal !== number)
      notes.push(`文中的序号是${mark?.ordinal}，与别的要点重复，按顺序记为${number}`);
    return { number, ...point, unsure: [...notes, ...point.unsure] };
  });
}

const isInteger = (kind: MarkKind | undefined): kind is MarkKind =>
  kind === 'arabic' || kind === 'task' || kind === 'article';

function gapNotes(before: number, number: number): string[] {
  // An excerpt may begin anywhere.
  if (before === 0 || number <= before + 1) return [];
  return [`前面缺第${before + 1}${number > before + 2 ? `至${number - 1}` : ''}条，请核对是否漏读`];
}

/** Null where they are no numbers that run through the document. */
function ownNumbers(points: readonly UnnumberedPoint[], kind: MarkKind): number[] | null {
  const marked = points.filter(({ mark }) => mark?.kind === kind);
  if (marked.length < points.length * (1 - SLIPS)) return null;
  if (points.some(({ mark }, i) => i > 0 && mark?.kind === kind && mark.ordinal === 1)) return null;
  const numbers: number[] = [];
  let slips = 0;
  for (const { mark } of points) {
    const last = numbers.at(-1) ?? 0;
    const ordinal = mark?.kind === kind ? mark.ordinal : last + 1;
    if (ordinal <= last) slips += 1;
    numbers.push(Math.max(ordinal, last + 1));
  }
  return slips <= points.length * SLIPS ? numbers : null;
}
