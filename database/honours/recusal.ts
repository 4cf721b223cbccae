import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import type { CandidateRow } from './candidate.store.js';

/**
 * 回避: nobody votes on, or answers an objection against, a unit or region in which he holds a position that day, be it his own signature
 * or one he gives for somebody else.
 *
 * @throws Refusal RECUSAL_REQUIRED, naming the candidate by its number
 */
export async function refuseOwn(
  { manager, now, actor }: EffectContext,
  candidates: readonly CandidateRow[],
  instead: string,
): Promise<void> {
  if (!actor) return;
  const persons = [actor.personId, ...(actor.actingForId ? [actor.actingForId] : [])];
  const places = await placesOf(manager, persons, now);
  const own = candidates.find(({ subject }) =>
    places.some(({ unitId, regionCode }) =>
      subject.kind === 'unit' ? unitId === subject.unitId : regionCode.startsWith(subject.regionCode),
    ),
  );
  if (own) throw new Refusal('RECUSAL_REQUIRED', { number: own.seq, instead }, 'decision');
}

/** Units, with their regions, in which these people hold a position that day. */
function placesOf(
  manager: EntityManager,
  personIds: readonly string[],
  now: Date,
): Promise<{ unitId: string; regionCode: string }[]> {
  const on = civilDateOf(now);
  return manager.query(
    `select distinct u.id as "unitId", u.region_code as "regionCode" from appointment a
       join person p on p.id = a.person_id join position o on o.id = a.position_id join unit u on u.id = o.unit_id
     where a.person_id = any($1::uuid[]) and a.valid_from <= $2::date and (a.valid_to is null or a.valid_to >= $2::date)
       and (p.disabled_at is null or p.disabled_at > $3)`,
    [personIds, on, endOfDay(on)],
  );
}
