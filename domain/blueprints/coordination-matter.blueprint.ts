import { DEFAULT_LADDER, URGENT_LADDER, type LadderPolicy } from '../time/ladder-policy.js';
import type { DecisionBlueprint, StepBlueprint } from './blueprint.js';
import { defineBlueprint } from './blueprint.js';
import { CONFIRMATION } from './confirmation.js';
import { extensionStep } from './extension.js';

const ARTICLE = '五项制度机制 三（二）3';

/** 特急: the whole chain hears of it within an hour and a half, at any hour of any day. */
const FLASH_LADDER: LadderPolicy = {
  warn: { minutes: 15 },
  reminders: [{ hours: 1 }, { minutes: 30 }, { minutes: 10 }],
  rungs: [
    { after: { minutes: 5 }, to: ['unitLeader'] },
    { after: { minutes: 10 }, to: ['officeDirector'] },
    { after: { minutes: 20 }, to: ['deputyLeader'] },
    { after: { minutes: 40 }, to: ['groupLeader'] },
    { after: { minutes: 90 }, to: ['parentOffice'] },
  ],
  unacknowledged: { minutes: 5 },
};

/** The decision is the urgency: the workflow opens the tasks of that urgency, each with a ladder of its own. */
const ARRANGE: Record<string, DecisionBlueprint> = {
  flash: { label: '定为特急，分派任务', polarity: 'positive', form: 'matterTasks' },
  urgent: { label: '定为加急，分派任务', polarity: 'positive', form: 'matterTasks' },
  ordinary: { label: '定为一般，分派任务', polarity: 'positive', form: 'matterTasks' },
};

const REFUSE: Record<string, DecisionBlueprint> = {
  refused: { label: '不予受理', polarity: 'negative', opinion: 'required' },
};

function triageStep(
  label: string,
  { deadline, ladder }: Pick<StepBlueprint, 'deadline' | 'ladder'>,
): StepBlueprint {
  return {
    label,
    ask: '判定缓急，向部门和乡镇分派任务、明确时限；也可报组长决定，或者说明理由不予受理。',
    article: ARTICLE,
    // Whoever of the office is on duty: at night nobody waits for one particular person.
    owner: 'office',
    rule: 'any',
    deadline,
    ladder,
    decisions: {
      ...ARRANGE,
      referred: { label: '报组长决定', polarity: 'positive', opinion: 'required' },
      ...REFUSE,
    },
    actions: ['transfer'],
  };
}

function directStep(
  label: string,
  { deadline, ladder }: Pick<StepBlueprint, 'deadline' | 'ladder'>,
): StepBlueprint {
  return {
    label,
    ask: '决定缓急和任务分工，或者说明理由不予受理。',
    article: ARTICLE,
    owner: 'groupLeader',
    rule: 'single',
    deadline,
    ladder,
    decisions: { ...ARRANGE, ...REFUSE },
    actions: [],
  };
}

function tasksStep(label: string, ladder: LadderPolicy): StepBlueprint {
  return {
    label,
    ask: '先签收，再按任务和时限办理，办完报告落实情况；办不了的说明原因。',
    article: ARTICLE,
    owner: 'taskUnits',
    rule: 'collect',
    acknowledgeFirst: true,
    // Each unit has the limit of its own task (effects: namedOwners).
    deadline: { kind: 'given' },
    ladder,
    decisions: {
      reported: { label: '报告完成', polarity: 'positive', form: 'matterReport' },
      unable: { label: '不能完成', polarity: 'negative', opinion: 'required' },
      // A unit that stays silent must not hold up the others for ever; the reason is on record.
      released: { label: '办公室代为了结', polarity: 'positive', opinion: 'required', officeOnly: true },
    },
    actions: ['transfer', 'withdraw', 'extend', 'returnFiling'],
  };
}

const TASKS_OF = { flash: 'flashTasks', urgent: 'urgentTasks', ordinary: 'ordinaryTasks' } as const;

const TO_CONFIRM = { reported: 'confirm', unable: 'confirm', released: 'confirm' } as const;

/** One 重大事项 that the army needs the locality for: operations, exercises, non-war military actions (五项制度机制 三（二）3). */
export const coordinationMatter = defineBlueprint({
  kind: 'coordinationMatter',
  launch: { by: 'officeOrMilitary', once: 'each', form: 'coordinationMatter' },
  version: 1,
  label: '军地协调事项',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    triage: triageStep('受理分派', { deadline: { kind: 'workingDays', days: 2 }, ladder: DEFAULT_LADDER }),
    urgentTriage: triageStep('紧急受理分派', { deadline: { kind: 'given' }, ladder: FLASH_LADDER }),
    direct: directStep('组长决定', { deadline: { kind: 'workingDays', days: 2 }, ladder: DEFAULT_LADDER }),
    urgentDirect: directStep('组长紧急决定', { deadline: { kind: 'given' }, ladder: FLASH_LADDER }),
    refusal: {
      label: '不予受理告知',
      ask: '知悉不予受理的理由；有异议的，说明后报组长决定。',
      article: ARTICLE,
      owner: 'raisingUnits',
      rule: 'all',
      deadline: { kind: 'workingDays', days: 5 },
      atDeadline: { outcome: 'unanswered', label: '到期未答复', stillOwed: false },
      ladder: DEFAULT_LADDER,
      decisions: {
        accepted: { label: '知悉', polarity: 'positive' },
        appealed: { label: '报组长决定', polarity: 'back', opinion: 'required' },
      },
      actions: ['transfer'],
    },
    flashTasks: tasksStep('特急任务', FLASH_LADDER),
    urgentTasks: tasksStep('加急任务', URGENT_LADDER),
    ordinaryTasks: tasksStep('一般任务', DEFAULT_LADDER),
    confirm: {
      label: '提出单位确认',
      ask: '对各单位落实情况确认满意，或者退回并说明还缺什么。',
      article: ARTICLE,
      owner: 'raisingUnits',
      rule: 'all',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: CONFIRMATION,
      actions: ['transfer', 'withdraw'],
    },
    review: {
      label: '回顾小结',
      ask: '回顾办理过程，记下经验和不足，办结。',
      article: ARTICLE,
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { reviewed: { label: '完成小结', polarity: 'positive', form: 'matterReview' } },
      actions: ['transfer'],
    },
    extension: extensionStep('officeStaff', ARTICLE),
  },
  outcomes: { finished: '办结', refused: '不予受理', terminated: '终止' },
  flow: {
    begin: { triage: '一般', urgentTriage: '特急、加急' },
    after: {
      triage: { ...TASKS_OF, referred: 'direct', refused: 'refusal' },
      urgentTriage: { ...TASKS_OF, referred: 'urgentDirect', refused: 'refusal' },
      direct: { ...TASKS_OF, refused: 'refusal' },
      urgentDirect: { ...TASKS_OF, refused: 'refusal' },
      refusal: {
        accepted: 'end:refused',
        unanswered: 'end:refused',
        appealed: { direct: '一般', urgentDirect: '特急、加急' },
      },
      flashTasks: TO_CONFIRM,
      urgentTasks: TO_CONFIRM,
      ordinaryTasks: TO_CONFIRM,
      confirm: {
        satisfied: 'review',
        closedByOffice: 'review',
        returned: { triage: '一般', urgentTriage: '特急、加急' },
      },
      review: { reviewed: 'end:finished' },
    },
  },
});
