import { LIAISON_STATE_LABELS, LIAISON_STATES, type LiaisonState } from '../../domain/liaisons/register.js';
import type { Schemas } from '../api/schemas.js';

type Row = Schemas['LiaisonRow'];

export interface LiaisonCount {
  state: LiaisonState;
  label: string;
  count: number;
}

/** How many units are in which state, those that owe something first; states nobody is in are left out. */
export function countsOf(counts: Record<string, number>): LiaisonCount[] {
  return LIAISON_STATES.map((state) => ({
    state,
    label: LIAISON_STATE_LABELS[state],
    count: counts[state] ?? 0,
  })).filter(({ count }) => count > 0);
}

/** Whether the unit's filing is still owed. */
export const owes = (state: LiaisonState): boolean => ['missing', 'returned', 'refiling'].includes(state);

/** What was filed last: 无变动, 周晓岚 2027-03-01 起接任. */
export function filedInWords({ filing }: Pick<Row, 'filing'>): string {
  if (filing === null) return '';
  if (filing.unchanged) return '没有变动';
  return `${filing.person ?? ''}${filing.from ? `，自 ${filing.from} 起` : ''}`;
}
