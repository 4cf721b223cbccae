import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';

/**
 * One region's whole year, launched once (五项制度机制 三; 丰都2020年双拥工作要点 四（三）): each of its works starts at its date, as a process of its
 * own; what could not start is mended by the office; at the year's end there is a ledger, and what is open is carried over.
 */
export const annualCycle = defineBlueprint({
  kind: 'annualCycle',
  launch: { by: 'office', once: 'year', form: 'annualPlan' },
  version: 1,
  label: '年度工作',
  article: '五项制度机制 三',
  legalDatesOf: 'processYear',
  steps: {
    mend: {
      label: '处理未能启动的安排',
      ask: '逐项处理到期未能启动的安排：改正后立即启动、另定日期，或者说明理由本年不再进行。',
      article: '五项制度机制 三（五）2',
      owner: 'officeStaff',
      rule: 'single',
      // The rest of the year goes on meanwhile.
      beside: true,
      deadline: { kind: 'workingDays', days: 2 },
      ladder: DEFAULT_LADDER,
      decisions: { mended: { label: '处理完毕', polarity: 'positive', form: 'annualMend' } },
      actions: ['transfer'],
    },
    ledger: {
      label: '年终台账',
      ask: '汇总全年各项制度机制的落实情况，写出年终小结，编号印发。',
      article: '五项制度机制 三（五）2',
      owner: 'officeStaff',
      rule: 'single',
      // It has its number once it is issued.
      final: true,
      deadline: { kind: 'date', month: 12, day: 20 },
      deadlineIfPast: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { issued: { label: '印发台账', polarity: 'positive', form: 'annualLedger' } },
      actions: ['transfer'],
    },
    carryOver: {
      label: '年度结转',
      ask: '核对全年未办结的工作，列入下一年度继续跟踪。',
      article: '五项制度机制 三（一）3',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'date', month: 12, day: 31 },
      deadlineIfPast: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { carried: { label: '结转', polarity: 'positive' } },
      actions: ['transfer'],
    },
  },
  outcomes: { finished: '年度结束', terminated: '终止' },
  flow: {
    begin: { ledger: '12月1日起' },
    after: {
      ledger: { issued: { carryOver: '12月20日起' } },
      carryOver: { carried: 'end:finished' },
    },
    beside: { mend: { begin: '有安排到期未能启动时' } },
  },
});
