import { DEFAULT_LADDER, type LadderPolicy } from '../time/ladder-policy.js';
import { SIGNING, type OwnerRole, type StepBlueprint } from './blueprint.js';
import { decideStep } from './issuing.js';

/** Who hasn't signed for the notice is told of, and his leader; nobody above hears of it. */
const NOTICE_LADDER: LadderPolicy = { ...DEFAULT_LADDER, rungs: DEFAULT_LADDER.rungs.slice(0, 2) };

/**
 * 会前送达: everybody invited signs for the notice before the meeting (三（三）2). Beside the main line: the meeting is held, or put
 * off, whoever has signed; what is still open then is cancelled.
 */
export function notifiedStep(article: string): StepBlueprint {
  return {
    label: '签收会议通知',
    ask: '阅读会议通知和议题并签收；不能到会的，请安排代会。',
    article,
    owner: 'participants',
    rule: 'collect',
    beside: true,
    deadline: { kind: 'given' },
    ladder: NOTICE_LADDER,
    decisions: { received: { label: '签收', polarity: 'positive' } },
    actions: ['transfer'],
  };
}

/** 召开: the office writes down who attended (代会 noted), or puts the meeting off. */
export function holdStep(article: string): StepBlueprint {
  return {
    label: '召开会议',
    ask: '会后登记出席、代会、请假和列席情况；会议改期的，写明新的时间和原因。',
    article,
    owner: 'officeStaff',
    rule: 'single',
    deadline: { kind: 'given' },
    ladder: DEFAULT_LADDER,
    decisions: {
      held: { label: '会议已召开', polarity: 'positive', form: 'attendance' },
      postponed: { label: '改期', polarity: 'back', form: 'postponement', opinion: 'required' },
    },
    actions: ['transfer', 'withdraw'],
  };
}

/** 纪要: drafted with what was decided; it can't go on while a matter lacks unit, measures or limit. */
export function minutesStep(article: string): StepBlueprint {
  return {
    label: '起草会议纪要',
    ask: '起草纪要，逐项写明议定事项的牵头单位、配合单位、措施和时限。',
    article,
    owner: 'officeStaff',
    rule: 'single',
    deadline: { kind: 'workingDays', days: 3 },
    ladder: DEFAULT_LADDER,
    decisions: { drafted: { label: '送审', polarity: 'positive', form: 'minutes' } },
    actions: SIGNING,
  };
}

/** 签发: the minutes get their number in the transaction of this signature. */
export const signStep = (article: string, owner: OwnerRole): StepBlueprint =>
  decideStep({
    label: '签发纪要',
    ask: '审定纪要和议定事项并签发；签发即编号印发，议定事项随即交办。',
    article,
    owner,
    deadline: { kind: 'workingDays', days: 2 },
    decisions: { signed: { label: '签发', polarity: 'positive' } },
  });
