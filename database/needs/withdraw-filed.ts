import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { changeItem } from './need-item.store.js';

/**
 * A list that was returned or taken back is nobody's any more, until the unit files again: it must not be compiled. Once the office
 * has compiled it, its items live on in their own processes, and the list stays as it is.
 *
 * @throws Refusal NOTHING_TO_WITHDRAW
 */
export async function withdrawFiled(manager: EntityManager, assignmentId: string, now: Date): Promise<void> {
  const items: { id: string; state: string }[] = await manager.query(
    `select i.id, i.state from need_item i join need_item_origin o on o.original_id = i.id where o.assignment_id = $1 order by i.id`,
    [assignmentId],
  );
  if (items.some(({ state }) => state !== 'filed' && state !== 'withdrawn'))
    throw new Refusal('NOTHING_TO_WITHDRAW');
  for (const { id } of items) await changeItem(manager, id, { state: 'withdrawn' }, now);
}
