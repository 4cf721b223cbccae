import { endOfDay, endOfYear } from '../../domain/time/zone.js';
import type { PointForm } from '../../domain/work-points/forms.js';
import type { EffectContext } from '../processes/effects.js';
import { startProcess } from '../processes/start-process.js';
import { insertPoint } from './point.store.js';
import { reportsOf } from './reports.js';

/** Each point becomes a process of its own, in the transaction that approved it. */
export async function startPoints(
  { manager, now, process, actor, record }: EffectContext,
  points: readonly PointForm[],
): Promise<void> {
  const ids: string[] = [];
  for (const [index, { limitDate, parentPointId, repliesOptional, ...point }] of points.entries()) {
    const seq = index + 1;
    const { regionCode } = process;
    const started = await startProcess(
      manager,
      {
        kind: 'workPoint',
        businessKey: `workPoint:${process.id}:${seq}`,
        regionCode,
        year: process.year,
        title: point.title,
        parentId: process.id,
        async write({ process: { id } }) {
          await insertPoint(manager, {
            ...point,
            id,
            setId: process.id,
            seq,
            regionCode,
            repliesOptional: repliesOptional ?? false,
            limitAt: endOfDay(limitDate ?? endOfYear(process.year)),
            parentPointId: parentPointId ?? null,
          });
          return { ...(await reportsOf(manager, now)) };
        },
      },
      actor,
      now,
    );
    if (started) ids.push(started.id);
  }
  record({ kind: 'pointsAssigned', body: { points: ids } });
}
