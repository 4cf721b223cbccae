import { type EntityManager } from 'typeorm';
import { type UnitKind } from '../../domain/organisation/kinds.js';
import { codesAbove } from '../../domain/organisation/region-code.js';
import { type CivilDate } from '../../domain/time/zone.js';

export interface UnitRow {
  id: string;
  regionCode: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  activeFrom: CivilDate;
  /** The last day, that day included; null while no end is known. */
  activeTo: CivilDate | null;
  /** Into which it was or will be merged (并入), where it ends and somebody took over. */
  successorId: string | null;
}

/** Dates as text: the driver would make instants of them, in the host's zone. */
export const UNIT_COLUMNS = `u.id, u.region_code as "regionCode", u.name, u.short_name as "shortName", u.kind,
  u.active_from::text as "activeFrom", u.active_to::text as "activeTo", u.successor_id as "successorId"`;

export async function unitById(manager: EntityManager, unitId: string): Promise<UnitRow | null> {
  const [unit]: UnitRow[] = await manager.query(`select ${UNIT_COLUMNS} from unit u where u.id = $1`, [
    unitId,
  ]);
  return unit ?? null;
}

export function unitsByIds(manager: EntityManager, unitIds: readonly string[]): Promise<UnitRow[]> {
  return manager.query(`select ${UNIT_COLUMNS} from unit u where u.id = any($1::uuid[])`, [unitIds]);
}

export async function unitNamed(
  manager: EntityManager,
  regionCode: string,
  name: string,
): Promise<UnitRow | null> {
  const [unit]: UnitRow[] = await manager.query(
    `select ${UNIT_COLUMNS} from unit u where u.region_code = $1 and u.name = $2`,
    [regionCode, name],
  );
  return unit ?? null;
}

/** The region's office: on a day, or without one the office that has no end. */
export function officeOf(
  manager: EntityManager,
  regionCode: string,
  on?: CivilDate,
): Promise<UnitRow | null> {
  return soleUnit(manager, regionCode, 'office', on);
}

export function leadingGroupOf(
  manager: EntityManager,
  regionCode: string,
  on?: CivilDate,
): Promise<UnitRow | null> {
  return soleUnit(manager, regionCode, 'leadingGroup', on);
}

async function soleUnit(
  manager: EntityManager,
  regionCode: string,
  kind: UnitKind,
  on?: CivilDate,
): Promise<UnitRow | null> {
  const [unit]: UnitRow[] = await manager.query(
    `select ${UNIT_COLUMNS} from unit u
      where u.region_code = $1 and u.kind = $2 and ${activeOn('$3')}
      order by u.active_from desc limit 1`,
    [regionCode, kind, on ?? null],
  );
  return unit ?? null;
}

/** 上级双拥办: the office of the nearest region above that has one. */
export async function parentOfficeOf(
  manager: EntityManager,
  regionCode: string,
  on?: CivilDate,
): Promise<UnitRow | null> {
  const [office]: UnitRow[] = await manager.query(
    // A code begins with its parent's, so the longest code is the nearest region.
    `select ${UNIT_COLUMNS} from unit u
      where u.region_code = any($1::text[]) and u.kind = 'office' and ${activeOn('$2')}
      order by length(u.region_code) desc, u.active_from desc limit 1`,
    [codesAbove(regionCode), on ?? null],
  );
  return office ?? null;
}

/** Every unit of the region that owes a list that day: the leading group's members, and its townships and military units. */
export function filingUnitsOf(manager: EntityManager, regionCode: string, on: CivilDate): Promise<UnitRow[]> {
  return manager.query(
    `select ${UNIT_COLUMNS} from unit u
       join (
         select id from unit where region_code = $1 and kind in ('township', 'military')
         union
         select m.unit_id from unit g join leading_group_member m on m.group_unit_id = g.id
          where g.region_code = $1 and g.kind = 'leadingGroup'
            and (g.active_to is null or g.active_to >= $2::date)
            and m.valid_from <= $2::date and (m.valid_to is null or m.valid_to >= $2::date)
       ) filing on filing.id = u.id
      where u.kind in ('member', 'township', 'military') and ${activeOn('$2')}
      order by array_position(array['member', 'township', 'military'], u.kind), u.name`,
    [regionCode, on],
  );
}

/** SQL: the unit `u` exists on the day; when the day is null, it has no end. */
function activeOn(param: string): string {
  return `case when ${param}::date is null then u.active_to is null
    else u.active_from <= ${param}::date and (u.active_to is null or u.active_to >= ${param}::date) end`;
}
