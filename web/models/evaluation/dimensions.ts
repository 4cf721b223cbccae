import { DIMENSION_KEYS, DIMENSIONS, type Dimension } from '../../../domain/evaluation/dimensions.js';

export interface DimensionGroup<One> {
  key: Dimension;
  label: string;
  rows: One[];
}

/** Rows by dimension, in the standard's order; none without rows. */
export function byDimension<One extends { dimension: Dimension }>(
  rows: readonly One[],
): DimensionGroup<One>[] {
  return DIMENSION_KEYS.map((key) => ({
    ...{ key, label: DIMENSIONS[key], rows: rows.filter(({ dimension }) => dimension === key) },
  })).filter((group) => group.rows.length > 0);
}

export const RESPONSE_WORDS: Record<string, string> = {
  accepted: '没有异议',
  objected: '提出异议',
  silent: '期满没有答复',
};

/** “现有 3/4”: what is on record, of what was owed. */
export const countInWords = ({ met, total }: { met: number | null; total: number | null }): string =>
  met === null ? '' : total === 0 ? '没有应办事项' : `现有 ${met}/${total}`;
