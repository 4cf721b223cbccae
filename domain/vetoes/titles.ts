import type { HonourState } from '../honours/kinds.js';
import type { CivilDate } from '../time/zone.js';

/** What a veto event does to a title its subject holds, as it is first decided. */
export const TITLE_MEASURES = { keep: '保持', freeze: '暂停', revoke: '撤销' } as const;
export type TitleMeasure = keyof typeof TITLE_MEASURES;
export const TITLE_MEASURE_KEYS = Object.keys(TITLE_MEASURES) as TitleMeasure[];

/** What becomes of a frozen title when it is looked at again. */
export const RECONSIDERED = { lift: '恢复', revoke: '撤销', prolong: '继续暂停' } as const;
export type Reconsidered = keyof typeof RECONSIDERED;
export const RECONSIDERED_KEYS = Object.keys(RECONSIDERED) as Reconsidered[];

/** Everything that may be decided about a title because of one event; `restore`: the event turned out not to be one. */
export const TITLE_DECISIONS = { ...TITLE_MEASURES, ...RECONSIDERED, restore: '更正恢复' } as const;
export type TitleDecision = keyof typeof TITLE_DECISIONS;
export const TITLE_DECISION_KEYS = Object.keys(TITLE_DECISIONS) as TitleDecision[];

/** What one decision, while it is in force, makes of a title by itself. */
const HOLDS: Record<TitleDecision, HonourState> = {
  keep: 'held',
  freeze: 'frozen',
  prolong: 'frozen',
  revoke: 'revoked',
  lift: 'held',
  restore: 'held',
};

/** The graver the later. */
const RANK: readonly HonourState[] = ['held', 'frozen', 'revoked'];

export const heldAs = (decision: TitleDecision): HonourState => HOLDS[decision];

export interface DecisionOnTitle {
  eventId: string;
  decision: TitleDecision;
}

/**
 * A title's state follows from the decisions in force, whatever order their events came in: of each event the last decision counts, of all
 * events the gravest. So lifting one event's freeze gives back nothing that another one has taken.
 *
 * @param decisions of each event in the order they were taken
 * @param otherwise what the title is by decisions that no veto event made
 */
export function titleStateBy(
  decisions: readonly DecisionOnTitle[],
  otherwise: HonourState = 'held',
): HonourState {
  const last = new Map(decisions.map(({ eventId, decision }) => [eventId, HOLDS[decision]]));
  return [...last.values()].reduce(
    (gravest, state) => (RANK.indexOf(state) > RANK.indexOf(gravest) ? state : gravest),
    otherwise,
  );
}

/** What somebody proposes for one title. */
export interface TitleProposal {
  honourId: string;
  decision: TitleDecision;
  reason: string;
}

/** Whether a proposal leaves something frozen, which then has to be looked at again on a day. */
export const leavesFrozen = (titles: readonly Pick<TitleProposal, 'decision'>[]): boolean =>
  titles.some(({ decision }) => HOLDS[decision] === 'frozen');

export type ProposalProblem =
  | { problem: 'missing'; honourIds: string[] }
  | { problem: 'foreign' | 'twice'; index: number }
  | { problem: 'dateMissing' | 'dateNeedless' | 'datePast' };

/**
 * What is wrong with a proposal: each title of the subject is spoken of exactly once, and a day is set on which what is frozen is looked at
 * again. Null when nothing is.
 */
export function checkProposal(
  titles: readonly TitleProposal[],
  reconsiderDate: CivilDate | undefined,
  held: readonly string[],
  today: CivilDate,
): ProposalProblem | null {
  const said = titles.map(({ honourId }) => honourId);
  const foreign = said.findIndex((id) => !held.includes(id));
  if (foreign >= 0) return { problem: 'foreign', index: foreign };
  const twice = said.findIndex((id, index) => said.indexOf(id) !== index);
  if (twice >= 0) return { problem: 'twice', index: twice };
  const missing = held.filter((id) => !said.includes(id));
  if (missing.length > 0) return { problem: 'missing', honourIds: missing };
  const frozen = leavesFrozen(titles);
  if (frozen && reconsiderDate === undefined) return { problem: 'dateMissing' };
  if (!frozen && reconsiderDate !== undefined) return { problem: 'dateNeedless' };
  if (reconsiderDate !== undefined && reconsiderDate <= today) return { problem: 'datePast' };
  return null;
}
