import type { EntityManager } from 'typeorm';
import type { ProxyPeriod } from '../../domain/proxies/proxy.js';
import type { PositionKind } from '../../domain/organisation/kinds.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { isAgentFit, isStoodFor } from './proxy.sql.js';

export interface ProxyRow extends ProxyPeriod {
  id: string;
  principalName: string;
  agentName: string;
  kinds: string[] | null;
  reason: string;
  createdAt: Date;
  createdBy: string;
  endedAt: Date | null;
  endedBy: string | null;
}

const PROXY = `x.id, x.principal_id as "principalId", pp.name as "principalName", x.agent_id as "agentId", pa.name as "agentName",
  x.region_code as "regionCode", x.valid_from::text as "validFrom", x.valid_to::text as "validTo", x.kinds, x.reason,
  x.created_at as "createdAt", pc.name as "createdBy", x.ended_at as "endedAt", pe.name as "endedBy"`;
const JOINED = `proxy x join person pp on pp.id = x.principal_id join person pa on pa.id = x.agent_id
  join person pc on pc.id = x.created_by left join person pe on pe.id = x.ended_by`;

/**
 * Holds everybody else who sets a proxy until the transaction ends: whether 甲 may name 乙 depends on whom 乙 names at the same
 * moment. They are few; one lock for all of them keeps longer circles out as well.
 */
export async function lockProxies(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('yushui-proxy:' || current_schema()))`);
}

/** Proxies of anybody that are not ended and meet these days. */
export function standingProxies(
  manager: EntityManager,
  from: CivilDate,
  to: CivilDate,
): Promise<ProxyPeriod[]> {
  return manager.query(
    `select principal_id as "principalId", agent_id as "agentId", region_code as "regionCode", valid_from::text as "validFrom",
       valid_to::text as "validTo", kinds
     from proxy where ended_at is null and valid_from <= $2::date and valid_to >= $1::date`,
    [from, to],
  );
}

export async function insertProxy(
  manager: EntityManager,
  row: ProxyPeriod & { id: string; reason: string; createdBy: string },
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into proxy (id, principal_id, agent_id, region_code, valid_from, valid_to, kinds, reason, created_at, created_by)
     values ($1, $2, $3, $4, $5::date, $6::date, $7::text[], $8, $9, $10)`,
    [
      row.id,
      row.principalId,
      row.agentId,
      row.regionCode,
      row.validFrom,
      row.validTo,
      row.kinds,
      row.reason,
      now,
      row.createdBy,
    ],
  );
}

/** Ends one from this instant on. False when it is ended already: of two who end it at once one did. */
export async function endProxy(
  manager: EntityManager,
  id: string,
  endedBy: string,
  now: Date,
): Promise<boolean> {
  const [, count]: [unknown, number] = await manager.query(
    `update proxy set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null`,
    [id, now, endedBy],
  );
  return count > 0;
}

/** Ends whatever somebody entrusted or took over, running and yet to come. */
export async function endProxiesOf(
  manager: EntityManager,
  personId: string,
  endedBy: string,
  today: CivilDate,
  now: Date,
): Promise<number> {
  const [, count]: [unknown, number] = await manager.query(
    `update proxy set ended_at = $2, ended_by = $3
      where $1 in (principal_id, agent_id) and ended_at is null and valid_to >= $4::date`,
    [personId, now, endedBy, today],
  );
  return count;
}

export async function proxyById(manager: EntityManager, id: string): Promise<ProxyRow | null> {
  const [row]: ProxyRow[] = await manager.query(`select ${PROXY} from ${JOINED} where x.id = $1`, [id]);
  return row ?? null;
}

/** Proxies of the person, given and received, that run on the day or later. */
export function proxiesOfPerson(
  manager: EntityManager,
  personId: string,
  on: CivilDate,
): Promise<ProxyRow[]> {
  return manager.query(
    `select ${PROXY} from ${JOINED} where $1 in (x.principal_id, x.agent_id) and x.ended_at is null and x.valid_to >= $2::date
      order by x.valid_from, x.id`,
    [personId, on],
  );
}

export interface ProxyFilter {
  personId: string;
  /** Regions whose proxies are seen, each with everything below it; one's own are seen always. */
  regions: readonly string[];
  /** True: those that run on the day or later; false: those that are over; undefined: both. */
  standing: boolean | undefined;
  on: CivilDate;
  after: { at: Date; id: string } | null;
  limit: number;
}

/** The latest first; nothing is ever deleted. */
export function proxiesSeen(
  manager: EntityManager,
  { personId, regions, standing, on, after, limit }: ProxyFilter,
): Promise<ProxyRow[]> {
  return manager.query(
    `select ${PROXY} from ${JOINED}
      where ($1 in (x.principal_id, x.agent_id) or exists (select 1 from unnest($2::text[]) as seen(code) where starts_with(x.region_code, seen.code)))
        and ($3::boolean is null or (x.ended_at is null and x.valid_to >= $4::date) = $3)
        and ($5::timestamptz is null or (x.created_at, x.id) < ($5, $6::uuid))
      order by x.created_at desc, x.id desc limit $7`,
    [personId, regions, standing ?? null, on, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** Posts of the person on the day that can be stood for, one row each. */
export function postsStoodFor(
  manager: EntityManager,
  personId: string,
  on: CivilDate,
): Promise<{ kind: PositionKind; regionCode: string }[]> {
  return manager.query(
    `select o.kind, u.region_code as "regionCode"
       from appointment a join position o on o.id = a.position_id join unit u on u.id = o.unit_id
      where a.person_id = $1 and a.valid_from <= $2::date and (a.valid_to is null or a.valid_to >= $2::date) and ${isStoodFor('o')}`,
    [personId, on],
  );
}

/** Whether the person is at work where an agent of this region must be. */
export async function mayBeAgent(
  manager: EntityManager,
  personId: string,
  regionCode: string,
  on: CivilDate,
): Promise<boolean> {
  const [row]: { fit: boolean }[] = await manager.query(
    `select ${isAgentFit('$1', '$2::text', '$3')} as fit`,
    [personId, regionCode, on],
  );
  return row?.fit === true;
}
