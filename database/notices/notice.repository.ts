import type { EntityManager } from 'typeorm';
import type { NoticeBody } from '../../domain/notices/notice.js';

export interface NoticeRow {
  id: string;
  kind: string;
  processId: string | null;
  assignmentId: string | null;
  body: NoticeBody;
  createdAt: Date;
  readAt: Date | null;
}

/** A person's own notices, newest first. */
export function noticesOf(
  manager: EntityManager,
  personId: string,
  {
    unread,
    after,
    limit,
  }: { unread: boolean; after: [createdAt: string, id: string] | undefined; limit: number },
): Promise<NoticeRow[]> {
  return manager.query(
    `select id, kind, process_id as "processId", assignment_id as "assignmentId", body, created_at as "createdAt", read_at as "readAt"
     from notice
     where person_id = $1 and (not $2 or read_at is null)
       and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [personId, unread, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export async function countUnread(manager: EntityManager, personId: string): Promise<number> {
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from notice where person_id = $1 and read_at is null`,
    [personId],
  );
  return row?.n ?? 0;
}

/** Marks the person's own notices as read: those named, or every one up to an instant. Repeating it changes nothing. */
export async function markRead(
  manager: EntityManager,
  personId: string,
  which: { ids: readonly string[] } | { until: Date },
  now: Date,
): Promise<void> {
  const [condition, value] =
    'ids' in which ? ['id = any($3::uuid[])', which.ids] : ['created_at <= $3', which.until];
  await manager.query(
    `update notice set read_at = $1 where person_id = $2 and read_at is null and ${condition}`,
    [now, personId, value],
  );
}

export async function personHasEmail(manager: EntityManager, personId: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(`select 1 from person where id = $1 and email is not null`, [
    personId,
  ]);
  return rows.length > 0;
}
