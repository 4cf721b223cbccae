import type { EntityManager } from 'typeorm';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { moveWorkToLiaison } from './move-work.js';

/** How far back is looked, in days: longer than the worker is ever away. */
const LOOKS_BACK = 7;

/**
 * A liaison who was appointed beforehand takes over on his first day: nobody is at a counter at that midnight. Each unit in a
 * transaction of its own; repeating it moves nothing twice.
 */
export async function followLiaisons(manager: EntityManager, now: Date): Promise<{ moved: number }> {
  const today = civilDateOf(now);
  const begun: { unitId: string; positionId: string }[] = await manager.query(
    `select distinct o.unit_id as "unitId", o.id as "positionId"
       from appointment a join position o on o.id = a.position_id join person p on p.id = a.person_id and p.disabled_at is null
      where o.kind in ('liaison', 'militaryLiaison') and a.valid_from > $1::date and a.valid_from <= $2::date
        and (a.valid_to is null or a.valid_to >= $2::date)
      order by 1, 2`,
    [addDays(today, -LOOKS_BACK), today],
  );
  let moved = 0;
  for (const { unitId, positionId } of begun) {
    const work = await manager.transaction((tx) => moveWorkToLiaison(tx, unitId, positionId, now, null));
    moved += work.moved;
  }
  return { moved };
}
