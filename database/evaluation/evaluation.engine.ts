import type { EngineEffects } from '../processes/engine-effects.js';
import { cancelUnderLock } from '../steps/cancel-step.js';
import { stepIdOf } from '../steps/ids.js';

/** With the points given, a self-assessment that never came is owed by nobody any more, and nobody is chased for it. */
export const evaluationEngine: EngineEffects = {
  async decided({ manager, now, process }, { step }) {
    if (step.key === 'review')
      await cancelUnderLock(manager, process, stepIdOf(process.id, 'selfAssess', 1), now);
    return undefined;
  },
};
