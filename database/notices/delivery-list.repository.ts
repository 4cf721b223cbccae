import type { EntityManager } from 'typeorm';
import type { ChannelName } from './delivery.repository.js';

export interface DeliveryRow {
  id: string;
  channel: ChannelName;
  /** The person's or the endpoint's name. */
  to: string;
  test: boolean;
  notices: number;
  state: 'pending' | 'sent' | 'failed' | 'dead';
  attempts: number;
  nextAt: Date | null;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

const COLUMNS = `d.id, d.channel, coalesce(pe.name, e.name) as "to", d.test, d.state, d.attempts, d.next_at as "nextAt",
  d.last_error as "lastError", d.created_at as "createdAt", d.sent_at as "sentAt",
  (select count(*)::int from notice_route r where r.delivery_id = d.id) as notices`;
const FROM = `delivery d left join person pe on pe.id = d.person_id left join webhook_endpoint e on e.id = d.endpoint_id`;

/** In scope: an endpoint's of these regions, a mail that carries something of a process there. */
const within = (scopes: string) => `(
  exists (select 1 from unnest(${scopes}::text[]) s where starts_with(e.region_code, s))
  or exists (select 1 from notice_route r join notice n on n.id = r.notice_id join process p on p.id = n.process_id,
     unnest(${scopes}::text[]) s where r.delivery_id = d.id and (p.region_code = s or (not p.restricted and starts_with(p.region_code, s)))))`;

/** Newest first. */
export function deliveriesWithin(
  manager: EntityManager,
  scopes: string[],
  {
    state,
    after,
    limit,
  }: { state: string | undefined; after: [createdAt: string, id: string] | undefined; limit: number },
): Promise<DeliveryRow[]> {
  return manager.query(
    `select ${COLUMNS} from ${FROM}
     where ($2::text is null or d.state = $2) and ($3::timestamptz is null or (d.created_at, d.id) < ($3::timestamptz, $4::uuid))
       and ${within('$1')}
     order by d.created_at desc, d.id desc limit $5`,
    [scopes, state ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** Null when there is none in scope. */
export async function deliveryWithin(
  manager: EntityManager,
  scopes: string[],
  id: string,
): Promise<DeliveryRow | null> {
  const [row]: DeliveryRow[] = await manager.query(
    `select ${COLUMNS} from ${FROM} where d.id = $2 and ${within('$1')}`,
    [scopes, id],
  );
  return row ?? null;
}

/** Gives a failed delivery all its attempts anew, the first one now. @returns false when it has not failed */
export async function retryDelivery(manager: EntityManager, id: string, now: Date): Promise<boolean> {
  const [, changed]: [unknown, number] = await manager.query(
    `update delivery set state = 'pending', attempts = 0, next_at = $2 where id = $1 and state in ('failed', 'dead')`,
    [id, now],
  );
  return changed > 0;
}
