import { type EntityManager } from 'typeorm';
import { type PositionKind } from '../../domain/organisation/kinds.js';
import { type CivilDate, endOfDay } from '../../domain/time/zone.js';

export interface Holder {
  positionId: string;
  personId: string;
  name: string;
}

export interface PositionWithHolders {
  positionId: string;
  unitId: string;
  kind: PositionKind;
  title: string;
  /** Longest in office first; empty when the position is vacant. */
  holders: { personId: string; name: string }[];
}

/** The position that answers for a unit. */
export interface OwnerPosition {
  unitId: string;
  positionId: string;
  kind: PositionKind;
}

/** SQL: the appointment `a` is in force on a day ($day), and its person `p` was not disabled by the end of it ($end). */
const inForce = (day: string, end: string) =>
  `a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to >= ${day}::date)
   and (p.disabled_at is null or p.disabled_at > ${end}::timestamptz)`;

/** Positions of these kinds in a unit, vacant ones too, in the order of `kinds`. */
export function positionsOf(
  manager: EntityManager,
  unitId: string,
  kinds: readonly PositionKind[],
  on: CivilDate,
): Promise<PositionWithHolders[]> {
  return manager.query(
    `select o.id as "positionId", o.unit_id as "unitId", o.kind, o.title,
            coalesce((
              select jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name) order by a.valid_from, p.id)
                from appointment a join person p on p.id = a.person_id
               where a.position_id = o.id and ${inForce('$3', '$4')}
            ), '[]') as holders
       from position o
      where o.unit_id = $1 and o.kind = any($2::text[])
      order by array_position($2::text[], o.kind), o.title`,
    [unitId, kinds, on, endOfDay(on)],
  );
}

/** Who holds these positions that day; a vacant one gives no row. */
export function holdersOf(
  manager: EntityManager,
  positionIds: readonly string[],
  on: CivilDate,
): Promise<Holder[]> {
  return manager.query(
    `select a.position_id as "positionId", p.id as "personId", p.name
       from appointment a join person p on p.id = a.person_id
      where a.position_id = any($1::uuid[]) and ${inForce('$2', '$3')}
      order by a.valid_from, p.id`,
    [positionIds, on, endOfDay(on)],
  );
}

/** The position that owes the unit's work that day: the liaison while somebody holds it, else 分管领导 likewise, else null. */
export async function ownerPositionOf(
  manager: EntityManager,
  unitId: string,
  on: CivilDate,
): Promise<OwnerPosition | null> {
  const [owner] = await ownerPositionsOf(manager, [unitId], on);
  return owner ?? null;
}

/** The same for many units in one query; a unit that nobody answers for gives no row. */
export function ownerPositionsOf(
  manager: EntityManager,
  unitIds: readonly string[],
  on: CivilDate,
): Promise<OwnerPosition[]> {
  return manager.query(
    `select distinct on (o.unit_id) o.unit_id as "unitId", o.id as "positionId", o.kind
       from position o
       join appointment a on a.position_id = o.id
       join person p on p.id = a.person_id
      where o.unit_id = any($1::uuid[]) and o.kind in ('liaison', 'militaryLiaison', 'unitLeader')
        and ${inForce('$2', '$3')}
      order by o.unit_id, o.kind = 'unitLeader', a.valid_from, o.id`,
    [unitIds, on, endOfDay(on)],
  );
}

/** Who does the daily work of each of these offices that day: 工作人员, 副主任, 主任; a vacant position only where nobody is in office. */
export function officeOwnersOf(
  manager: EntityManager,
  officeIds: readonly string[],
  on: CivilDate,
): Promise<{ unitId: string; positionId: string }[]> {
  return manager.query(
    `select distinct on (o.unit_id) o.unit_id as "unitId", o.id as "positionId" from position o
      where o.unit_id = any($1::uuid[]) and o.kind in ('officeStaff', 'officeDeputy', 'officeDirector')
      order by o.unit_id, not exists (
          select 1 from appointment a join person p on p.id = a.person_id where a.position_id = o.id and ${inForce('$2', '$3')}),
        array_position(array['officeStaff', 'officeDeputy', 'officeDirector'], o.kind), o.title`,
    [officeIds, on, endOfDay(on)],
  );
}
