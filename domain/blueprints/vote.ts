import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import { SIGNING, type StepBlueprint } from './blueprint.js';

/** 票签 of the leading group: two thirds of the votes, half of its members present. */
export const voteStep = (
  words: Pick<StepBlueprint, 'label' | 'ask' | 'article'>,
  more: StepBlueprint['decisions'] = {},
): StepBlueprint => ({
  ...words,
  owner: 'groupAndMembers',
  rule: 'share',
  share: {
    agree: { votes: 2, of: 3 },
    base: 'votes',
    quorum: { votes: 1, of: 2 },
    rejection: 'counts',
    passed: 'passed',
    failed: 'failed',
    words: { passed: '通过', failed: '未通过' },
  },
  deadline: { kind: 'workingDays', days: 5 },
  ladder: DEFAULT_LADDER,
  decisions: {
    agree: { label: '同意', polarity: 'positive' },
    reject: { label: '不同意', polarity: 'negative', opinion: 'required' },
    abstain: { label: '弃权', polarity: 'abstain' },
    ...more,
  },
  actions: SIGNING,
});
