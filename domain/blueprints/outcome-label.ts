import { RETURNED } from '../steps/outcomes.js';
import type { ProcessBlueprint } from './blueprint.js';

/** Outcomes that the engine gives, beside those of the blueprint. */
const ENGINE_OUTCOMES: Record<string, string> = {
  cancelled: '取消',
  withdrawn: '撤回',
  terminated: '终止',
  nobodyToAsk: '没有需要办理的单位',
  finished: '办结',
  alreadyAsked: '已经在办理',
  nothingToMend: '没有需要处理的安排',
};

/** The label of a step, the key itself for one this version no longer has. */
export function stepLabel(blueprint: ProcessBlueprint | undefined, key: string): string {
  return blueprint?.steps[key]?.label ?? key;
}

/** What a step ended with, in words: the one place that knows where outcomes come from. */
export function outcomeLabel(blueprint: ProcessBlueprint | undefined, key: string, outcome: string): string {
  if (outcome.startsWith(RETURNED)) return `退回“${stepLabel(blueprint, outcome.slice(RETURNED.length))}”`;
  const { decisions, atDeadline, share, overtaken } = blueprint?.steps[key] ?? {};
  // A 票签 that ends at its deadline is counted as any other.
  if (share?.passed === outcome) return share.words.passed;
  if (share?.failed === outcome) return share.words.failed;
  if (atDeadline?.outcome === outcome) return atDeadline.label;
  if (overtaken?.outcome === outcome) return overtaken.label;
  return decisions?.[outcome]?.label ?? ENGINE_OUTCOMES[outcome] ?? outcome;
}

/** What a process ended with, in words. */
export function processOutcomeLabel(blueprint: ProcessBlueprint | undefined, outcome: string): string {
  return blueprint?.outcomes[outcome] ?? ENGINE_OUTCOMES[outcome] ?? outcome;
}
