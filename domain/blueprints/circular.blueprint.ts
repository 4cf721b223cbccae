import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint, SIGNING } from './blueprint.js';
import { issueStep, reviewStep, signOffStep } from './issuing.js';
import { receiptsStep } from './receipts.js';
import { voteStep } from './vote.js';

/**
 * 情况通报 of all three kinds (五项制度机制 三（五）). Which steps a circular takes follows from its kind; the workflow says how. One that a
 * lower office got from above begins with `receive`.
 */
export const circular = defineBlueprint({
  kind: 'circular',
  launch: { by: 'office', once: 'each', form: 'circularLaunch' },
  version: 1,
  label: '情况通报',
  article: '五项制度机制 三（五）',
  legalDatesOf: 'presentYear',
  steps: {
    // 1. 重要事项
    register: {
      label: '收文登记',
      ask: '登记来文或领导讲话、批示：来文机关、文号、标题、正文、收文日期。',
      article: '五项制度机制 三（五）1',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 1 },
      ladder: DEFAULT_LADDER,
      decisions: { registered: { label: '登记', polarity: 'positive', form: 'circularSource' } },
      actions: SIGNING,
    },
    receive: {
      label: '签收上级来文',
      ask: '签收上级转发的文件；本级已经另行收文的，说明情况，不再重复办理。',
      article: '五项制度机制 三（五）1',
      owner: 'officeStaff',
      rule: 'single',
      // The upper office has it in its coverage from here on: nobody un-receives a document.
      final: true,
      deadline: { kind: 'workingDays', days: 2 },
      ladder: DEFAULT_LADDER,
      decisions: {
        received: { label: '签收', polarity: 'positive' },
        duplicate: { label: '已另行收文', polarity: 'negative', opinion: 'required' },
      },
      actions: ['transfer'],
    },
    opinions: {
      label: '拟定贯彻意见',
      ask: '结合本地实际提出贯彻意见，确定主送、抄送单位和转发的下级地区；不另提意见的，直接传达。',
      article: '五项制度机制 三（五）1',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: {
        drafted: { label: '提出贯彻意见', polarity: 'positive', form: 'circularOpinions' },
        circulated: { label: '不另提意见，直接传达', polarity: 'positive', form: 'circularAddressees' },
      },
      actions: SIGNING,
    },

    // 2. 重点工作
    compile: {
      label: '汇总数据',
      ask: '选定截止时刻，系统按当时的记录汇总各单位、各乡镇的完成情况；写出通报文字。',
      article: '五项制度机制 三（五）2',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { compiled: { label: '汇总完成', polarity: 'positive', form: 'circularFigures' } },
      actions: SIGNING,
    },
    present: {
      label: '会上通报',
      ask: '在领导小组全体会议或专题会议上通报，记下是哪次会议、哪一天。',
      article: '五项制度机制 三（五）2',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 20 },
      ladder: DEFAULT_LADDER,
      decisions: { presented: { label: '已通报', polarity: 'positive', form: 'circularPresented' } },
      actions: SIGNING,
    },

    // 3. 典型案例
    draft: {
      label: '起草案例',
      ask: '写明做法或教训，确定通报范围。',
      article: '五项制度机制 三（五）3',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { drafted: { label: '起草完成', polarity: 'positive', form: 'circularCase' } },
      actions: SIGNING,
    },
    appraise: voteStep({
      label: '评议票签',
      ask: '评议这一做法是否值得推广：同意、不同意或者弃权。',
      article: '五项制度机制 三（五）3',
    }),

    // What all three have in common
    review: reviewStep({
      ask: '审核通报稿和发送范围；需要修改的，退回前面的环节。',
      article: '五项制度机制 三（五）',
    }),
    sign: signOffStep({
      ask: '签发；不宜通报的，说明理由。',
      article: '五项制度机制 三（五）',
      decisions: {
        signed: { label: '签发', polarity: 'positive' },
        refused: { label: '不予通报', polarity: 'negative', opinion: 'required' },
      },
    }),
    issue: issueStep({ ask: '编号印发，送主送、抄送单位签收，转发下级。', article: '五项制度机制 三（五）' }),
    read: {
      label: '领导阅示',
      ask: '阅读印发的文件。',
      article: '五项制度机制 三（五）1',
      owner: 'groupAndMembers',
      rule: 'collect',
      beside: true,
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: { read: { label: '已阅', polarity: 'positive' } },
      actions: ['transfer'],
    },
    receipts: receiptsStep('五项制度机制 三（五）'),
  },
  outcomes: {
    finished: '办结',
    duplicate: '已另行收文',
    notAdopted: '不予通报',
    terminated: '终止',
  },
  flow: {
    begin: { register: '重要事项', receive: '上级转来的', compile: '重点工作', draft: '典型案例' },
    after: {
      register: { registered: 'opinions' },
      receive: { received: 'opinions', duplicate: 'end:duplicate' },
      opinions: { drafted: 'review', circulated: 'review' },
      compile: { compiled: 'review' },
      draft: { drafted: { appraise: '先进做法', review: '失职渎职' } },
      appraise: { passed: 'review', failed: 'end:notAdopted' },
      review: { approved: { present: '重点工作', sign: '重要事项、失职渎职', issue: '先进做法' } },
      present: { presented: 'issue' },
      sign: { signed: 'issue', refused: 'end:notAdopted' },
      issue: { issued: 'receipts' },
      receipts: { received: { receivedBelow: '重要事项', 'end:finished': '其他' } },
    },
    beside: { read: { receipts: '重要事项' } },
    waits: { receivedBelow: { label: '等候下级签收', then: 'end:finished' } },
  },
});
