import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';
import { extensionStep } from './extension.js';

/** One region's “双清单” year (五项制度机制 三（一）). */
export const dualList = defineBlueprint({
  kind: 'dualList',
  launch: { by: 'office', once: 'year' },
  version: 1,
  label: '“双清单”制度',
  article: '五项制度机制 三（一）',
  legalDatesOf: 'processYear',
  steps: {
    collect: {
      label: '清单报送',
      ask: '报送本单位的需求清单；没有事项的作零报告。',
      article: '五项制度机制 三（一）1',
      owner: 'filingUnits',
      rule: 'collect',
      deadline: { kind: 'lastDayOfMonth', month: 2 },
      deadlineIfPast: { kind: 'workingDays', days: 10 },
      // The compile step doesn't wait for ever: whoever is missing stays on the 未报 list and is chased by the ladder.
      atDeadline: { outcome: 'deadline', label: '到期汇总', stillOwed: true },
      ladder: DEFAULT_LADDER,
      decisions: { filed: { label: '报送', polarity: 'positive', form: 'filing' } },
      actions: ['transfer', 'extend', 'returnFiling', 'withdraw'],
    },
    compile: {
      label: '梳理汇总',
      ask: '合并重复事项、核对分类，可提出牵头单位建议。',
      article: '五项制度机制 三（一）1',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { compiled: { label: '汇总完成', polarity: 'positive', form: 'compile' } },
      actions: ['transfer'],
    },
    circular: {
      label: '年度通报',
      ask: '梳理全年“双清单”落实情况，形成年度通报和台账。',
      article: '五项制度机制 三（一）3',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'lastDayOfMonth', month: 10 },
      deadlineIfPast: { kind: 'workingDays', days: 10 },
      ladder: DEFAULT_LADDER,
      decisions: { issued: { label: '完成通报', polarity: 'positive', form: 'summary' } },
      actions: ['transfer'],
    },
    carryOver: {
      label: '结转',
      ask: '核对未办结事项，结转下一年度继续跟踪。',
      article: '五项制度机制 三（一）3',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'date', month: 12, day: 31 },
      deadlineIfPast: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { carried: { label: '结转', polarity: 'positive' } },
      actions: ['transfer'],
    },
    extension: extensionStep('officeStaff', '五项制度机制 三（一）1'),
  },
  outcomes: { finished: '办结', terminated: '终止' },
  flow: {
    begin: 'collect',
    after: {
      collect: { filed: 'compile', deadline: 'compile' },
      compile: { compiled: { circular: '10月起', filedLate: '有单位补报的' } },
      circular: { issued: { carryOver: '12月15日起' } },
      carryOver: { carried: 'end:finished' },
    },
    waits: { filedLate: { label: '补报清单', then: 'compile', ifAny: true } },
  },
});
