import type { EngineEffects } from '../processes/engine-effects.js';
import { endUnderLock } from '../processes/end-process.js';
import { enqueue } from '../processes/outbox.repository.js';
import { lockProcess } from '../steps/step.store.js';
import { correctionOf } from './veto-correction.store.js';

/** An event that was taken back is over, wherever it stands: nobody reconsiders what is given back. */
export const vetoCorrectionEngine: EngineEffects = {
  async decided({ manager, now, process, actor }, { step, decision, opinion }) {
    if (step.key !== 'decide' || decision !== 'takenBack') return undefined;
    const { eventId } = await correctionOf(manager, process.id);
    // Its lock is held already: the correction's own effects have taken it, children before their parents.
    const event = await lockProcess(manager, eventId);
    if (event?.state !== 'running') return undefined;
    const outcome = 'withdrawn';
    await endUnderLock(manager, event, { outcome, now, actor, ...(opinion ? { reason: opinion } : {}) });
    await enqueue(manager, now, [
      { kind: 'signal', workflowId: `vetoEvent:${eventId}`, signal: 'end', payload: { outcome } },
    ]);
    return undefined;
  },
};
