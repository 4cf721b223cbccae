import { sumOf, type EvaluationStandard } from './standard.js';
import type { VetoItem } from './veto-items.js';

export interface EvaluationResult {
  points: number;
  grade: string;
  /** 一票否决: it failed, whatever the points. */
  vetoed: boolean;
}

/** What a subject is told where a veto item stands against it. */
export const VETOED_GRADE = '不合格（一票否决）';

/**
 * A result of points and of the veto items that are confirmed. Points can't make up for a veto item that the standard names; one that it
 * doesn't name fails nobody.
 */
export function resultOf(
  { grades, vetoes }: Pick<EvaluationStandard, 'grades' | 'vetoes'>,
  points: readonly number[],
  confirmed: readonly VetoItem[],
): EvaluationResult {
  const sum = sumOf(points);
  if (confirmed.some((item) => vetoes.includes(item)))
    return { points: sum, grade: VETOED_GRADE, vetoed: true };
  const band = grades.find(({ from }) => sum >= from) ?? grades.at(-1);
  return { points: sum, grade: band?.label ?? '', vetoed: false };
}
