import { startProcess } from '../processes/start-process.js';
import type { EffectContext } from '../processes/effects.js';
import type { NeedItemRow } from './need-item.store.js';

/** What the item's workflow is told of how it begins (contracts/processes). */
export interface ItemBeginning {
  reportedUp: boolean;
  /** It has its unit, person and limit already: it begins with the work. */
  arranged?: true;
}

/** Starts the process of an item, as a child of the one that raised it: a list, a campaign, an item below. */
export async function startItem(
  { manager, now, process, actor }: EffectContext,
  item: Pick<NeedItemRow, 'id' | 'regionCode' | 'year' | 'title'>,
  beginning: ItemBeginning,
): Promise<void> {
  const { id, regionCode, year, title } = item;
  await startProcess(
    manager,
    {
      ...{ id, kind: 'needItem', businessKey: `needItem:${id}`, regionCode, year, title },
      parentId: process.id,
      write: () => Promise.resolve({ ...beginning }),
    },
    actor,
    now,
  );
}
