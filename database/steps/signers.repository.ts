import type { EntityManager } from 'typeorm';
import { civilDateOf } from '../../domain/time/zone.js';

export interface SignerEntry {
  assignmentId: string;
  positionId: string;
  unitId: string;
  unit: string;
  position: string;
  people: string[];
  state: string;
  askedBy: string | null;
  role: string;
  decision: string | null;
  opinion: string | null;
  by: string | null;
  decidedAt: Date | null;
}

/** Who signs a step and what they said, in the order they sign; past rounds are left to the record. */
export function signersOf(manager: EntityManager, stepId: string, now: Date): Promise<SignerEntry[]> {
  return manager.query(
    `select a.id as "assignmentId", a.position_id as "positionId", u.id as "unitId", u.short_name as unit, po.title as position, a.state,
       a.asked_by as "askedBy", a.role, a.decision, a.opinion, pe.name as by, a.decided_at as "decidedAt",
       array(select h.name from appointment ap join person h on h.id = ap.person_id and h.disabled_at is null
             where ap.position_id = po.id and ap.valid_from <= $2 and (ap.valid_to is null or ap.valid_to >= $2) order by h.name) as people
     from assignment a join unit u on u.id = a.unit_id join position po on po.id = a.position_id left join person pe on pe.id = a.decided_by
     where a.step_id = $1 and a.state <> 'returned' order by a.turn, a.rank, u.short_name, po.title, a.id`,
    [stepId, civilDateOf(now)],
  );
}
