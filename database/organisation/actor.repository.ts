import { type EntityManager } from 'typeorm';
import { type CivilDate, endOfDay } from '../../domain/time/zone.js';

/** Who acted, as the record keeps it: names may change later, what was signed may not. */
export interface ActorSnapshot {
  personId: string;
  name: string;
  positionId: string;
  positionTitle: string;
  unitId: string;
  unitName: string;
}

/** Null when the person does not hold the position that day. */
export async function actorSnapshot(
  manager: EntityManager,
  personId: string,
  positionId: string,
  on: CivilDate,
): Promise<ActorSnapshot | null> {
  const [actor]: ActorSnapshot[] = await manager.query(
    `select p.id as "personId", p.name, o.id as "positionId", o.title as "positionTitle",
            u.id as "unitId", u.name as "unitName"
       from appointment a
       join person p on p.id = a.person_id
       join position o on o.id = a.position_id
       join unit u on u.id = o.unit_id
      where a.person_id = $1 and a.position_id = $2
        and a.valid_from <= $3::date and (a.valid_to is null or a.valid_to >= $3::date)
        and (p.disabled_at is null or p.disabled_at > $4::timestamptz)
      limit 1`,
    [personId, positionId, on, endOfDay(on)],
  );
  return actor ?? null;
}
