import type { EntityManager } from 'typeorm';

export type PulseOf = 'work' | 'notices' | 'process' | 'session';

/** Whose pulse is felt: positions and people that look on, and processes that are looked at. */
export interface Looking {
  positionIds: readonly string[];
  personIds: readonly string[];
  processIds: readonly string[];
  /** Has a pulse while it is good. */
  sessionIds: readonly string[];
}

export interface Pulse {
  of: PulseOf;
  id: string;
  /** Another text when something changed. */
  beat: string;
}

/**
 * How things stand, in one round trip: what each position owes and how far the records of those processes have come, which notices each
 * person hasn't read, how far each process's record has come. Two readings that differ say that something happened between them; nothing is
 * written for it. A record only grows: what went and came back between two readings (委派, and the answer a moment later) is seen too.
 * Indexes: assignment_inbox, notice_unread, the keys of process and session.
 */
export function pulses(
  manager: EntityManager,
  { positionIds, personIds, processIds, sessionIds }: Looking,
): Promise<Pulse[]> {
  return manager.query(
    `select 'work' as of, position_id::text as id,
            concat(sum(hashtext(assignment.id::text)::bigint), '~', sum(audit_seq)) as beat
       from assignment join process on process.id = process_id
      where assignment.state = 'open' and position_id = any($1) group by position_id
     union all
     select 'notices', person_id::text, concat(count(*), '~', sum(hashtext(id::text)::bigint)) from notice
      where read_at is null and person_id = any($2) group by person_id
     union all
     select 'process', id::text, audit_seq::text from process where id = any($3)
     union all
     select 'session', s.id::text, '' from session s join person p on p.id = s.person_id and p.disabled_at is null
      where s.id = any($4) and s.revoked_at is null`,
    [positionIds, personIds, processIds, sessionIds],
  );
}
