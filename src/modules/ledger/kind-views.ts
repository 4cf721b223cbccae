import type { KindView } from '../../../contracts/http/ledger.js';
import { ITEM_KINDS, SIDE_LABELS, SIDES } from '../../../domain/needs/item-kinds.js';

/** Kinds of items by side, with the words people read. */
export function kindViews(): KindView[] {
  return SIDES.flatMap((side) =>
    Object.entries(ITEM_KINDS[side]).map(([kind, label]) => ({
      side,
      sideLabel: SIDE_LABELS[side],
      kind,
      label,
    })),
  );
}
