import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { defineBlueprint } from './blueprint.js';
import { cooperationStep } from './cooperation.js';
import { extensionStep } from './extension.js';

/** 议定事项: what a meeting decided, supervised by the office until it is closed (五项制度机制 三（三）3). */
export const decidedMatter = defineBlueprint({
  kind: 'decidedMatter',
  launch: { by: 'process', once: 'each' },
  version: 1,
  label: '议定事项',
  article: '五项制度机制 三（三）3',
  legalDatesOf: 'presentYear',
  steps: {
    solve: {
      label: '落实事项',
      ask: '按会议议定的措施和时限落实；办成后报告结果。',
      article: '五项制度机制 三（三）3',
      owner: 'leadUnit',
      rule: 'single',
      deadline: { kind: 'given' },
      ladder: DEFAULT_LADDER,
      decisions: { done: { label: '报告办成', polarity: 'positive', form: 'result' } },
      actions: ['transfer', 'withdraw', 'extend', 'delegate'],
    },
    cooperate: cooperationStep({
      label: '配合落实',
      ask: '按会议分工配合牵头单位，向牵头单位答复落实情况。',
      article: '五项制度机制 三（三）3',
    }),
    review: {
      label: '核查销号',
      ask: '核查落实结果：属实的销号，没有落实的退回再办。',
      article: '五项制度机制 三（三）3',
      owner: 'office',
      rule: 'any',
      deadline: { kind: 'workingDays', days: 3 },
      ladder: DEFAULT_LADDER,
      decisions: {
        closed: { label: '销号', polarity: 'positive' },
        returned: { label: '退回再办', polarity: 'back', opinion: 'required' },
      },
      actions: ['transfer'],
    },
    extension: extensionStep('officeDirector', '五项制度机制 三（三）3'),
  },
  outcomes: { finished: '销号', terminated: '终止' },
  flow: {
    begin: 'solve',
    after: {
      solve: { done: 'review' },
      review: { closed: 'end:finished', returned: 'solve' },
    },
    beside: { cooperate: 'solve' },
  },
});

/** Where a decided matter, or a point of the work points, stands in its list. */
export const MATTER_STATES = {
  open: '落实中',
  reviewing: '待核查',
  closed: '已销号',
  terminated: '已终止',
} as const;
export type MatterState = keyof typeof MATTER_STATES;
