import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SIGNING } from './blueprint.js';
import { decideStep } from './issuing.js';
import { receiptsStep } from './receipts.js';

const ARTICLE = '固原双拥工作督查通报2023 一';

/**
 * 否决事项更正: a confirmed veto event turns out not to have been one. It is taken back by a decision of the same rank as the one it takes
 * back, on record; what others decided on it meanwhile stands and says so.
 */
export const vetoCorrection = defineBlueprint({
  kind: 'vetoCorrection',
  launch: { by: 'process', once: 'each' },
  version: 1,
  label: '否决事项更正',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    review: {
      label: '复查事实',
      ask: '复查原来认定的事实，写明查明的情况；原认定没有错的，写明理由，不再更正。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: {
        proposed: { label: '报组长撤销认定', polarity: 'positive', form: 'vetoCorrectionFindings' },
        dropped: { label: '不再更正', polarity: 'negative', opinion: 'required' },
      },
      actions: SIGNING,
    },
    decide: decideStep({
      label: '审定更正',
      ask: '审定是否撤销原来的认定：撤销的随即恢复称号并印发决定；不同意的写明理由。',
      article: ARTICLE,
      decisions: {
        takenBack: { label: '撤销认定', polarity: 'positive', opinion: 'required' },
        refused: { label: '维持认定', polarity: 'negative', opinion: 'required' },
      },
    }),
    receipts: { ...receiptsStep(ARTICLE), label: '签收更正决定', ask: '阅读更正决定并签收。' },
  },
  outcomes: { finished: '已撤销认定', refused: '维持认定', dropped: '不再更正', terminated: '终止' },
  flow: {
    begin: 'review',
    after: {
      review: { proposed: 'decide', dropped: 'end:dropped' },
      decide: { takenBack: 'receipts', refused: 'end:refused' },
      receipts: { received: 'end:finished' },
    },
  },
});
