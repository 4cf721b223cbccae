import { type EntityManager } from 'typeorm';
import { type CivilDate, endOfDay } from '../../domain/time/zone.js';
import { UNIT_COLUMNS, type UnitRow } from './unit.repository.js';

export interface MembershipRow {
  groupUnitId: string;
  unitId: string;
  validFrom: CivilDate;
  /** The last day, that day included. */
  validTo: CivilDate | null;
}

const COLUMNS = `m.group_unit_id as "groupUnitId", m.unit_id as "unitId", m.valid_from::text as "validFrom",
  m.valid_to::text as "validTo"`;

/** All memberships of a unit in leading groups, past ones too. */
export function membershipsOf(manager: EntityManager, unitId: string): Promise<MembershipRow[]> {
  return manager.query(
    `select ${COLUMNS} from leading_group_member m where m.unit_id = $1 order by m.valid_from`,
    [unitId],
  );
}

export interface MemberUnitRow extends UnitRow {
  memberFrom: CivilDate;
  memberTo: CivilDate | null;
  liaisonName: string | null;
}

/** The group's member units on a day, with the name of each one's liaison. */
export function memberUnitsOf(
  manager: EntityManager,
  groupUnitId: string,
  on: CivilDate,
): Promise<MemberUnitRow[]> {
  return manager.query(
    `select ${UNIT_COLUMNS}, m.valid_from::text as "memberFrom", m.valid_to::text as "memberTo",
            (select p.name from position o join appointment a on a.position_id = o.id join person p on p.id = a.person_id
              where o.unit_id = u.id and o.kind in ('liaison', 'militaryLiaison')
                and a.valid_from <= $2::date and (a.valid_to is null or a.valid_to >= $2::date)
                and (p.disabled_at is null or p.disabled_at > $3::timestamptz)
              order by a.valid_from limit 1) as "liaisonName"
       from leading_group_member m join unit u on u.id = m.unit_id
      where m.group_unit_id = $1 and m.valid_from <= $2::date and (m.valid_to is null or m.valid_to >= $2::date)
        and (u.active_to is null or u.active_to >= $2::date)
      order by u.name`,
    [groupUnitId, on, endOfDay(on)],
  );
}

export async function insertMembership(
  manager: EntityManager,
  { groupUnitId, unitId, validFrom }: Omit<MembershipRow, 'validTo'>,
): Promise<void> {
  await manager.query(
    `insert into leading_group_member (group_unit_id, unit_id, valid_from) values ($1, $2, $3::date)`,
    [groupUnitId, unitId, validFrom],
  );
}

/** Sets the last day of one membership. */
export async function endMembership(
  manager: EntityManager,
  { groupUnitId, unitId, validFrom }: Omit<MembershipRow, 'validTo'>,
  on: CivilDate,
): Promise<void> {
  await manager.query(
    `update leading_group_member set valid_to = $4::date where group_unit_id = $1 and unit_id = $2 and valid_from = $3::date`,
    [groupUnitId, unitId, validFrom, on],
  );
}
