import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SIGNING } from './blueprint.js';
import { extensionStep } from './extension.js';
import { decideStep, reviewStep } from './issuing.js';
import { receiptsStep } from './receipts.js';

const ARTICLE = '固原督查通报2023 三（三）';

/** Who took part in one line of it can't be sent back to filing: points are corrected with a reason instead. */
const REVIEWING = SIGNING.filter((action) => action !== 'return');

/**
 * 考评: a year of some regions and units by a standard (《双拥模范城（县）创建命名管理办法暨考评标准》 is what the source names). Who is evaluated confirms
 * what the product has on record; who says nothing is measured by it all the same.
 */
export const evaluation = defineBlueprint({
  kind: 'evaluation',
  launch: { by: 'office', once: 'each', form: 'evaluationLaunch' },
  version: 1,
  label: '年度考评',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    selfAssess: {
      label: '自评',
      ask: '核对系统按全年记录算出的得分，有不同意见的写明理由；系统没有记录的指标，写明情况、上传佐证材料。',
      article: ARTICLE,
      owner: 'subjects',
      rule: 'collect',
      deadline: { kind: 'given' },
      // The review doesn't wait: for who is missing the system's own figures stand, and he is chased until the review is done.
      atDeadline: { outcome: 'deadline', label: '到期评审', stillOwed: true },
      ladder: DEFAULT_LADDER,
      decisions: { submitted: { label: '提交自评', polarity: 'positive', form: 'evaluationSelf' } },
      actions: ['transfer', 'extend', 'returnFiling', 'withdraw'],
    },
    review: {
      label: '评审打分',
      ask: '逐个对象、逐项指标核定得分；与系统数据或者自评不一致的，写明理由；发现一票否决事项的，一并写明。',
      article: ARTICLE,
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: { reviewed: { label: '评审完成', polarity: 'positive', form: 'evaluationReview' } },
      actions: REVIEWING,
    },
    check: reviewStep({
      ask: '审核评审得分、更正理由和一票否决事项；需要重新评审的，退回。',
      article: ARTICLE,
      deadline: { kind: 'workingDays', days: 3 },
    }),
    approve: decideStep({
      label: '组长审定',
      ask: '审定考评结果；审定后，结果分别印发各考评对象，只告知本地区、本单位自己的结果。',
      article: ARTICLE,
      deadline: { kind: 'workingDays', days: 3 },
      decisions: { approved: { label: '审定', polarity: 'positive' } },
    }),
    receipts: receiptsStep(ARTICLE),
    object: {
      label: '结果反馈',
      ask: '对考评结果没有异议的，予以确认；有异议的，逐项写明理由，可以上传佐证材料。期满没有答复的，视为没有异议。',
      article: ARTICLE,
      owner: 'subjects',
      rule: 'all',
      deadline: { kind: 'given' },
      // Silence is no objection: with the window over nobody owes an answer.
      atDeadline: { outcome: 'over', label: '异议期满', stillOwed: false },
      ladder: DEFAULT_LADDER,
      decisions: {
        accepted: { label: '没有异议', polarity: 'positive' },
        objected: { label: '提出异议', polarity: 'positive', form: 'evaluationObjection' },
      },
      actions: ['transfer'],
    },
    answer: {
      label: '答复异议',
      ask: '逐项核实异议：成立的，重新核定得分；不成立的，维持原结果；都要写明理由。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      overtaken: { outcome: 'none', label: '没有异议' },
      ladder: DEFAULT_LADDER,
      decisions: { answered: { label: '答复完毕', polarity: 'positive', form: 'evaluationAnswers' } },
      actions: REVIEWING,
    },
    confirm: decideStep({
      label: '组长确认',
      ask: '确认对异议的答复；确认后结果不再改变，答复印发提出异议的单位。',
      article: ARTICLE,
      deadline: { kind: 'workingDays', days: 3 },
      decisions: { confirmed: { label: '确认', polarity: 'positive' } },
    }),
    finalReceipts: {
      ...receiptsStep(ARTICLE),
      label: '签收最终结果',
      ask: '阅读异议的答复和最终结果并签收。',
    },
    extension: extensionStep('officeDirector', ARTICLE),
  },
  outcomes: { finished: '办结', terminated: '终止' },
  flow: {
    begin: 'selfAssess',
    after: {
      selfAssess: { submitted: 'review', deadline: 'review' },
      review: { reviewed: 'check' },
      check: { approved: 'approve' },
      approve: { approved: 'object' },
      object: { accepted: 'answer', objected: 'answer', over: 'answer' },
      answer: { answered: 'confirm', none: 'finalReceipts' },
      confirm: { confirmed: 'finalReceipts' },
      finalReceipts: { received: 'end:finished', nobodyToAsk: 'end:finished' },
    },
    beside: { receipts: 'object' },
  },
});
