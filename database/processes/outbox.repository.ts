import type { EntityManager } from 'typeorm';

/** A message for Temporal, written in the transaction that made it true. */
export type OutboxMessage =
  | { kind: 'start'; workflowId: string; workflow: string; input: object }
  | { kind: 'signal'; workflowId: string; signal: string; payload?: object };

export interface OutboxRow {
  id: string;
  workflowId: string;
  kind: 'start' | 'signal';
  name: string;
  body: Record<string, unknown>;
  attempts: number;
}

export async function enqueue(manager: EntityManager, now: Date, messages: OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await manager.query(
    `insert into outbox (workflow_id, kind, name, body, created_at)
     select workflow_id, kind, name, body::jsonb, $5 from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as m(workflow_id, kind, name, body)`,
    [
      messages.map((message) => message.workflowId),
      messages.map((message) => message.kind),
      messages.map((message) => (message.kind === 'start' ? message.workflow : message.signal)),
      messages.map((message) =>
        JSON.stringify(message.kind === 'start' ? message.input : (message.payload ?? {})),
      ),
      now,
    ],
  );
}

const COLUMNS = `id, workflow_id as "workflowId", kind, name, body, attempts`;

/** The oldest messages that may be tried now, oldest first; none before an earlier one of its workflow that has to wait. */
export function pendingMessages(manager: EntityManager, now: Date, limit: number): Promise<OutboxRow[]> {
  return manager.query(
    `select ${COLUMNS} from outbox o where (retry_at is null or retry_at <= $1)
       and not exists (select 1 from outbox before where before.workflow_id = o.workflow_id and before.id < o.id and before.retry_at > $1)
     order by id limit $2`,
    [now, limit],
  );
}

/** Takes messages away for delivery inside one process, where nothing can be lost in between (a rehearsal). */
export async function takeMessages(manager: EntityManager): Promise<OutboxRow[]> {
  const [rows]: [OutboxRow[], number] = await manager.query(`delete from outbox returning ${COLUMNS}`);
  return rows.sort((a, b) => Number(a.id) - Number(b.id));
}

export async function markDelivered(manager: EntityManager, ids: string[]): Promise<void> {
  if (ids.length > 0) await manager.query(`delete from outbox where id = any($1::bigint[])`, [ids]);
}

export async function markFailed(
  manager: EntityManager,
  id: string,
  retryAt: Date,
  error: string,
): Promise<void> {
  await manager.query(
    `update outbox set attempts = attempts + 1, retry_at = $2, last_error = $3 where id = $1`,
    [id, retryAt, error.slice(0, 500)],
  );
}

export async function outboxBacklog(
  manager: EntityManager,
): Promise<{ waiting: number; oldest: Date | null }> {
  const [row]: { waiting: number; oldest: Date | null }[] = await manager.query(
    `select count(*)::int as waiting, min(created_at) as oldest from outbox`,
  );
  return row as { waiting: number; oldest: Date | null };
}
