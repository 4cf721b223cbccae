import { DEFAULT_LADDER } from '../time/ladder-policy.js';
import type { OwnerRole, StepBlueprint } from './blueprint.js';

/** Key of the step that a request for more time opens. The step engine opens it itself: the process only learns of moved deadlines. */
export const EXTENSION_STEP = 'extension';

export function extensionStep(owner: OwnerRole, article: string): StepBlueprint {
  return {
    label: '延期审批',
    ask: '审批延期申请：同意，时限随即改变；不同意，原时限不变。',
    article,
    owner,
    rule: 'single',
    beside: true,
    deadline: { kind: 'workingDays', days: 2 },
    ladder: { ...DEFAULT_LADDER, rungs: DEFAULT_LADDER.rungs.slice(0, 2) },
    decisions: {
      approved: { label: '同意延期', polarity: 'positive' },
      rejected: { label: '不同意延期', polarity: 'negative', opinion: 'required' },
    },
    actions: [],
  };
}
