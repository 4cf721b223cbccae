import type { LadderPolicy } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';

/** Somebody waits for the change: the office's leaders hear of it the next day. */
const SHORT_LADDER: LadderPolicy = {
  warn: { hours: 4 },
  reminders: [{ hours: 4 }],
  rungs: [
    { after: { workingDays: 1 }, to: ['deputyLeader'] },
    { after: { workingDays: 2 }, to: ['groupLeader'] },
  ],
  unacknowledged: { hours: 4 },
};

/** 变更单: a unit, a deadline, a step or a planned date of a running case is changed, with a reason and somebody else's approval. */
export const changeOrder = defineBlueprint({
  kind: 'changeOrder',
  launch: { by: 'office', once: 'each', form: 'changeOrder' },
  version: 1,
  label: '变更单',
  article: '五项制度机制 三（一）3',
  legalDatesOf: 'presentYear',
  steps: {
    approve: {
      label: '审批变更',
      ask: '看清每一处时限和单位的变动，同意的随即生效；也可退回修改，或者不同意。',
      article: '五项制度机制 三（一）3',
      // 双拥办主任; for a change of his own the 组长: nobody approves what he asked for.
      owner: 'approver',
      rule: 'single',
      // Approved, it is in force.
      final: true,
      deadline: { kind: 'workingDays', days: 1 },
      overtaken: { outcome: 'overtaken', label: '已生变化，退回修改' },
      ladder: SHORT_LADDER,
      decisions: {
        approved: { label: '同意变更', polarity: 'positive' },
        returned: { label: '退回修改', polarity: 'back', opinion: 'required' },
        rejected: { label: '不同意变更', polarity: 'negative', opinion: 'required' },
      },
      actions: [],
    },
    revise: {
      label: '修改变更',
      ask: '按退回的理由或者变化后的情况修改，再送审批；不再需要的，撤销。',
      article: '五项制度机制 三（一）3',
      owner: 'changeAuthor',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 2 },
      ladder: SHORT_LADDER,
      decisions: {
        submitted: { label: '重新送审', polarity: 'positive', form: 'changeOrder' },
        abandoned: { label: '撤销变更', polarity: 'negative', opinion: 'required' },
      },
      actions: ['transfer'],
    },
  },
  outcomes: { finished: '已生效', rejected: '不同意', withdrawn: '撤销', terminated: '终止' },
  flow: {
    begin: 'approve',
    after: {
      approve: {
        approved: 'end:finished',
        overtaken: 'revise',
        returned: 'revise',
        rejected: 'end:rejected',
      },
      revise: { submitted: 'approve', abandoned: 'end:withdrawn' },
    },
  },
});

export const CHANGE_ORDER_STATES = {
  approving: '待审批',
  revising: '修改中',
  applied: '已生效',
  rejected: '不同意',
  withdrawn: '已撤销',
  terminated: '已终止',
} as const;
export type ChangeOrderState = keyof typeof CHANGE_ORDER_STATES;
