/** A stretch of the notice that something was read from: UTF-16 offsets, the end not included. */
export interface Passage {
  id: string;
  start: number;
  end: number;
}

/** A piece of the notice in which the same passages lie from its first character to its last. */
export interface Segment {
  start: number;
  text: string;
  /** Passages it is part of, in the order given; none for what nothing was read from. */
  ids: string[];
}

/**
 * The whole text cut wherever a passage begins or ends. Passages may lie within one another, touch, or reach beyond the text; every
 * character stands in exactly one piece.
 */
export function segmentsOf(text: string, passages: readonly Passage[]): Segment[] {
  const known = passages
    .map(({ id, start, end }) => ({ id, start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end);
  const cuts = [...new Set([0, text.length, ...known.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] as number;
    const inside = known.filter((passage) => passage.start <= start && end <= passage.end);
    return { start, text: text.slice(start, end), ids: inside.map(({ id }) => id) };
  });
}
