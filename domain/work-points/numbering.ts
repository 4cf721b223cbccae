import type { WorkPoint } from './notice.js';
import type { UnnumberedPoint } from './points.js';

/** How many numbers of a run may be wrong before it is no run with slips but one that begins anew. */
const SLIPS = 0.2;

/**
 * Gives each point its number. Integers that the document runs through it are kept, with a note where one is left out or stands twice.
 * Everywhere else (一、（一） levels, 1. 2. anew in each section) points are counted through the notice: 1, 2, 3 …
 */
export function numbered(points: readonly UnnumberedPoint[]): WorkPoint[] {
  const own = ownNumbers(points);
  return points.map(({ mark, ...point }, i) => {
    const number = own?.[i] ?? i + 1;
    const before = own?.[i - 1];
    const notes: string[] = [];
    if (own && before !== undefined && number > before + 1)
      notes.push(`前面缺第${before + 1}${number > before + 2 ? `至${number - 1}` : ''}条，请核对是否漏读`);
    if (own && mark && mark.ordinal !== number)
      notes.push(`文中的序号是${mark.ordinal}，与别的要点重复，按顺序记为${number}`);
    return { number, ...point, unsure: [...notes, ...point.unsure] };
  });
}

/** Null where they are no numbers that run through the document. */
function ownNumbers(points: readonly UnnumberedPoint[]): number[] | null {
  const marked = points.filter(
    ({ mark }) =>
      mark !== null && (mark.kind === 'arabic' || mark.kind === 'task' || mark.kind === 'article'),
  );
  if (marked.length < points.length * (1 - SLIPS)) return null;
  const numbers: number[] = [];
  let slips = 0;
  for (const { mark } of points) {
    const last = numbers.at(-1) ?? 0;
    const ordinal = mark?.ordinal ?? last + 1;
    if (ordinal > last) numbers.push(ordinal);
    else {
      slips += 1;
      numbers.push(last + 1);
    }
  }
  return slips <= points.length * SLIPS && !restarts(points) ? numbers : null;
}

function restarts(points: readonly UnnumberedPoint[]): boolean {
  return points.some(({ mark }, i) => i > 0 && mark?.ordinal === 1);
}
