import type { EntityManager } from 'typeorm';
import type { Actor, AuditFact } from '../audit/audit-log.js';
import { dualListEffects } from '../needs/dual-list.effects.js';
import { needItemEffects } from '../needs/need-item.effects.js';
import type { AssignmentRow, ProcessRow, StepRow } from '../steps/step.store.js';

/** What a process does in its own tables when something happens to its steps; part of the step engine's transaction. */
export interface EffectContext {
  manager: EntityManager;
  now: Date;
  process: ProcessRow;
  actor: Actor | null;
  /** Further facts for this process's chain, beside the one the engine writes. */
  record(fact: Omit<AuditFact, 'actor'>): void;
}

export interface Decided {
  step: StepRow;
  assignment: AssignmentRow;
  decision: string;
  form: unknown;
  opinion: string | null;
}

export interface ProcessEffects {
  /** An outcome instead of opening the step, when there is nothing to do in it. */
  skip?(context: EffectContext, key: string): Promise<string | null>;
  /** Deadline of a step whose rule is `given`. */
  givenDeadline?(context: EffectContext, key: string): Promise<Date | null>;
  /** Positions' units for the roles only the process knows: leadUnit, cooperatingUnits, raisingUnits, claimer. */
  unitsOf?(context: EffectContext, role: 'leadUnit' | 'cooperatingUnits' | 'raisingUnits'): Promise<string[]>;
  claimerPosition?(context: EffectContext): Promise<string | null>;
  opened?(context: EffectContext, key: string): Promise<void>;
  /** @throws Refusal when the decision can't stand; nothing is written then. */
  decided?(context: EffectContext, decided: Decided): Promise<void>;
  /** What was handed in was returned or taken back, and is owed anew. */
  reopened?(context: EffectContext, key: string, assignmentId: string): Promise<void>;
  /** The deadline of a step moved (an extension was approved). */
  deadlineMoved?(context: EffectContext, key: string, deadline: Date): Promise<void>;
  ended?(context: EffectContext, outcome: string): Promise<void>;
}

const EFFECTS: Record<string, ProcessEffects> = { dualList: dualListEffects, needItem: needItemEffects };

export function effectsOf(kind: string): ProcessEffects {
  return EFFECTS[kind] ?? {};
}
