import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SIGNING } from './blueprint.js';
import { decideStep } from './issuing.js';
import { holdStep, notifiedStep } from './meeting.js';

const ARTICLE = '丰都2020年双拥工作要点 四（三）';

const CALLED_OFF = { label: '取消', polarity: 'negative', opinion: 'required' } as const;

const held = holdStep(ARTICLE);

/**
 * 例行工作安排: one of the standing systems of `fengdu-2020` that is no meeting of minutes and motions: 合署办公, 走访慰问, 督导检查, 专项调研.
 * Problems found are kept on account until they are struck off (挂账销号), by the same machinery as a meeting's matters.
 */
export const plannedEvent = defineBlueprint({
  kind: 'plannedEvent',
  launch: { by: 'office', once: 'each', form: 'plannedEvent' },
  version: 1,
  label: '例行工作安排',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    prepare: {
      label: '制定安排',
      ask: '定下时间、地点、行程和人员分工；不再开展的，写明理由取消。',
      article: ARTICLE,
      owner: 'officeStaff',
      rule: 'single',
      // The notice goes out with it.
      final: true,
      deadline: { kind: 'given' },
      ladder: DEFAULT_LADDER,
      decisions: {
        prepared: { label: '安排已定', polarity: 'positive', form: 'eventPlan' },
        calledOff: CALLED_OFF,
      },
      actions: ['transfer', 'delegate'],
    },
    notified: {
      ...notifiedStep(ARTICLE),
      label: '签收工作安排',
      ask: '阅读工作安排并签收；不能参加的，请安排代替的人员。',
    },
    hold: {
      ...held,
      label: '组织开展',
      ask: '开展后登记参加情况；改期的，写明新的时间和原因；不再开展的，写明理由取消。',
      decisions: {
        held: { label: '已经开展', polarity: 'positive', form: 'attendance' },
        postponed: { label: '改期', polarity: 'back', form: 'postponement', opinion: 'required' },
        calledOff: CALLED_OFF,
      },
    },
    record: {
      label: '登记情况',
      ask: '逐个单位登记了解到的情况；发现的问题逐项写明牵头单位、配合单位、措施和时限。',
      article: ARTICLE,
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: { recorded: { label: '登记完成', polarity: 'positive', form: 'eventRecord' } },
      actions: SIGNING,
    },
    confirm: decideStep({
      label: '审定交办',
      ask: '审定发现的问题和分工；同意即逐项交办、挂账督办，需要修改的退回。',
      article: '丰都2020年双拥工作要点 二（二）',
      owner: 'officeDirector',
      deadline: { kind: 'workingDays', days: 2 },
      decisions: { confirmed: { label: '交办', polarity: 'positive' } },
    }),
  },
  outcomes: { finished: '办结', calledOff: '取消', terminated: '终止' },
  flow: {
    begin: 'prepare',
    after: {
      prepare: { prepared: 'hold', calledOff: 'end:calledOff' },
      hold: { held: 'record', postponed: 'hold', calledOff: 'end:calledOff' },
      record: { recorded: 'confirm' },
      confirm: { confirmed: 'mattersClosed' },
    },
    beside: { notified: 'hold' },
    waits: { mattersClosed: { label: '挂账督办', then: 'end:finished' } },
  },
});
