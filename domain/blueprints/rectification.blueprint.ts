import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';
import { extensionStep } from './extension.js';

const ARTICLE = '固原督查通报2023 三（三）';

/** 整改: one problem that was found with one region or unit, until the office has seen for itself that it is mended. */
export const rectification = defineBlueprint({
  kind: 'rectification',
  launch: { by: 'process', once: 'each' },
  version: 1,
  label: '限时整改',
  article: ARTICLE,
  legalDatesOf: 'presentYear',
  steps: {
    plan: {
      label: '制定整改方案',
      ask: '写明整改措施、责任人和完成日期；与实际情况不符的，提出异议并说明理由。',
      article: ARTICLE,
      owner: 'subjects',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: {
        planned: { label: '方案已定', polarity: 'positive', form: 'rectificationPlan' },
        disputed: { label: '提出异议', polarity: 'negative', opinion: 'required' },
      },
      actions: ['transfer', 'withdraw', 'delegate'],
    },
    dispute: {
      label: '核实异议',
      ask: '核实提出的异议：问题存在的，维持并退回制定方案；不存在的，撤销这一问题。',
      article: ARTICLE,
      owner: 'officeDirector',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: {
        upheld: { label: '问题存在，维持', polarity: 'back', opinion: 'required' },
        unfounded: { label: '问题不存在，撤销', polarity: 'positive', opinion: 'required' },
      },
      actions: ['transfer'],
    },
    rectify: {
      label: '整改落实',
      ask: '按方案整改，报告结果，附上佐证材料。',
      article: ARTICLE,
      owner: 'subjects',
      rule: 'single',
      deadline: { kind: 'given' },
      ladder: DEFAULT_LADDER,
      decisions: { rectified: { label: '报告整改完成', polarity: 'positive', form: 'rectified' } },
      actions: ['transfer', 'withdraw', 'extend', 'delegate'],
    },
    verify: {
      label: '复核销号',
      ask: '对照问题复核整改结果：到位的销号，不到位的说明理由退回再整改。',
      article: ARTICLE,
      owner: 'office',
      rule: 'any',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: {
        accepted: { label: '整改到位，销号', polarity: 'positive', form: 'verification' },
        returned: { label: '整改不到位，退回', polarity: 'back', opinion: 'required' },
      },
      actions: ['transfer'],
    },
    extension: extensionStep('officeDirector', ARTICLE),
  },
  outcomes: { finished: '整改销号', unfounded: '问题撤销', terminated: '终止' },
  flow: {
    begin: 'plan',
    after: {
      plan: { planned: 'rectify', disputed: 'dispute' },
      dispute: { upheld: 'plan', unfounded: 'end:unfounded' },
      rectify: { rectified: 'verify' },
      verify: { accepted: 'end:finished', returned: 'rectify' },
    },
  },
});
