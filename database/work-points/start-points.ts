import { endOfDay, endOfYear } from '../../domain/time/zone.js';
import type { PointForm } from '../../domain/work-points/forms.js';
import type { EffectContext } from '../processes/effects.js';
import { startChildren } from '../processes/start-children.js';
import { insertPoints } from './point.store.js';
import { reportsOf } from './reports.js';

/** Each point becomes a process of its own, in the transaction that approved it. */
export async function startPoints(context: EffectContext, points: readonly PointForm[]): Promise<void> {
  const { manager, now, process, record } = context;
  const { id: setId, year } = process;
  const ids = await startChildren(context, {
    ...{ kind: 'workPoint', before: 0, year },
    rows: points.map(({ limitDate, parentPointId, repliesOptional, ...point }) => ({
      ...point,
      setId,
      repliesOptional: repliesOptional ?? false,
      limitAt: endOfDay(limitDate ?? endOfYear(year)),
      parentPointId: parentPointId ?? null,
    })),
    insert: insertPoints,
    further: { ...(await reportsOf(manager, now)) },
  });
  record({ kind: 'pointsAssigned', body: { points: ids } });
}
