import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SIGNING } from './blueprint.js';
import { decideStep } from './issuing.js';
import { receiptsStep } from './receipts.js';

const ARTICLE = '固原双拥工作督查通报2023 一';

/**
 * 否决事项: a suspected veto event is verified, its subject heard, what becomes of its titles proposed and decided; what was frozen is looked at
 * again on a day that the decision sets (固原双拥工作督查通报2023 一 “一票否决事项”; 丰都2020年双拥工作要点 四（一）).
 */
export const vetoEvent = defineBlueprint({
  kind: 'vetoEvent',
  launch: { by: 'office', once: 'each', form: 'vetoEvent' },
  version: 1,
  label: '否决事项',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    verify: {
      label: '核查事实',
      ask: '查清是否属实，写明查明的事实并附证明材料；不属实的，写明理由办结。',
      article: ARTICLE,
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: {
        confirmed: { label: '属实', polarity: 'positive', form: 'vetoFindings' },
        unfounded: { label: '不属实', polarity: 'negative', opinion: 'required' },
      },
      actions: SIGNING,
    },
    hear: {
      label: '听取陈述',
      ask: '看过查明的事实，写明本单位（地区）的意见和说明；逾期不写的，记录在案，继续办理。',
      article: ARTICLE,
      owner: 'subjects',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      atDeadline: { outcome: 'silent', label: '逾期没有陈述', stillOwed: false },
      ladder: DEFAULT_LADDER,
      decisions: { stated: { label: '提交陈述', polarity: 'positive', form: 'vetoView' } },
      actions: ['transfer', 'withdraw', 'delegate'],
    },
    propose: {
      label: '拟定处理意见',
      ask: '对照事实和陈述，拟定是否认定；对其保持的每一个称号，写明保持、暂停还是撤销及理由；暂停的，定下复核日期。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { proposed: { label: '报组长审定', polarity: 'positive', form: 'vetoProposal' } },
      actions: SIGNING,
    },
    decide: decideStep({
      label: '审定',
      ask: '审定是否认定和称号的处理：认定的随即生效并印发；需要修改的退回；不予认定的写明理由。',
      article: ARTICLE,
      decisions: {
        confirmed: { label: '认定', polarity: 'positive' },
        returned: { label: '退回修改', polarity: 'back', opinion: 'required' },
        rejected: { label: '不予认定', polarity: 'negative', opinion: 'required' },
      },
    }),
    receipts: { ...receiptsStep(ARTICLE), label: '签收处理决定', ask: '阅读处理决定并签收。' },
    reconsider: {
      label: '复核暂停的称号',
      ask: '看整改情况，对每一个暂停的称号写明恢复、撤销还是继续暂停及理由；继续暂停的，另定复核日期。',
      article: '丰都2020年双拥工作要点 四（一）',
      owner: 'officeDirector',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: { proposed: { label: '报组长审定', polarity: 'positive', form: 'vetoReconsideration' } },
      actions: SIGNING,
    },
    settle: decideStep({
      label: '审定复核意见',
      ask: '审定复核意见：同意的随即生效并印发；需要修改的退回。',
      article: '丰都2020年双拥工作要点 四（一）',
      decisions: {
        approved: { label: '同意', polarity: 'positive' },
        returned: { label: '退回修改', polarity: 'back', opinion: 'required' },
      },
    }),
  },
  outcomes: {
    finished: '处理完毕',
    unfounded: '不属实',
    notCounted: '不予认定',
    withdrawn: '撤销认定',
    terminated: '终止',
  },
  flow: {
    begin: 'verify',
    after: {
      verify: { confirmed: 'hear', unfounded: 'end:unfounded' },
      hear: { stated: 'propose', silent: 'propose' },
      propose: { proposed: 'decide' },
      decide: {
        confirmed: { reconsider: '有称号暂停的，到复核日期', 'end:finished': '没有暂停的，决定签收后' },
        returned: 'propose',
        rejected: 'end:notCounted',
      },
      reconsider: { proposed: 'settle' },
      settle: {
        approved: { reconsider: '继续暂停的，到新的复核日期', 'end:finished': '都有了结论，决定签收后' },
        returned: 'reconsider',
      },
    },
    beside: { receipts: 'decide' },
  },
});
