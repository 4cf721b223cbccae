import type { needItem as blueprint } from '../../../domain/blueprints/need-item.blueprint.js';
import type { NeedItemInput } from '../../../contracts/processes/processes.js';
import type { Process } from '../../../workflows/kit/process.js';

type Item = Process<keyof typeof blueprint.steps, NeedItemInput>;

/** A change of the procedure: what is solved goes past the government before anybody confirms it. */
export function pastTheGovernment(item: Item, holds: () => boolean): Item {
  const step = item.step.bind(item);
  return Object.assign(item, {
    step: async (key: Parameters<Item['step']>[0]) => {
      const outcome = await step(key);
      return key === 'solve' && outcome === 'solved' && holds() ? 'needsGovernment' : outcome;
    },
  });
}
