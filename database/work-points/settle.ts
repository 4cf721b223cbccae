import type { EntityManager } from 'typeorm';
import { outstandingBelow, RECEIVED_BELOW } from '../circulars/cascade.js';
import type { EffectContext, ToldNotice } from '../processes/effects.js';
import { recordInSource, tell } from '../processes/tell.js';
import type { PointRow } from './point.store.js';
import { changePointSet, pointSetOf } from './set.store.js';

type Moment = Pick<EffectContext, 'manager' | 'now' | 'process'>;

/** Said to a set's workflow when its last point has ended, as to a meeting's (workflows/kit/meeting.ts). */
const POINTS_CLOSED = 'mattersClosed';

/** Every point is a process of its own by now: nothing but those keeps the set open. */
export async function supervisePoints({ manager, now, process }: Moment): Promise<void> {
  await changePointSet(manager, process.id, { supervisedFrom: now });
  await settle({ manager, now, process });
}

/** Under the set's lock: two points that end at the same instant come here one after the other, and the second finds nothing open. */
async function settle({ manager, now, process }: Moment): Promise<void> {
  const { supervisedFrom, settledAt } = await pointSetOf(manager, process.id);
  if (!supervisedFrom || settledAt) return;
  const [open]: unknown[] = await manager.query(
    `select 1 from work_point where set_id = $1 and state in ('open', 'reviewing') limit 1`,
    [process.id],
  );
  if (open) return;
  await changePointSet(manager, process.id, { settledAt: now });
  await tell(manager, now, process, { name: POINTS_CLOSED, id: process.id });
}

/** A point ended, struck off or terminated: its set hears of it, and goes on when it was the last. */
export async function pointEnded(
  context: EffectContext,
  { id, setId, title }: PointRow,
  outcome: { outcome: string; late: boolean },
): Promise<void> {
  const body = { pointId: id, title, ...outcome };
  const set = await recordInSource(context, setId, { kind: 'pointClosed', body });
  if (set) await settle({ ...context, process: set });
}

/** All that a set's workflow was told, for one that begins anew. */
export async function pointSetNotices(manager: EntityManager, id: string): Promise<ToldNotice[]> {
  const { supervisedFrom, settledAt } = await pointSetOf(manager, id);
  if (!supervisedFrom) return [];
  const outstanding = await outstandingBelow(manager, { id, kind: 'workPoints' });
  return [
    ...(settledAt ? [{ name: POINTS_CLOSED, id }] : []),
    ...(outstanding === 0 ? [{ name: RECEIVED_BELOW, id }] : []),
  ];
}
