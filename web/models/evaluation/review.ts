import type { Schemas } from '../../api/schemas.js';

type Cell = Schemas['ReviewCellView'];

/** What the review gives one indicator of one subject instead of what stands. */
export interface GivenScore {
  points?: number | undefined;
  reason?: string | undefined;
}

export interface FoundVeto {
  unitId: string;
  item: string;
  reason: string;
}

export interface ReviewForm {
  scores: { unitId: string; indicator: string; points: number; reason?: string }[];
  vetoes: FoundVeto[];
}

export const cellKey = ({ unitId, indicator }: Pick<Cell, 'unitId' | 'indicator'>): string =>
  `${unitId}/${indicator}`;

export function givenOf(form: unknown): { given: Record<string, GivenScore>; vetoes: FoundVeto[] } {
  const { scores = [], vetoes = [] } = (form ?? {}) as Partial<ReviewForm>;
  return {
    given: Object.fromEntries(
      scores.map(({ points, reason, ...of }) => [cellKey(of), { points, reason: reason ?? '' }]),
    ),
    vetoes: vetoes.map((veto) => ({ ...veto })),
  };
}

/** The subject contradicts the system: somebody has to decide. */
export const contradicts = ({ system, claimed }: Pick<Cell, 'system' | 'claimed'>): boolean =>
  system !== null && claimed !== null && system !== claimed;

/** Points that differ from the system's or the claimed ones: a reason is asked for. */
export function needsReason({ system, claimed }: Pick<Cell, 'system' | 'claimed'>, points: number): boolean {
  if (system === null && claimed === null) return points !== 0;
  return (system !== null && points !== system) || (claimed !== null && points !== claimed);
}

/** What keeps the review from being handed in: contradictions nobody decided, differences nobody explained. */
export function openCells(cells: readonly Cell[], given: Readonly<Record<string, GivenScore>>): Cell[] {
  return cells.filter((cell) => {
    const { points, reason = '' } = given[cellKey(cell)] ?? {};
    if (points === undefined || points === null) return cell.points === null;
    return needsReason(cell, points) && reason.trim() === '';
  });
}

export function reviewFormOf(
  cells: readonly Cell[],
  given: Readonly<Record<string, GivenScore>>,
  vetoes: readonly FoundVeto[],
): ReviewForm {
  return {
    scores: cells.flatMap((cell) => {
      const { points, reason = '' } = given[cellKey(cell)] ?? {};
      if (points === undefined || points === null) return [];
      const words = reason.trim();
      return [
        {
          ...{ unitId: cell.unitId, indicator: cell.indicator, points },
          ...(words === '' ? {} : { reason: words }),
        },
      ];
    }),
    vetoes: vetoes.filter(({ item, reason }) => item !== '' && reason.trim() !== ''),
  };
}
