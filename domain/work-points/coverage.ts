/** What a level made of a point that came from above. */
export const SPLIT_STATUSES = {
  split: '已分解交办',
  drafted: '已分解，待审定',
  none: '无本级任务',
  pending: '未分解',
} as const;
export type SplitStatus = keyof typeof SPLIT_STATUSES;

/** A lower level's answer to the points it got. */
export interface SplitAnswer {
  /** Upper points that its own points carry out. */
  assigned: ReadonlySet<string>;
  /** Upper points that its draft splits, while it waits for approval. */
  drafted: ReadonlySet<string>;
  none: ReadonlySet<string>;
  /** Its 组长 has approved what was drafted. */
  approved: boolean;
}

export function splitStatus(
  pointId: string,
  { assigned, drafted, none, approved }: SplitAnswer,
): SplitStatus {
  if (assigned.has(pointId)) return 'split';
  if (none.has(pointId)) return 'none';
  return !approved && drafted.has(pointId) ? 'drafted' : 'pending';
}

export type SplitCounts = Record<SplitStatus, number> & { points: number };

export function splitCounts(statuses: readonly SplitStatus[]): SplitCounts {
  const counts: SplitCounts = { points: statuses.length, split: 0, drafted: 0, none: 0, pending: 0 };
  for (const status of statuses) counts[status] += 1;
  return counts;
}

export function sumOfCounts(all: readonly SplitCounts[]): SplitCounts {
  const sum = splitCounts([]);
  for (const counts of all)
    for (const key of Object.keys(sum) as (keyof SplitCounts)[]) sum[key] += counts[key];
  return sum;
}

/** Nothing is left to split or to approve. */
export const isCovered = ({ drafted, pending }: SplitCounts): boolean => drafted + pending === 0;
