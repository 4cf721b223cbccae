import { Refusal } from '../../domain/errors/refusal.js';
import type { EffectContext } from '../processes/effects.js';
import { changeItem, type NeedItemRow } from './need-item.store.js';

/** Duplicates become part of one item; every origin is kept, and asked to confirm. @throws Refusal INVALID_FIELD */
export async function mergeInto(
  { manager, now, record }: EffectContext,
  into: NeedItemRow,
  from: NeedItemRow[],
  title?: string,
): Promise<void> {
  if (from.some(({ id, side }) => id === into.id || side !== into.side)) {
    throw new Refusal(
      'INVALID_FIELD',
      { field: '合并重复的事项', reason: '只能合并同一清单中的不同事项' },
      'form.merge',
    );
  }
  const ids = from.map(({ id }) => id);
  await manager.query(
    `insert into need_item_origin (item_id, unit_id, assignment_id, original_id, original_title)
     select $1, unit_id, assignment_id, original_id, original_title from need_item_origin where item_id = any($2::uuid[]) on conflict do nothing`,
    [into.id, ids],
  );
  for (const id of ids) await changeItem(manager, id, { state: 'merged', mergedInto: into.id }, now);
  if (title) {
    into.title = title;
    await changeItem(manager, into.id, { title }, now);
  }
  record({ kind: 'itemsMerged', body: { into: into.id, from: ids } });
}
