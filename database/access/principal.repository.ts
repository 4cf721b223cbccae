import type { DataSource, EntityManager } from 'typeorm';
import type { PositionKind, UnitKind } from '../../domain/organisation/kinds.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { preparedQuery } from '../prepared-query.js';
import { PROXY_IN_FORCE, isAgentFit, isStoodFor } from './proxy.sql.js';

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

/** 代理: somebody else's position that the person signs for today. */
export interface ProxiedPosition extends HeldPosition {
  actingFor: { personId: string; personName: string };
  /** Kinds of process it counts in; null for all. */
  kinds: string[] | null;
}

export interface HeldPositions {
  /** The person's own. */
  positions: HeldPosition[];
  /** Others', which give signatures and nothing else. */
  proxied: ProxiedPosition[];
}

export interface SessionOwner extends HeldPositions {
  sessionId: string;
  personId: string;
  name: string;
}

const POSITION = `'id', o.id, 'kind', o.kind, 'title', o.title, 'unitId', u.id, 'unitName', u.name, 'unitKind', u.kind,
           'regionCode', r.code, 'regionLevel', r.level`;

/** Positions the person `p` holds on a civil date, its last day included. */
const heldBy = (person: string, day: string) => `
  select coalesce(json_agg(json_build_object(${POSITION}) order by r.level, u.name, o.kind, o.id), '[]') as positions
    from appointment a
    join position o on o.id = a.position_id
    join unit u on u.id = o.unit_id
    join region r on r.code = u.region_code
   where a.person_id = ${person} and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to >= ${day}::date)`;

/** Positions whose holders the person `p` stands for on a civil date, its last day included. */
const proxiedBy = (person: string, day: string) => `
  select coalesce(json_agg(json_build_object(${POSITION}, 'kinds', x.kinds,
           'actingFor', json_build_object('personId', pp.id, 'personName', pp.name))
           order by r.level, u.name, o.kind, o.id, x.valid_from, x.id), '[]') as proxied
    from proxy x
    join person pp on pp.id = x.principal_id and pp.disabled_at is null
    join appointment a on a.person_id = pp.id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to >= ${day}::date)
    join position o on o.id = a.position_id
    join unit u on u.id = o.unit_id
    join region r on r.code = u.region_code
   where x.agent_id = ${person} and ${PROXY_IN_FORCE(day)} and u.region_code = x.region_code and ${isStoodFor('o')}
     and ${isAgentFit(person, 'x.region_code', day)}`;

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
    `select s.id as "sessionId", p.id as "personId", p.name, held.positions, stood.proxied
       from session s
       join person p on p.id = s.person_id
       cross join lateral (${heldBy('p.id', '$3')}) held
       cross join lateral (${proxiedBy('p.id', '$3')}) stood
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

/** The same with whom the person stands for. */
export async function positionsOf(
  manager: EntityManager,
  personId: string,
  day: CivilDate,
): Promise<HeldPositions> {
  const [row]: HeldPositions[] = await manager.query(
    `select * from (${heldBy('$1', '$2')}) held cross join (${proxiedBy('$1', '$2')}) stood`,
    [personId, day],
  );
  return row as HeldPositions;
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
