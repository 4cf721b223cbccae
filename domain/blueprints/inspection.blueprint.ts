import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SENDING, SIGNING } from './blueprint.js';
import { extensionStep } from './extension.js';
import { decideStep, issueStep, reviewStep, signOffStep } from './issuing.js';
import { receiptsStep } from './receipts.js';

const ARTICLE = '固原督查通报2023 一';

/**
 * 督查 (固原督查通报2023): a plan that the 组长 approves, a notice, material from every target while the teams visit, findings as one matrix,
 * a circular whose figures are frozen lists, and a rectification for every problem of every target.
 */
export const inspection = defineBlueprint({
  kind: 'inspection',
  launch: { by: 'office', once: 'each', form: 'inspectionPlan' },
  version: 1,
  label: '督查',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    approve: decideStep({
      label: '审批方案',
      ask: '审批督查方案：同意的，随即发出督查通知；需要修改的退回；不开展的，说明理由。',
      article: ARTICLE,
      deadline: { kind: 'workingDays', days: 3 },
      decisions: {
        approved: { label: '同意', polarity: 'positive' },
        returned: { label: '退回修改', polarity: 'negative', opinion: 'required' },
        refused: { label: '不开展', polarity: 'negative', opinion: 'required' },
      },
      actions: ['transfer', 'delegate', 'addSigner', 'removeSigner'],
    }),
    plan: {
      label: '修改方案',
      ask: '按退回的意见修改督查方案，再送审批。',
      article: ARTICLE,
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 2 },
      ladder: DEFAULT_LADDER,
      decisions: { submitted: { label: '送审', polarity: 'positive', form: 'inspectionPlan' } },
      actions: ['transfer', 'delegate'],
    },
    notified: {
      ...receiptsStep(ARTICLE, { kind: 'workingDays', days: 2 }),
      label: '签收督查通知',
      ask: '阅读督查通知并签收，按通知准备材料。',
    },
    submit: {
      label: '报送材料',
      ask: '报送双拥工作材料：写明做了什么，附上佐证；缺少的，写明缺什么、为什么。',
      article: '固原督查通报2023 二（二）',
      owner: 'subjects',
      rule: 'collect',
      beside: true,
      deadline: { kind: 'given' },
      // The visits don't wait for who is late; who is late goes on being chased.
      atDeadline: { outcome: 'due', label: '报送截止', stillOwed: true },
      ladder: DEFAULT_LADDER,
      decisions: { submitted: { label: '报送', polarity: 'positive', form: 'inspectionMaterial' } },
      actions: ['transfer', 'extend', 'returnFiling'],
    },
    visit: {
      label: '实地督查',
      ask: '带队到本组的每个对象，登记哪天、在哪里、看到了什么。',
      article: ARTICLE,
      owner: 'teamLeaders',
      rule: 'collect',
      deadline: { kind: 'given' },
      ladder: DEFAULT_LADDER,
      decisions: {
        visited: { label: '登记情况', polarity: 'positive', form: 'inspectionVisit' },
        recorded: {
          label: '双拥办代为登记',
          polarity: 'positive',
          form: 'inspectionVisit',
          opinion: 'required',
          officeOnly: true,
        },
      },
      actions: ['delegate', 'returnFiling'],
    },
    findings: {
      label: '汇总问题',
      ask: '逐条登记亮点和问题，一条可以同时涉及多个对象；逐个对象登记一票否决核查的结果。',
      article: '固原督查通报2023 二',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { entered: { label: '汇总完成', polarity: 'positive', form: 'inspectionFindings' } },
      actions: SIGNING,
    },
    draft: {
      label: '起草通报',
      ask: '系统按汇总的问题写出通报稿，数字取自当时的名单；文字可以修改。',
      article: '固原督查通报2023',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: { drafted: { label: '起草完成', polarity: 'positive', form: 'inspectionDraft' } },
      actions: SIGNING,
    },
    review: reviewStep({ ask: '审核通报稿；需要修改的，退回起草或者汇总。', article: '固原督查通报2023' }),
    sign: signOffStep({
      label: '签发',
      ask: '组长或者一位副组长签发通报；需要修改的退回。',
      article: '固原督查通报2023',
      owner: 'groupLeaders',
      rule: 'any',
    }),
    issue: issueStep({
      ask: '编号印发，送各督查对象签收；问题逐项转为限时整改。',
      article: '固原督查通报2023 三（三）',
      actions: SENDING,
    }),
    receipts: { ...receiptsStep('固原督查通报2023'), label: '签收通报', ask: '阅读督查通报并签收。' },
    extension: extensionStep('officeDirector', ARTICLE),
  },
  outcomes: { finished: '办结', refused: '不开展', terminated: '终止' },
  flow: {
    begin: 'approve',
    after: {
      plan: { submitted: 'approve' },
      approve: { approved: 'visit', returned: 'plan', refused: 'end:refused' },
      visit: { visited: 'findings', recorded: 'findings' },
      findings: { entered: 'draft' },
      draft: { drafted: 'review' },
      review: { approved: 'sign' },
      sign: { signed: 'issue' },
      issue: { issued: 'rectified' },
    },
    beside: { notified: 'visit', submit: 'visit', receipts: 'rectified' },
    waits: { rectified: { label: '整改销号', then: 'end:finished' } },
  },
});
