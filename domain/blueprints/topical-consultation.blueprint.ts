import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SENDING, SIGNING } from './blueprint.js';
import { decideStep } from './issuing.js';
import { holdStep, minutesStep, notifiedStep, signStep } from './meeting.js';
import { receiptsStep } from './receipts.js';

/** A topical meeting of member units, from the request to the last decided matter (五项制度机制 三（三）). */
export const topicalConsultation = defineBlueprint({
  kind: 'topicalConsultation',
  launch: { by: 'office', once: 'each', form: 'consultation' },
  version: 1,
  label: '专题协商',
  article: '五项制度机制 三（三）',
  legalDatesOf: 'presentYear',
  steps: {
    draft: {
      label: '起草报请',
      ask: '拟定议题、参会领导和单位、时间地点，报请组长召开专题会议。',
      article: '五项制度机制 三（三）2',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: { requested: { label: '报请召开', polarity: 'positive', form: 'consultation' } },
      actions: ['transfer', 'withdraw', 'delegate', 'addSigner', 'removeSigner'],
    },
    approve: decideStep({
      label: '批准召开',
      ask: '审定议题和参会范围；同意即印发会议通知，需要修改的退回，不需要开会的写明理由。',
      article: '五项制度机制 三（三）2',
      deadline: { kind: 'workingDays', days: 2 },
      decisions: {
        approved: { label: '同意召开', polarity: 'positive' },
        // Launched with its form complete, it has passed no step that it could be returned to.
        returned: { label: '退回修改', polarity: 'back', opinion: 'required' },
        declined: { label: '不召开', polarity: 'negative', opinion: 'required' },
      },
      actions: SENDING.filter((action) => action !== 'return'),
    }),
    notified: notifiedStep('五项制度机制 三（三）2'),
    hold: holdStep('五项制度机制 三（三）2'),
    minutes: minutesStep('五项制度机制 三（三）3'),
    countersign: {
      label: '会签纪要',
      ask: '核对由本单位牵头的议定事项，会签；不同意的写明理由。',
      article: '五项制度机制 三（三）3',
      owner: 'matterLeads',
      rule: 'all',
      deadline: { kind: 'workingDays', days: 2 },
      ladder: DEFAULT_LADDER,
      decisions: {
        agreed: { label: '同意', polarity: 'positive' },
        objected: { label: '不同意', polarity: 'back', opinion: 'required' },
      },
      actions: SIGNING,
    },
    review: {
      label: '审核纪要',
      ask: '副主任、主任依次审核纪要，呈组长签发。',
      article: '五项制度机制 三（三）3',
      owner: 'officeReview',
      rule: 'order',
      deadline: { kind: 'workingDays', days: 2 },
      ladder: DEFAULT_LADDER,
      decisions: { reviewed: { label: '呈组长签发', polarity: 'positive' } },
      actions: SIGNING,
    },
    sign: signStep('五项制度机制 三（三）3', 'groupLeader'),
    receipts: receiptsStep('五项制度机制 三（三）3'),
  },
  outcomes: { finished: '议定事项办结', declined: '不召开', terminated: '终止' },
  flow: {
    begin: { draft: '由事项提出的', approve: '办公室直接报请的' },
    after: {
      draft: { requested: 'approve' },
      approve: { approved: 'hold', returned: 'draft', declined: 'end:declined' },
      hold: { held: 'minutes', postponed: 'hold' },
      minutes: { drafted: 'countersign' },
      countersign: { agreed: 'review', objected: 'minutes', nobodyToAsk: 'review' },
      review: { reviewed: 'sign' },
      sign: { signed: 'mattersClosed' },
    },
    beside: { notified: 'hold', receipts: 'mattersClosed' },
    waits: { mattersClosed: { label: '督办议定事项', then: 'end:finished' } },
  },
});
