import type { ProcessKind } from '../../domain/blueprints/index.js';
import { changeOrderEngine } from '../change-orders/change-order.engine.js';
import { namingEngine } from '../honours/naming.engine.js';
import { evaluationEngine } from '../evaluation/evaluation.engine.js';
import { vetoCorrectionEngine } from '../vetoes/veto-correction.engine.js';
import type { Decided, EffectContext, Launch } from './effects.js';

/**
 * What a process does by the step engine to another process, in the same transaction and after its own effects. Apart from those
 * (effects.ts), for the engine that is used here uses them.
 */
export interface EngineEffects {
  /** @throws Refusal when what was handed in can't stand; nothing is launched then */
  launched?(context: EffectContext, launch: Launch): Promise<void>;
  /**
   * @returns the step's outcome, where what the decision puts into force doesn't hold any more (blueprint `overtaken`)
   * @throws Refusal when the decision can't stand; nothing is written then
   */
  decided?(context: EffectContext, decided: Decided): Promise<{ outcome: string } | undefined>;
}

const ENGINE_EFFECTS: Partial<Record<ProcessKind, EngineEffects>> = {
  changeOrder: changeOrderEngine,
  modelCity: namingEngine,
  commendation: namingEngine,
  evaluation: evaluationEngine,
  vetoCorrection: vetoCorrectionEngine,
};

export function engineEffectsOf(kind: string): EngineEffects {
  return ENGINE_EFFECTS[kind as ProcessKind] ?? {};
}
