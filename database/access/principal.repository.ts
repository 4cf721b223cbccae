import type { DataSource, EntityManager } from 'typeorm';
import type { PositionKind, UnitKind } from '../../domain/organisation/kinds.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { preparedQuery } from '../prepared-query.js';

export interface HeldPosition {
  id: string;
  kind: PositionKind;
  title: string;
  unitId: string;
  unitName: string;
  unitKind: UnitKind;
  regionCode: string;
  regionLevel: number;
}

export interface SessionOwner {
  sessionId: string;
  personId: string;
  name: string;
  positions: HeldPosition[];
}

/** Positions the person `p` holds on a civil date, its last day included. */
const heldBy = (person: string, day: string) => `
  select coalesce(json_agg(json_build_object(
           'id', o.id, 'kind', o.kind, 'title', o.title, 'unitId', u.id, 'unitName', u.name, 'unitKind', u.kind,
           'regionCode', r.code, 'regionLevel', r.level) order by r.level, u.name, o.kind, o.id), '[]') as positions
    from appointment a
    join position o on o.id = a.position_id
    join unit u on u.id = o.unit_id
    join region r on r.code = u.region_code
   where a.person_id = ${person} and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to >= ${day}::date)`;

/**
 * Who an access token speaks for, with everything a request needs to know about them: one query, by indexes only, at every request.
 *
 * @param at real time, see realNow
 */
export async function ownerOfAccessToken(
  dataSource: DataSource,
  accessHash: Buffer,
  at: Date,
  day: CivilDate,
): Promise<SessionOwner | undefined> {
  const [owner] = await preparedQuery<SessionOwner>(
    dataSource,
    'owner-of-access-token',
    `select s.id as "sessionId", p.id as "personId", p.name, held.positions
       from session s
       join person p on p.id = s.person_id
       cross join lateral (${heldBy('p.id', '$3')}) held
      where s.access_hash = $1 and s.revoked_at is null and s.access_expires_at > $2
        and (p.disabled_at is null or p.disabled_at > $2)`,
    [accessHash, at, day],
  );
  return owner;
}

export async function positionsHeldBy(
  manager: EntityManager,
  personId: string,
  day: CivilDate,
): Promise<HeldPosition[]> {
  const [row]: { positions: HeldPosition[] }[] = await manager.query(heldBy('$1', '$2'), [personId, day]);
  return row?.positions ?? [];
}

/** Whether the person holds or held a position in one of these regions, or below them. */
export async function belongsToRegions(
  manager: EntityManager,
  personId: string,
  regions: readonly string[],
): Promise<boolean> {
  const [row]: { belongs: boolean }[] = await manager.query(
    `select exists (
       select 1 from appointment a
         join position o on o.id = a.position_id
         join unit u on u.id = o.unit_id
         join unnest($2::text[]) as scope (code) on starts_with(u.region_code, scope.code)
        where a.person_id = $1) as belongs`,
    [personId, regions],
  );
  return row?.belongs === true;
}
