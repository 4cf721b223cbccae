import type { EntityManager } from 'typeorm';
import { changeOrderOf } from '../../../database/change-orders/change-order.store.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const changeOrderForms: FormsOf = { 'revise.submitted': asItStands };

/** The same changes again, with a reason that says more. */
async function asItStands(manager: EntityManager, { processId }: OpenTask): Promise<object> {
  const { targetId, title, reason, changes } = await changeOrderOf(manager, processId);
  return {
    processId: targetId,
    title,
    reason: `${reason}已与有关单位商定。`,
    changes: changes.map(({ seen: _, ...change }) => change),
  };
}
