import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';

/** One region's year of liaison filing (五项制度机制 三（四）1): each unit keeps exactly one liaison, and a change is filed. */
export const liaisonFiling = defineBlueprint({
  kind: 'liaisonFiling',
  launch: { by: 'office', once: 'year' },
  version: 1,
  label: '联络员备案',
  article: '五项制度机制 三（四）1',
  legalDatesOf: 'processYear',
  steps: {
    file: {
      label: '报送联络员',
      ask: '确认本单位现任联络员；有变动的，报送接任人员和任职日期。',
      article: '五项制度机制 三（四）1',
      owner: 'filingUnits',
      rule: 'collect',
      deadline: { kind: 'lastDayOfMonth', month: 5 },
      deadlineIfPast: { kind: 'workingDays', days: 10 },
      // The office confirms what there is; whoever is missing still owes it and is chased (固原 2023: 13 units never filed).
      atDeadline: { outcome: 'deadline', label: '到期确认', stillOwed: true },
      ladder: DEFAULT_LADDER,
      decisions: { filed: { label: '报送', polarity: 'positive', form: 'liaisonFiling' } },
      actions: ['transfer', 'withdraw', 'returnFiling', 'refile'],
    },
    confirm: {
      label: '备案确认',
      ask: '核对报送的联络员；有误的退回并说明理由，其余即行备案。',
      article: '五项制度机制 三（四）1',
      owner: 'officeStaff',
      rule: 'single',
      deadline: { kind: 'workingDays', days: 5 },
      ladder: DEFAULT_LADDER,
      decisions: { confirmed: { label: '确认备案', polarity: 'positive', form: 'liaisonConfirmation' } },
      actions: ['transfer'],
    },
  },
  outcomes: { finished: '年度届满', terminated: '终止' },
  flow: {
    begin: 'file',
    after: {
      file: { filed: 'confirm', deadline: 'confirm' },
      confirm: { confirmed: 'filed' },
    },
    waits: {
      filed: { label: '全年随报随确认', then: { confirm: '补报、变动', 'end:finished': '12月31日届满' } },
    },
    atAnyTime: 'finished',
  },
});
