import type {
  ChangeOrderLineView,
  ChangeOrderView,
  ChangePreviewView,
} from '../../../contracts/http/change-orders.js';
import type { ChangeOrderLine, ChangeOrderRow } from '../../../database/change-orders/change-order.store.js';
import type { VisibleProcess } from '../../../database/processes/visibility.js';
import { CHANGE_ORDER_STATES } from '../../../domain/blueprints/change-order.blueprint.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { CHANGE_LABELS } from '../../../domain/change-orders/forms.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { changesView } from '../processes/changes.view.js';

export function lineView(line: ChangeOrderLine): ChangeOrderLineView {
  return {
    ...line,
    stateLabel: CHANGE_ORDER_STATES[line.state],
    launchedAt: formatInstant(line.launchedAt),
    settledAt: formatInstantOrNull(line.settledAt),
  };
}

export function changeOrderView(
  order: ChangeOrderRow,
  { id, title, kind, state }: VisibleProcess,
  preview: ChangePreviewView | null,
): ChangeOrderView {
  return {
    id: order.id,
    title: order.title,
    reason: order.reason,
    state: order.state,
    stateLabel: CHANGE_ORDER_STATES[order.state],
    process: { id, title, kind, kindLabel: blueprintOf(kind).label, state },
    changes: order.changes.map(({ type, seen, ...input }, index) => ({
      ...{ number: index + 1, type, label: CHANGE_LABELS[type] },
      ...{ input, seen: { ...seen } },
    })),
    preview,
    outcome: order.outcome && changesView(order.outcome, order.settledAt as Date),
    overtaken: order.overtaken,
    settledAt: formatInstantOrNull(order.settledAt),
  };
}
