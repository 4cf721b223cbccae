import type { EntityManager } from 'typeorm';
import type { SettingsOverride } from '../../domain/notices/settings.js';

/** What the planner has to know of a notice; its words are read when it is sent. */
export interface RoutableNotice {
  id: string;
  personId: string;
  kind: string;
  createdAt: Date;
  deadline: Date | null;
  /** Region of its process. */
  regionCode: string | null;
  /** Its process is not for the regions above. */
  restricted: boolean;
  /** The person can be reached by e-mail at all. */
  hasEmail: boolean;
  /** False when he switched e-mail off. */
  wantsEmail: boolean;
  preference: SettingsOverride | null;
}

export interface Route {
  noticeId: string;
  lane: string;
  personId: string;
  urgent: boolean;
  sendAt: Date;
}

export interface WaitingRoute extends Route {
  read: boolean;
  regionCode: string | null;
  hasEmail: boolean;
  wantsEmail: boolean;
  preference: SettingsOverride | null;
}

const REACH = `pe.email is not null and pe.disabled_at is null as "hasEmail", coalesce(pref.enabled, true) as "wantsEmail",
  pref.settings as preference`;
const REACH_FROM = `join person pe on pe.id = n.person_id
  left join process p on p.id = n.process_id
  left join notice_preference pref on pref.person_id = n.person_id and pref.channel = 'email'`;

/** One planner at a time; a second one waits, then finds the work done. */
export async function lockPlanning(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('yushui-notice-planning'))`);
}

/** Notices nobody has decided about yet, oldest first. */
export async function unroutedNotices(manager: EntityManager, limit: number): Promise<RoutableNotice[]> {
  const rows: (Omit<RoutableNotice, 'deadline'> & { deadline: string | null })[] = await manager.query(
    `select n.id, n.person_id as "personId", n.kind, n.created_at as "createdAt", n.body->>'deadline' as deadline,
       p.region_code as "regionCode", coalesce(p.restricted, false) as restricted, ${REACH}
     from notice n ${REACH_FROM}
     where n.routed_at is null order by n.created_at, n.id limit $1`,
    [limit],
  );
  return rows.map((row) => ({ ...row, deadline: row.deadline === null ? null : new Date(row.deadline) }));
}

/** Marks notices as decided and writes where they go. */
export async function saveRoutes(
  manager: EntityManager,
  now: Date,
  noticeIds: string[],
  routes: Route[],
): Promise<void> {
  await manager.query(`update notice set routed_at = $1 where id = any($2::uuid[])`, [now, noticeIds]);
  if (routes.length === 0) return;
  await manager.query(
    `insert into notice_route (notice_id, lane, person_id, urgent, send_at)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bool[], $5::timestamptz[]) on conflict do nothing`,
    [
      routes.map((route) => route.noticeId),
      routes.map((route) => route.lane),
      routes.map((route) => route.personId),
      routes.map((route) => route.urgent),
      routes.map((route) => route.sendAt),
    ],
  );
}

/** Everything that waits for the recipients who have something due: what is due takes the rest with it. */
export function waitingRoutes(
  manager: EntityManager,
  lanes: 'email' | 'webhook',
  now: Date,
  recipients: number,
): Promise<WaitingRoute[]> {
  // A person is one recipient; an endpoint is one, whoever its notices are for.
  const same = lanes === 'email' ? `r.lane = due.lane and r.person_id = due.person_id` : `r.lane = due.lane`;
  const key = lanes === 'email' ? `lane, person_id` : `lane`;
  return manager.query(
    `with due as (
       select ${key} from notice_route where delivery_id is null and send_at <= $1
         and (lane = 'email') = $2 group by ${key} order by min(send_at) limit $3
     )
     select r.notice_id as "noticeId", r.lane, r.person_id as "personId", r.urgent, r.send_at as "sendAt",
       n.read_at is not null as read, p.region_code as "regionCode", ${REACH}
     from due join notice_route r on ${same} and r.delivery_id is null
     join notice n on n.id = r.notice_id ${REACH_FROM}
     order by r.lane, r.person_id, r.send_at, r.notice_id`,
    [now, lanes === 'email', recipients],
  );
}

/** Takes routes away that lead nowhere any more: read meanwhile, or the channel was switched off. */
export async function dropRoutes(manager: EntityManager, routes: readonly Route[]): Promise<void> {
  if (routes.length === 0) return;
  await manager.query(
    `delete from notice_route r using unnest($1::uuid[], $2::text[]) as gone(notice_id, lane)
     where r.notice_id = gone.notice_id and r.lane = gone.lane and r.delivery_id is null`,
    [routes.map((route) => route.noticeId), routes.map((route) => route.lane)],
  );
}

export async function postponeRoutes(
  manager: EntityManager,
  routes: readonly { noticeId: string; lane: string; sendAt: Date }[],
): Promise<void> {
  if (routes.length === 0) return;
  await manager.query(
    `update notice_route r set send_at = later.send_at
     from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as later(notice_id, lane, send_at)
     where r.notice_id = later.notice_id and r.lane = later.lane and r.delivery_id is null`,
    [routes.map((r) => r.noticeId), routes.map((r) => r.lane), routes.map((r) => r.sendAt)],
  );
}
