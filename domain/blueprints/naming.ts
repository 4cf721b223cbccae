import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { SIGNING, type StepBlueprint } from './blueprint.js';
import type { Flow } from './flow.js';
import { issueStep, signOffStep } from './issuing.js';
import { receiptsStep } from './receipts.js';
import { voteStep } from './vote.js';

const ARTICLE = '丰都2020年双拥工作要点 四（一）';

export type NamingStep =
  | 'recommend'
  | 'examine'
  | 'propose'
  | 'publish'
  | 'objections'
  | 'handle'
  | 'inquire'
  | 'decide'
  | 'sign'
  | 'name'
  | 'supplement'
  | 'receipts';

const FOUNDED = { label: '属实，取消资格', polarity: 'negative', opinion: 'required' } as const;
const UNFOUNDED = { label: '不属实', polarity: 'positive', opinion: 'required' } as const;

/** 推荐 or 申报: who is asked hands in, or says that there is nobody; at the day it goes on with what there is, and who is late is chased. */
export function recommendStep(words: Pick<StepBlueprint, 'label' | 'ask' | 'decisions'>): StepBlueprint {
  return {
    ...words,
    article: ARTICLE,
    owner: 'subjects',
    rule: 'collect',
    deadline: { kind: 'given' },
    atDeadline: { outcome: 'deadline', label: '到期汇总', stillOwed: true },
    ladder: DEFAULT_LADDER,
    actions: ['transfer', 'returnFiling', 'withdraw'],
  };
}

/** 推荐 → 审查 → 公示 → 审定 → 命名: the same for model cities and for units and people (丰都2020年双拥工作要点 四（一）（二）). */
export function namingSteps(recommend: StepBlueprint): Record<NamingStep, StepBlueprint> {
  return {
    recommend,
    examine: {
      label: '资格审查',
      inside: true,
      ask: '对照条件逐个审查，合格或者不合格；考察期内有经确认的一票否决事项的，不得通过。',
      article: ARTICLE,
      owner: 'officeReview',
      rule: 'order',
      deadline: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: { examined: { label: '审查完毕', polarity: 'positive', form: 'honourExamination' } },
      actions: SIGNING,
    },
    propose: {
      label: '提出名单',
      ask: '在名额之内从审查合格的对象中提出拟命名名单；不再提请的，写明理由。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: {
        proposed: { label: '提出名单', polarity: 'positive', form: 'honourProposal' },
        dropped: { label: '不再提请', polarity: 'negative', opinion: 'required' },
      },
      actions: SIGNING,
    },
    publish: issueStep({
      label: '发布公示',
      ask: '写明在哪里公示、向谁反映，编号发布；公示期从次日起按工作日计算。',
      article: ARTICLE,
      decisions: { published: { label: '发布公示', polarity: 'positive', form: 'honourPublication' } },
    }),
    objections: {
      label: '公示期异议登记',
      inside: true,
      ask: '公示期内来电、来信、来访反映的异议，在这里登记；没有异议的不用办理，到期自动结束。',
      article: ARTICLE,
      owner: 'office',
      rule: 'any',
      deadline: { kind: 'given' },
      atDeadline: { outcome: 'noticeOver', label: '公示期满', stillOwed: false, window: true },
      ladder: DEFAULT_LADDER,
      decisions: { recorded: { label: '登记一件异议', polarity: 'positive', form: 'honourObjection' } },
      actions: [],
    },
    handle: {
      label: '异议处理',
      inside: true,
      ask: '核实反映的情况并答复：属实的取消资格，不属实的写明依据；需要继续核查的，只暂缓这一个候选对象。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      beside: true,
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: {
        founded: FOUNDED,
        unfounded: UNFOUNDED,
        longer: { label: '需要继续核查', polarity: 'negative', opinion: 'required' },
      },
      actions: ['transfer'],
    },
    inquire: {
      label: '异议核查',
      inside: true,
      ask: '查清暂缓对象的情况，写明结论和依据。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      beside: true,
      deadline: { kind: 'workingDays', days: 20 },
      ladder: DEFAULT_LADDER,
      decisions: { founded: FOUNDED, unfounded: UNFOUNDED },
      actions: ['transfer'],
    },
    decide: voteStep(
      {
        label: '领导小组票签',
        ask: '审定拟命名名单：同意、不同意或者弃权；候选对象与您任职的单位有关的，选“回避”。',
        article: ARTICLE,
      },
      // Present, and neither for nor against: it counts for the quorum and for nothing else.
      { recused: { label: '回避', polarity: 'abstain' } },
    ),
    sign: signOffStep({
      label: '组长签批',
      ask: '签批命名决定；不予命名的，说明理由。',
      article: ARTICLE,
      decisions: {
        signed: { label: '同意命名', polarity: 'positive' },
        refused: { label: '不予命名', polarity: 'negative', opinion: 'required' },
      },
    }),
    name: issueStep({
      label: '印发命名决定',
      ask: '编号印发命名决定，称号随即生效；公示以后被确认一票否决的，系统不予命名。',
      article: ARTICLE,
      decisions: { named: { label: '印发命名决定', polarity: 'positive' } },
      overtaken: { outcome: 'nobodyLeft', label: '没有可以命名的对象' },
    }),
    supplement: {
      label: '补充提请',
      ask: '暂缓的对象核查无误的，提请补充审定；不再提请的，写明理由。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: {
        submitted: { label: '补充提请', polarity: 'positive' },
        dropped: { label: '不再提请', polarity: 'negative', opinion: 'required' },
      },
      actions: ['transfer', 'delegate'],
    },
    receipts: receiptsStep(ARTICLE),
  };
}

export const NAMING_OUTCOMES = {
  finished: '办结',
  notAdopted: '未予命名',
  nobody: '没有可以命名的对象',
  terminated: '终止',
};

/** @param recommended outcomes of the first step, all of which lead on */
export function namingFlow(recommended: readonly string[]): Flow<NamingStep> {
  return {
    begin: 'recommend',
    after: {
      recommend: Object.fromEntries(
        [...recommended, 'deadline', 'nobodyToAsk'].map((outcome) => [outcome, 'examine']),
      ),
      examine: { examined: 'propose', nobodyToAsk: 'end:nobody' },
      propose: { proposed: 'publish', dropped: 'end:notAdopted', nobodyToAsk: 'end:nobody' },
      publish: { published: 'objections' },
      objections: { recorded: 'objections', noticeOver: 'decide' },
      decide: {
        passed: 'sign',
        failed: { 'end:notAdopted': '', supplement: '此前已有命名' },
        nobodyToAsk: 'supplement',
      },
      sign: { signed: 'name', refused: { 'end:notAdopted': '', supplement: '此前已有命名' } },
      name: { named: 'supplement', nobodyLeft: 'supplement' },
      supplement: {
        submitted: 'decide',
        dropped: { 'end:finished': '此前已有命名', 'end:notAdopted': '此前没有命名' },
        nobodyToAsk: {
          'end:finished': '已经命名',
          'end:nobody': '没有候选对象了',
        },
      },
    },
    beside: { handle: 'objections', inquire: 'decide', receipts: 'supplement' },
  };
}
