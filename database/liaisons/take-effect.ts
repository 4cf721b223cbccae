import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { lockUnit } from '../organisation/appointment.repository.js';
import { changeLiaison } from '../organisation/change-liaison.js';
import { moveWorkToLiaison } from '../organisation/move-work.js';
import { personOfUnit, registerPerson } from '../organisation/person.repository.js';
import type { UnitRow } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { personIdOf } from '../steps/ids.js';
import { settleFiling, type LiaisonFilingRow } from './liaison-filing.store.js';

/** Who is a unit's liaison today. */
export async function liaisonOf(
  manager: EntityManager,
  unitId: string,
  now: Date,
): Promise<{ personId: string; since: CivilDate } | null> {
  const [row]: { personId: string; since: CivilDate }[] = await manager.query(
    `select a.person_id as "personId", a.valid_from::text as since
     from position o join appointment a on a.position_id = o.id join person p on p.id = a.person_id and p.disabled_at is null
     where o.unit_id = $1 and o.kind in ('liaison', 'militaryLiaison') and a.valid_from <= $2::date
       and (a.valid_to is null or a.valid_to >= $2::date)
     order by a.valid_from desc limit 1`,
    [unitId, civilDateOf(now)],
  );
  return row ?? null;
}

/**
 * A confirmed filing: the new liaison is appointed and the former one's appointment ends the day before; open work stays on the
 * position. A filing without a change is confirmed only if it is still true.
 *
 * @throws Refusal LIAISON_MOVED, PERSON_DISABLED and what changeLiaison refuses
 */
export async function takeEffect(context: EffectContext, filing: LiaisonFilingRow): Promise<void> {
  const { manager, now, process, actor, record } = context;
  const unit = await lockUnit(manager, filing.unitId);
  if (!unit) throw new Refusal('NOT_FOUND');
  if (filing.validFrom === null) {
    if ((await liaisonOf(manager, unit.id, now))?.personId !== filing.personId)
      throw new Refusal('LIAISON_MOVED', { unit: unit.shortName });
    await settleFiling(manager, filing.id, { state: 'confirmed', at: now });
    return;
  }
  const person = await personFiled(context, unit, filing);
  const { positionId } = await changeLiaison(manager, { unit, person, from: filing.validFrom }, now);
  await settleFiling(manager, filing.id, { state: 'confirmed', at: now, personId: person.id });
  // What somebody holds in a missing liaison's stead; one who begins later takes over on his first day (followLiaisons).
  if (filing.validFrom <= civilDateOf(now))
    await moveWorkToLiaison(manager, unit.id, positionId, now, actor, process.id);
  record({
    kind: 'liaisonChanged',
    body: {
      step: 'confirm',
      unitId: unit.id,
      positionId,
      personId: person.id,
      person: person.name,
      from: filing.validFrom,
    },
  });
}

async function personFiled(
  { manager }: EffectContext,
  unit: UnitRow,
  { id, personId, name, phone, email }: LiaisonFilingRow,
): Promise<{ id: string; name: string }> {
  if (personId !== null) return personOfUnit(manager, unit.id, personId, 'form');
  return registerPerson(manager, { id: personIdOf(id), name: name ?? '', phone, email });
}
