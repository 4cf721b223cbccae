import type { EntityManager, QueryRunner } from 'typeorm';
import type { NoticeBody } from '../../domain/notices/notice.js';

export type ChannelName = 'email' | 'webhook';
export const EMAIL_LANE = 'email';
export const webhookLane = (endpointId: string): string => `webhook:${endpointId}`;

/** One message to be: which notices go together, and where. */
export interface NewDelivery {
  id: string;
  lane: string;
  personId: string | null;
  endpointId: string | null;
  test?: boolean;
  noticeIds: string[];
}

export interface DeliverableNotice {
  id: string;
  personId: string;
  kind: string;
  urgent: boolean;
  processId: string | null;
  assignmentId: string | null;
  body: NoticeBody;
  createdAt: string;
}

/** A delivery that is due, with everything a channel needs. */
export interface DueDelivery {
  id: string;
  channel: ChannelName;
  test: boolean;
  attempts: number;
  /** Null when there is no way to reach the person any more. */
  email: string | null;
  endpointId: string | null;
  /** Null when the endpoint was removed or switched off. */
  url: string | null;
  secretSealed: Buffer | null;
  notices: DeliverableNotice[];
}

/** What became of one attempt. */
export type AttemptResult =
  { state: 'sent' } | { state: 'failed'; nextAt: Date; error: string } | { state: 'dead'; error: string };

export async function createDeliveries(
  manager: EntityManager,
  now: Date,
  deliveries: NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await manager.query(
    `insert into delivery (id, lane, channel, person_id, endpoint_id, test, state, next_at, created_at)
     select id, lane, split_part(lane, ':', 1), person_id, endpoint_id, test, 'pending', $1, $1
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::bool[]) as d(id, lane, person_id, endpoint_id, test)`,
    [
      now,
      deliveries.map((delivery) => delivery.id),
      deliveries.map((delivery) => delivery.lane),
      deliveries.map((delivery) => delivery.personId),
      deliveries.map((delivery) => delivery.endpointId),
      deliveries.map((delivery) => delivery.test ?? false),
    ],
  );
  const pairs = deliveries.flatMap(({ id, lane, noticeIds }) =>
    noticeIds.map((noticeId) => ({ id, lane, noticeId })),
  );
  if (pairs.length === 0) return;
  await manager.query(
    `update notice_route r set delivery_id = d.id
     from unnest($1::uuid[], $2::text[], $3::uuid[]) as d(id, lane, notice_id)
     where r.notice_id = d.notice_id and r.lane = d.lane`,
    [pairs.map((pair) => pair.id), pairs.map((pair) => pair.lane), pairs.map((pair) => pair.noticeId)],
  );
}

/** Lanes with something to send now, and the next instant after `now` at which anything falls due. */
export async function agenda(
  manager: EntityManager,
  now: Date,
): Promise<{ lanes: string[]; nextAt: Date | null }> {
  const [row]: { lanes: string[]; nextAt: Date | null }[] = await manager.query(
    `select array(select distinct lane from delivery where next_at <= $1 order by lane) as lanes,
       least((select min(send_at) from notice_route where delivery_id is null),
             (select min(next_at) from delivery where next_at > $1)) as "nextAt"`,
    [now],
  );
  return row as { lanes: string[]; nextAt: Date | null };
}

/** The lane's due deliveries, those that wait longest first. */
export function dueDeliveries(
  manager: EntityManager,
  lane: string,
  now: Date,
  limit: number,
): Promise<DueDelivery[]> {
  return manager.query(
    `select d.id, d.channel, d.test, d.attempts,
       case when pe.disabled_at is null then pe.email end as email,
       d.endpoint_id as "endpointId",
       case when e.deleted_at is null and (e.enabled or d.test) then e.url end as url,
       e.secret_sealed as "secretSealed",
       coalesce((
         select json_agg(json_build_object('id', n.id, 'personId', n.person_id, 'kind', n.kind, 'urgent', r.urgent,
           'processId', n.process_id, 'assignmentId', n.assignment_id, 'body', n.body, 'createdAt', n.created_at)
           order by r.urgent desc, n.created_at, n.id)
         from notice_route r join notice n on n.id = r.notice_id where r.delivery_id = d.id), '[]') as notices
     from delivery d
     left join person pe on pe.id = d.person_id
     left join webhook_endpoint e on e.id = d.endpoint_id
     where d.lane = $1 and d.next_at <= $2 order by d.next_at, d.id limit $3`,
    [lane, now, limit],
  );
}

/** Writes down an attempt. Does nothing to a delivery that is settled. */
export async function recordAttempt(
  manager: EntityManager,
  id: string,
  now: Date,
  result: AttemptResult,
): Promise<void> {
  await manager.query(
    `update delivery set state = $2, attempts = attempts + 1, next_at = $3, last_error = $4, sent_at = $5
     where id = $1 and next_at is not null`,
    [
      id,
      result.state,
      result.state === 'failed' ? result.nextAt : null,
      result.state === 'sent' ? null : result.error,
      result.state === 'sent' ? now : null,
    ],
  );
}

/**
 * Runs `work` as the lane's only sender, in whichever worker; answers null when another one has the lane. The lock belongs to a
 * connection, so a worker that dies gives it back.
 */
export async function asOnlySender<T>(
  runner: QueryRunner,
  lane: string,
  work: () => Promise<T>,
): Promise<T | null> {
  const name = `yushui-notice-lane:${lane}`;
  const [row]: { taken: boolean }[] = await runner.query(
    `select pg_try_advisory_lock(hashtext($1)) as taken`,
    [name],
  );
  if (!row?.taken) return null;
  try {
    return await work();
  } finally {
    await runner.query(`select pg_advisory_unlock(hashtext($1))`, [name]);
  }
}
