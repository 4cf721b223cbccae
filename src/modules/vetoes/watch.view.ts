import type {
  VetoCellView,
  VetoFoundView,
  VetoQuarterView,
  VetoWatchItemView,
} from '../../../contracts/http/vetoes.js';
import type { foundIn } from '../../../database/vetoes/watch-list.repository.js';
import type { DeclaredItem, QuarterRow } from '../../../database/vetoes/watch.store.js';
import { VETO_ITEM_KEYS, VETO_ITEMS, type VetoItem } from '../../../domain/evaluation/veto-items.js';
import { formatInstantOrNull } from '../../../domain/time/zone.js';
import { QUARTERS } from '../../../domain/vetoes/quarters.js';
import type { Signal } from '../../../domain/vetoes/signals.js';
import { VETO_SHORT, VETO_STATES, type VetoState } from '../../../domain/vetoes/states.js';
import { quarterLabel } from '../../../domain/work-points/quarters.js';
import { signalView } from './veto.view.js';

type Found = Awaited<ReturnType<typeof foundIn>>[number];

export interface WatchParts {
  quarters: readonly QuarterRow[];
  declared: readonly (DeclaredItem & { quarter: number })[];
  found: readonly Found[];
  signals: readonly Signal[];
  showsSignals: boolean;
  /** Of the standard in force today. */
  items: readonly VetoItem[];
}

export function foundView({ id, title, state }: Found): VetoFoundView {
  return { id, title, state: state as VetoState, stateLabel: VETO_STATES[state as VetoState] };
}

/** The four quarters, those that were over at the launch too. */
export function timelineOf(year: number, quarters: readonly QuarterRow[]): VetoQuarterView[] {
  return QUARTERS.map((quarter) => {
    const row = quarters.find((one) => one.quarter === quarter);
    return {
      ...{ quarter, label: quarterLabel({ year, quarter }), watched: row !== undefined },
      onDate: row?.onDate ?? null,
      openedAt: formatInstantOrNull(row?.openedAt ?? null),
      declaredAt: formatInstantOrNull(row?.declaredAt ?? null),
    };
  });
}

/** Items × quarters: those of today's standard, and those that an earlier one had when a quarter was declared. */
export function watchItems(parts: WatchParts): VetoWatchItemView[] {
  const declared = new Set(parts.declared.map(({ item }) => item));
  const items = VETO_ITEM_KEYS.filter((item) => parts.items.includes(item) || declared.has(item));
  return items.map((item) => ({
    ...{ item, label: VETO_ITEMS[item], short: VETO_SHORT[item] },
    quarters: QUARTERS.map((quarter) => cellOf(parts, item, quarter)),
    signals: parts.signals.filter((signal) => signal.item === item).map(signalView),
  }));
}

function cellOf(
  { quarters, declared, found, showsSignals }: WatchParts,
  item: VetoItem,
  quarter: number,
): VetoCellView {
  const row = quarters.find((one) => one.quarter === quarter);
  const said = declared.find((one) => one.item === item && one.quarter === quarter);
  const state = said ? (said.found ? 'found' : 'clear') : openState(row);
  return {
    ...{ quarter, state, note: said?.note ?? null },
    signals: showsSignals ? (said?.signals ?? []).map(signalView) : [],
    events: found.filter((one) => one.item === item && one.quarter === quarter).map(foundView),
  };
}

/** Of a quarter that nothing is declared of; an item that a later standard brought was not asked about then. */
function openState(row: QuarterRow | undefined): 'coming' | 'open' | 'none' {
  if (!row || row.declaredAt !== null) return 'none';
  return row.openedAt === null ? 'coming' : 'open';
}
