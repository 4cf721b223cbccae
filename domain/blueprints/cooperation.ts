import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import type { StepBlueprint } from './blueprint.js';

/** 配合: each cooperating unit replies to the one that leads, which need not wait for them. */
export function cooperationStep(words: Pick<StepBlueprint, 'label' | 'ask' | 'article'>): StepBlueprint {
  return {
    ...words,
    owner: 'cooperatingUnits',
    rule: 'collect',
    beside: true,
    deadline: { kind: 'given' },
    ladder: DEFAULT_LADDER,
    decisions: { replied: { label: '答复', polarity: 'positive', form: 'reply' } },
    actions: ['transfer', 'withdraw', 'extend'],
  };
}
