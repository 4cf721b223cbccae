import type { AuditFact } from '../audit/audit-log.js';
import type { EffectContext } from './effects.js';

/** What effects act in, with the facts that they and the engine record: the caller appends them to the process's chain. */
export interface Recording extends EffectContext {
  facts: AuditFact[];
}

export function recording(at: Omit<EffectContext, 'record'>): Recording {
  const facts: AuditFact[] = [];
  return { ...at, facts, record: (fact) => void facts.push({ ...fact, actor: at.actor }) };
}
