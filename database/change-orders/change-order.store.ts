import type { EntityManager } from 'typeorm';
import type { ChangeOrderState } from '../../domain/blueprints/change-order.blueprint.js';
import type { Change } from '../../domain/change-orders/forms.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { rowChange } from '../change-row.js';
import type { Differences, OwedNow } from '../processes/snapshot.js';

/** A change with what it found when it was written: what is otherwise by the approval was not what was approved. */
export type SeenChange = Change & { seen: Seen };

export interface Seen {
  deadline?: string | null;
  unitId?: string;
  from?: CivilDate;
  to?: CivilDate | null;
}

export interface Overtaken {
  /** 1 for the first change. */
  number: number;
  why: string;
  at: string;
}

export interface ChangeOrderRow {
  id: string;
  targetId: string;
  authorPositionId: string | null;
  authorPersonId: string | null;
  title: string;
  reason: string;
  changes: SeenChange[];
  state: ChangeOrderState;
  outcome: Differences | null;
  overtaken: Overtaken | null;
  settledAt: Date | null;
}

const ORDER = `o.process_id as id, o.target_id as "targetId", o.author_position_id as "authorPositionId", p.launched_by as "authorPersonId",
  p.title, o.reason, o.changes, o.state, o.outcome, o.overtaken, o.settled_at as "settledAt"`;

export async function findChangeOrder(manager: EntityManager, id: string): Promise<ChangeOrderRow | null> {
  const [row]: ChangeOrderRow[] = await manager.query(
    `select ${ORDER} from change_order o join process p on p.id = o.process_id where o.process_id = $1`,
    [id],
  );
  return row ? { ...row, outcome: row.outcome && revived(row.outcome) } : null;
}

/** The order of a process whose lock is held. */
export async function changeOrderOf(manager: EntityManager, id: string): Promise<ChangeOrderRow> {
  const order = await findChangeOrder(manager, id);
  if (!order) throw new Error(`no change order ${id}`);
  return order;
}

export interface ChangeOrderLine {
  id: string;
  title: string;
  reason: string;
  state: ChangeOrderState;
  changes: number;
  launchedAt: Date;
  settledAt: Date | null;
}

/** All orders that were to change a process, the latest first. */
export function changeOrdersFor(manager: EntityManager, targetId: string): Promise<ChangeOrderLine[]> {
  return manager.query(
    `select p.id, p.title, o.reason, o.state, jsonb_array_length(o.changes) as changes, p.launched_at as "launchedAt",
       o.settled_at as "settledAt"
     from change_order o join process p on p.id = o.process_id where o.target_id = $1 order by p.launched_at desc, p.id limit 200`,
    [targetId],
  );
}

export async function insertChangeOrder(
  manager: EntityManager,
  order: Pick<ChangeOrderRow, 'id' | 'targetId' | 'authorPositionId' | 'reason' | 'changes'>,
): Promise<void> {
  await manager.query(
    `insert into change_order (process_id, target_id, author_position_id, reason, changes, state) values ($1, $2, $3, $4, $5, 'approving')`,
    [order.id, order.targetId, order.authorPositionId, order.reason, JSON.stringify(order.changes)],
  );
}

type OrderChange = Partial<
  Pick<ChangeOrderRow, 'state' | 'reason' | 'changes' | 'outcome' | 'overtaken' | 'settledAt'>
>;

export const updateChangeOrder = rowChange<OrderChange>(
  'change_order',
  'process_id',
  {
    state: 'state',
    reason: 'reason',
    changes: 'changes',
    outcome: 'outcome',
    overtaken: 'overtaken',
    settledAt: 'settled_at',
  },
  ['changes', 'outcome', 'overtaken'],
);

/** Instants come out of JSON as text. */
function revived({ owed, planned }: Differences): Differences {
  const date = (value: Date | null) => value && new Date(value);
  const one = (side: OwedNow | null) =>
    side && { ...side, deadline: date(side.deadline), warnAt: date(side.warnAt) };
  return { owed: owed.map(({ before, after }) => ({ before: one(before), after: one(after) })), planned };
}
