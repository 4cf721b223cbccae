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
  ids?: readonly string[] | undefined;
  after?: { regionCode: string; name: string } | undefined;
  limit: number;
}

/** Units that exist on a day, by region and name. */
export function unitsWithin(
  manager: EntityManager,
  { regions, regionCode, kind, text, on, ids, after, limit }: UnitFilter,
): Promise<UnitRow[]> {
  return manager.query(
    `select ${UNIT_COLUMNS} from unit u
      where u.region_code like any($1::text[])
        and ($2::text is null or u.region_code = $2)
        and ($3::text is null or u.kind = $3)
        and ($4::text is null or u.name like '%' || $4 || '%' or u.short_name like '%' || $4 || '%')
        and u.active_from <= $5::date and (u.active_to is null or u.active_to >= $5::date)
        and ($6::text is null or (u.region_code, u.name) > ($6, $7))
        and ($9::uuid[] is null or u.id = any($9))
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
      ids ?? null,
    ],
  );
}

export interface PositionFilter {
  /** Regions that may be looked into, each with everything below it. */
  regions: readonly string[];
  regionCode?: string | undefined;
  unitId?: string | undefined;
  kinds?: readonly PositionKind[] | undefined;
  text?: string | undefined;
  on: CivilDate;
  ids?: readonly string[] | undefined;
  after?: { regionCode: string; place: number; unitId: string; positionId: string } | undefined;
  limit: number;
}

export interface PositionEntry {
  positionId: string;
  kind: PositionKind;
  title: string;
  unitId: string;
  unit: string;
  regionCode: string;
  people: string[];
  /** Of the kind, leaders first. */
  place: number;
}

/** SQL: where a position of this kind stands among others. */
const PLACE = `array_position(array['groupLeader', 'deputyLeader', 'groupMember', 'officeDirector', 'officeDeputy',
        'officeStaff', 'unitLeader', 'liaison', 'militaryLiaison', 'auditor', 'systemAdministrator'], o.kind)`;

/** Positions of units that exist on a day, with who holds them that day; by region and rank. */
export function positionsWithin(
  manager: EntityManager,
  { regions, regionCode, unitId, kinds, text, on, ids, after, limit }: PositionFilter,
): Promise<PositionEntry[]> {
  return manager.query(
    `with found as (
       select o.id as "positionId", o.kind, o.title, u.id as "unitId", u.short_name as unit, u.region_code as "regionCode",
              array(select p.name from appointment a join person p on p.id = a.person_id
                     where a.position_id = o.id and a.valid_from <= $6::date and (a.valid_to is null or a.valid_to >= $6::date)
                       and (p.disabled_at is null or p.disabled_at > $7::timestamptz) order by a.valid_from, p.id) as people,
              ${PLACE} as place, u.name as "unitName"
         from position o join unit u on u.id = o.unit_id
        where u.region_code like any($1::text[])
          and ($2::text is null or u.region_code = $2)
          and ($3::uuid is null or u.id = $3)
          and ($4::text[] is null or o.kind = any($4))
          and ($8::uuid[] is null or o.id = any($8))
          and u.active_from <= $6::date and (u.active_to is null or u.active_to >= $6::date)
     )
     select "positionId", kind, title, "unitId", unit, "regionCode", people, place from found
      where ($5::text is null or "unitName" like '%' || $5 || '%' or unit like '%' || $5 || '%' or title like '%' || $5 || '%'
             or array_to_string(people, ' ') like '%' || $5 || '%')
        and ($9::text is null or ("regionCode", place, "unitId", "positionId") > ($9, $10::int, $11::uuid, $12::uuid))
      order by "regionCode", place, "unitId", "positionId" limit $13`,
    [
      regionPatterns(regions),
      regionCode ?? null,
      unitId ?? null,
      kinds ?? null,
      text === undefined ? null : literalPattern(text),
      on,
      endOfDay(on),
      ids ?? null,
      after?.regionCode ?? null,
      after?.place ?? null,
      after?.unitId ?? null,
      after?.positionId ?? null,
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
      order by ${PLACE}, o.title`,
    [unitId, on, endOfDay(on)],
  );
}
