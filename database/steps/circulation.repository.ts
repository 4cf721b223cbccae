import type { EntityManager } from 'typeorm';

export interface CirculationEntry {
  id: string;
  processId: string;
  process: string;
  kind: string;
  step: string;
  unit: string;
  position: string;
  sentBy: string;
  sentAt: Date;
  readBy: string | null;
  readAt: Date | null;
}

const SELECT = `select c.id, c.process_id as "processId", p.title as process, p.kind, s.key as step, u.short_name as unit, po.title as position,
    sender.name as "sentBy", c.sent_at as "sentAt", reader.name as "readBy", c.read_at as "readAt"
  from circulation c join process p on p.id = c.process_id join step s on s.id = c.step_id join unit u on u.id = c.unit_id
    join position po on po.id = c.position_id join person sender on sender.id = c.sent_by left join person reader on reader.id = c.read_by`;

/** What positions were shown and have not read yet, or have read; latest first. */
export function circulationsTo(
  manager: EntityManager,
  positionIds: readonly string[],
  read: boolean,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<CirculationEntry[]> {
  return manager.query(
    `${SELECT} where c.position_id = any($1::uuid[]) and (c.read_at is not null) = $2
       and ($3::timestamptz is null or (c.sent_at, c.id) < ($3, $4::uuid))
     order by c.sent_at desc, c.id desc limit $5`,
    [positionIds, read, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** Everybody a process was shown to, unread first. */
export function circulationsOf(manager: EntityManager, processId: string): Promise<CirculationEntry[]> {
  return manager.query(
    `${SELECT} where c.process_id = $1 order by c.read_at is not null, c.sent_at, u.short_name, po.title`,
    [processId],
  );
}
