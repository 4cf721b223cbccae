import type { EngineEffects } from '../processes/engine-effects.js';
import { candidatesOf } from './candidate.store.js';

/** 命名 when every candidate was stopped by a veto meanwhile: nothing was issued, and the step says so. */
export const namingEngine: EngineEffects = {
  async decided({ manager, now, process }, { step, decision }) {
    if (step.key !== 'name' || decision !== 'named') return undefined;
    const named = await candidatesOf(manager, process.id, ['named']);
    return named.some(({ changedAt }) => changedAt.getTime() === now.getTime())
      ? undefined
      : { outcome: 'nobodyLeft' };
  },
};
