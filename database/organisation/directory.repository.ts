import { type EntityManager } from 'typeorm';
import { type PositionKind, type UnitKind } from '../../domain/organisation/kinds.js';
import { type CivilDate, endOfDay } from '../../domain/time/zone.js';
import { literalPattern, regionPatterns } from './pattern.js';
import { UNIT_COLUMNS, type UnitRow } from './unit.repository.js';

export interface UnitFilter {
  /** Regions that may be looked into, each with everything below it. */
  regions: readonly string[];
  regionCode?: string | undefined;
  kind?: UnitKind | undefined;
  text?: string | undefined;
  on: CivilDate;
  after?: { regionCode: string; name: string } | undefined;
  limit: number;
}

/** Units that exist on a day, by region and name. */
export function unitsWithin(
  manager: EntityManager,
  { regions, regionCode, kind, text, on, after, limit }: UnitFilter,
): Promise<UnitRow[]> {
  return manager.query(
    `select ${UNIT_COLUMNS} from unit u
      where u.region_code like any($1::text[])
        and ($2::text is null or u.region_code = $2)
        and ($3::text is null or u.kind = $3)
        and ($4::text is null or u.name like '%' || $4 || '%' or u.short_name like '%' || $4 || '%')
        and u.active_from <= $5::date and (u.active_to is null or u.active_to >= $5::date)
        and ($6::text is null or (u.region_code, u.name) > ($6, $7))
      order by u.region_code, u.name limit $8`,
    [
      regionPatterns(regions),
      regionCode ?? null,
      kind ?? null,
      text === undefined ? null : literalPattern(text),
      on,
      after?.regionCode ?? null,
      after?.name ?? null,
      limit,
    ],
  );
}

export interface DirectoryHolder {
  personId: string;
  name: string;
  email: string | null;
  phone: string | null;
  appointmentId: string;
  validFrom: CivilDate;
  validTo: CivilDate | null;
}

export interface DirectoryPosition {
  positionId: string;
  unitId: string;
  kind: PositionKind;
  title: string;
  holders: DirectoryHolder[];
}

/** Every position of a unit with who holds it that day; leaders first. */
export function positionsWithContacts(
  manager: EntityManager,
  unitId: string,
  on: CivilDate,
): Promise<DirectoryPosition[]> {
  return manager.query(
    `select o.id as "positionId", o.unit_id as "unitId", o.kind, o.title,
            coalesce((
              select jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'email', p.email, 'phone', p.phone,
                       'appointmentId', a.id, 'validFrom', a.valid_from, 'validTo', a.valid_to) order by a.valid_from, p.id)
                from appointment a join person p on p.id = a.person_id
               where a.position_id = o.id and a.valid_from <= $2::date and (a.valid_to is null or a.valid_to >= $2::date)
                 and (p.disabled_at is null or p.disabled_at > $3::timestamptz)
            ), '[]') as holders
       from position o where o.unit_id = $1
      order by array_position(array['groupLeader', 'deputyLeader', 'groupMember', 'officeDirector', 'officeDeputy',
        'officeStaff', 'unitLeader', 'liaison', 'militaryLiaison', 'auditor', 'systemAdministrator'], o.kind), o.title`,
    [unitId, on, endOfDay(on)],
  );
}
