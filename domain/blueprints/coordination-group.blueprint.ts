import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';
import { receiptsStep } from './receipts.js';

/** One region's 拥军支前军地协调小组 for a year (五项制度机制 三（二）1–2): composed, approved, issued, kept complete. */
export const coordinationGroup = defineBlueprint({
  kind: 'coordinationGroup',
  launch: { by: 'office', once: 'year' },
  version: 1,
  label: '军地协调小组组成',
  article: '五项制度机制 三（二）1–2',
  legalDatesOf: 'processYear',
  steps: {
    compose: {
      label: '提出组成人员',
      ask: '提出协调小组及其办公室的组成人员；有人离任的，补齐空缺。',
      article: '五项制度机制 三（二）2',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: { composed: { label: '报组长审定', polarity: 'positive', form: 'coordinationSeats' } },
      actions: ['transfer', 'withdraw'],
    },
    approve: {
      label: '组长审定',
      ask: '审定组成人员：同意即印发通知，或者退回重提。',
      article: '五项制度机制 三（二）1',
      owner: 'groupLeader',
      rule: 'single',
      // The notice has its number once it is approved.
      final: true,
      deadline: { kind: 'workingDays', days: 3 },
      ladder: { ...DEFAULT_LADDER, rungs: DEFAULT_LADDER.rungs.slice(0, 2) },
      decisions: {
        approved: { label: '同意印发', polarity: 'positive' },
        returned: { label: '退回重提', polarity: 'back', opinion: 'required' },
      },
      actions: [],
    },
    receipts: receiptsStep('五项制度机制 三（二）1'),
  },
  outcomes: { finished: '年度届满', terminated: '终止' },
  flow: {
    begin: 'compose',
    after: {
      compose: { composed: 'approve' },
      approve: { approved: 'seatVacated', returned: 'compose' },
    },
    beside: { receipts: 'seatVacated' },
    waits: {
      seatVacated: { label: '全年保持齐备', then: { compose: '有人离任', 'end:finished': '12月31日届满' } },
    },
    atAnyTime: 'finished',
  },
});
