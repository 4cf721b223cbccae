/** Where a unit's filing stands (五项制度机制 三（四）1; guyuan-2023 found 13 units that had never filed). */
export const LIAISON_STATES = ['missing', 'returned', 'refiling', 'filed', 'confirmed', 'notAsked'] as const;
export type LiaisonState = (typeof LIAISON_STATES)[number];

export const LIAISON_STATE_LABELS: Record<LiaisonState, string> = {
  missing: '未报',
  returned: '退回待报',
  refiling: '变更待报',
  filed: '已报，待确认',
  confirmed: '已备案',
  notAsked: '不在本年度名单',
};

/** A filing as the register sees it: the latest of the unit, and whether it still owes one. */
export interface FiledLiaison {
  /** State of the latest filing; null when there is none. */
  latest: 'filed' | 'listed' | 'confirmed' | 'returned' | 'withdrawn' | null;
  confirmedBefore: boolean;
  /** The unit has something to hand in, or never did in a year that is over. */
  owes: boolean;
  asked: boolean;
}

export function liaisonStateOf({ latest, confirmedBefore, owes, asked }: FiledLiaison): LiaisonState {
  if (!asked) return 'notAsked';
  if (latest === 'filed' || latest === 'listed') return 'filed';
  if (latest === 'returned') return 'returned';
  if (owes && confirmedBefore) return 'refiling';
  return confirmedBefore ? 'confirmed' : 'missing';
}
