import type { EntityManager } from 'typeorm';
import type { VisitForm } from '../../domain/meetings/event-forms.js';

export interface VisitRow {
  unitId: string;
  /** Short name of the unit. */
  name: string;
  /** What was seen; null before it was recorded. */
  found: string | null;
}

/** Units that an event goes to, in the order they were named. */
export function visitsOf(manager: EntityManager, eventId: string): Promise<VisitRow[]> {
  return manager.query(
    `select v.unit_id as "unitId", u.short_name as name, v.found from event_visit v join unit u on u.id = v.unit_id
     where v.event_id = $1 order by v.seq`,
    [eventId],
  );
}

/** Replaces the list: who is not on it any more is not gone to. */
export async function planVisits(
  manager: EntityManager,
  eventId: string,
  unitIds: readonly string[],
): Promise<void> {
  await manager.query(`delete from event_visit where event_id = $1`, [eventId]);
  await manager.query(
    `insert into event_visit (event_id, unit_id, seq)
     select $1, unit_id, seq from unnest($2::uuid[]) with ordinality as v(unit_id, seq)`,
    [eventId, [...new Set(unitIds)]],
  );
}

export async function noteVisits(
  manager: EntityManager,
  eventId: string,
  recorded: readonly VisitForm[],
): Promise<void> {
  await manager.query(
    `update event_visit v set found = r.found from jsonb_to_recordset($2) as r("unitId" uuid, found text)
     where v.event_id = $1 and v.unit_id = r."unitId"`,
    [eventId, JSON.stringify(recorded)],
  );
}

/** A successor is visited in a unit's place; once, where it was to be visited itself. What was seen stays with whom it was seen at. */
export async function replaceVisited(
  manager: EntityManager,
  eventId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  const ids = [eventId, unitId, successorId];
  await manager.query(
    `delete from event_visit v where v.event_id = $1 and v.unit_id = $2 and v.found is null
       and exists (select 1 from event_visit o where o.event_id = $1 and o.unit_id = $3)`,
    ids,
  );
  await manager.query(
    `update event_visit set unit_id = $3 where event_id = $1 and unit_id = $2 and found is null`,
    ids,
  );
}

/** A unit is not gone to any more. @returns whether it was to be */
export async function leaveOut(manager: EntityManager, eventId: string, unitId: string): Promise<boolean> {
  const [, left]: [unknown, number] = await manager.query(
    `delete from event_visit where event_id = $1 and unit_id = $2 and found is null`,
    [eventId, unitId],
  );
  return left > 0;
}
