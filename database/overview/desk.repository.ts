import type { EntityManager } from 'typeorm';
import type { InboxPosition } from '../steps/inbox.repository.js';

export interface DeskFigures {
  toAcknowledge: number;
  toDo: number;
  circulations: number;
  notices: number;
  red: number;
  yellow: number;
}

/** What lies in each box of a person, in one round trip. */
export async function deskCounts(
  manager: EntityManager,
  personId: string,
  own: readonly InboxPosition[],
  now: Date,
): Promise<DeskFigures> {
  const [row]: DeskFigures[] = await manager.query(
    `with own as (select * from jsonb_to_recordset($1::jsonb) as own("positionId" uuid, kinds text[])),
       owed as (
         select a.acknowledged_at, a.deadline_at, s.warn_at, p.paused_at from own
           join assignment a on a.position_id = own."positionId" and a.state = 'open'
           join step s on s.id = a.step_id join process p on p.id = a.process_id
          where own.kinds is null or p.kind = any(own.kinds))
     select count(*) filter (where acknowledged_at is null)::int as "toAcknowledge",
            count(*) filter (where acknowledged_at is not null)::int as "toDo",
            count(*) filter (where paused_at is null and deadline_at < $2)::int as red,
            count(*) filter (where paused_at is null and deadline_at >= $2 and warn_at <= $2)::int as yellow,
            (select count(*)::int from circulation c join own on own."positionId" = c.position_id where c.read_at is null) as circulations,
            (select count(*)::int from notice where person_id = $3 and read_at is null) as notices
       from owed`,
    [JSON.stringify(own), now, personId],
  );
  return row!;
}
