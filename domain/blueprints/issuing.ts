import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { SENDING, SIGNING, type StepBlueprint } from './blueprint.js';

/** What a process says in its own words, and where it goes another way. */
type Own = Pick<StepBlueprint, 'ask' | 'article'> & Partial<StepBlueprint>;

/** 主任审核: the first of the three signatures with which a document leaves the house. */
export const reviewStep = (own: Own): StepBlueprint => ({
  label: '主任审核',
  owner: 'officeDirector',
  rule: 'single',
  deadline: { kind: 'workingDays', days: 2 },
  ladder: DEFAULT_LADDER,
  decisions: { approved: { label: '审核同意', polarity: 'positive' } },
  actions: SIGNING,
  ...own,
});

/** 组长签发 */
export const signOffStep = (own: Own): StepBlueprint => ({
  label: '组长签发',
  owner: 'groupLeader',
  rule: 'single',
  deadline: { kind: 'workingDays', days: 3 },
  ladder: DEFAULT_LADDER,
  decisions: { signed: { label: '签发', polarity: 'positive' } },
  actions: SIGNING,
  ...own,
});

/** 编号印发: it has its number and is on its way. */
export const issueStep = (own: Own): StepBlueprint => ({
  label: '编号印发',
  owner: 'officeStaff',
  rule: 'single',
  final: true,
  deadline: { kind: 'workingDays', days: 2 },
  ladder: DEFAULT_LADDER,
  decisions: { issued: { label: '印发', polarity: 'positive' } },
  actions: ['transfer', 'return'],
  ...own,
});

/** 组长审定: what he signs is in force and on its way at once. */
export const decideStep = (own: Own & Pick<StepBlueprint, 'label' | 'decisions'>): StepBlueprint => ({
  owner: 'groupLeader',
  rule: 'single',
  final: true,
  deadline: { kind: 'workingDays', days: 5 },
  ladder: DEFAULT_LADDER,
  actions: SENDING,
  ...own,
});
