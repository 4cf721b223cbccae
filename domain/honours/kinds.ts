import type { Subject } from '../organisation/subject.js';
import type { CivilDate } from '../time/zone.js';

/** What is named: a region as a model city or county, a unit, a person (丰都2020年双拥工作要点 四（一）). In the order they are listed. */
export const HONOUR_KINDS = {
  modelCity: '双拥模范城（县）',
  modelUnit: '双拥模范单位',
  modelPerson: '双拥先进个人',
} as const;
export type HonourKind = keyof typeof HONOUR_KINDS;
export const HONOUR_KIND_KEYS = Object.keys(HONOUR_KINDS) as HonourKind[];

/** What was decided about a title. Whether its years are over is another question: `titleStateOf`. */
export const HONOUR_STATES = { held: '保持', frozen: '暂停', revoked: '撤销' } as const;
export type HonourState = keyof typeof HONOUR_STATES;

/** How a title stands on a day: what was decided about it, or that its years are over, for which nobody does anything. */
export const TITLE_STATES = { ...HONOUR_STATES, expired: '期满' } as const;
export type TitleState = keyof typeof TITLE_STATES;

/** A title that was revoked stays revoked; any other is over after its last day. */
export function titleStateOf(
  { state, validUntil }: { state: HonourState; validUntil: CivilDate | null },
  on: CivilDate,
): TitleState {
  return state !== 'revoked' && validUntil !== null && validUntil < on ? 'expired' : state;
}

/** What may become of a title. Revoked is for good: who earns it again is named again. */
export const HONOUR_MOVES: Readonly<Record<HonourState, readonly HonourState[]>> = {
  held: ['frozen', 'revoked'],
  frozen: ['held', 'revoked'],
  revoked: [],
};

/** What the office may decide about a title whose unit is abolished: by a document of its region, its leading group's minutes for instance. */
export const HOLDER_DECISIONS = { keep: '保持', freeze: '暂停', lift: '恢复', revoke: '撤销' } as const;
export type HolderDecision = keyof typeof HOLDER_DECISIONS;

/** From which states; a title that was revoked, or stands, is not given back by it. */
export const HOLDER_MOVES: Readonly<
  Record<HolderDecision, { from: readonly HonourState[]; to: HonourState }>
> = {
  keep: { from: ['held'], to: 'held' },
  freeze: { from: ['held'], to: 'frozen' },
  lift: { from: ['frozen'], to: 'held' },
  revoke: { from: ['held', 'frozen'], to: 'revoked' },
};

/** “原单位已撤销（并入县财政局），待决定”. */
export function endedInWords(ended: { successor: { shortName: string } | null; decided: boolean }): string {
  const into = ended.successor ? `（并入${ended.successor.shortName}）` : '';
  return `原单位已撤销${into}${ended.decided ? '' : '，待决定'}`;
}

/** Whose a title is, by name, and which region or unit answers for it: a person's unit, or the unit that what was named belongs to. */
export interface HonourHolder {
  holderName: string;
  subject: Subject;
}
