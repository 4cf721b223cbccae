import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import type { DeadlineRule } from '../time/deadline.js';
import type { StepBlueprint } from './blueprint.js';

/** 签收: each unit a document is addressed to signs for it and is chased until it has. The same step in every process that issues one. */
export function receiptsStep(
  article: string,
  deadline: DeadlineRule = { kind: 'workingDays', days: 3 },
): StepBlueprint {
  return {
    label: '签收文件',
    ask: '阅读印发的文件并签收。',
    article,
    owner: 'recipients',
    rule: 'collect',
    beside: true,
    deadline,
    ladder: DEFAULT_LADDER,
    decisions: { received: { label: '签收', polarity: 'positive' } },
    actions: ['transfer'],
  };
}
