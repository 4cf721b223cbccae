import type { EntityManager } from 'typeorm';
import type { SeatKey } from '../../domain/coordination/composition.js';
import type { TaskLimit, Urgency } from '../../domain/coordination/urgency.js';

export interface SeatHolder {
  seat: SeatKey;
  state: 'proposed' | 'standing' | 'vacated';
  positionId: string;
  position: string;
  unitId: string;
  unit: string;
  personId: string;
  person: string;
  since: Date | null;
  until: Date | null;
}

export interface GroupOfYear {
  processId: string;
  year: number;
  state: 'running' | 'ended';
  /** Number of the notice that is in force. */
  number: string | null;
}

export async function groupOfYear(
  manager: EntityManager,
  regionCode: string,
  year: number,
): Promise<GroupOfYear | null> {
  const [row]: GroupOfYear[] = await manager.query(
    `select p.id as "processId", p.year, p.state,
       (select d.number from document d where d.process_id = p.id and d.state = 'issued' order by d.issued_at desc, d.serial desc limit 1) as number
     from process p where p.kind = 'coordinationGroup' and p.region_code = $1 and p.year = $2 order by p.launched_at desc limit 1`,
    [regionCode, year],
  );
  return row ?? null;
}

/** Who sits, who is proposed, and who left the composition in force; former compositions are in the notices. */
export function seatHolders(manager: EntityManager, processId: string): Promise<SeatHolder[]> {
  return manager.query(
    `select s.seat, s.state, o.id as "positionId", o.title as position, u.id as "unitId", u.name as unit, p.id as "personId",
       p.name as person, s.since, s.until
     from coordination_seat s join position o on o.id = s.position_id join unit u on u.id = s.unit_id join person p on p.id = s.person_id
     where s.process_id = $1 and (s.state in ('proposed', 'standing') or (s.state = 'vacated' and not exists (
       select 1 from coordination_seat n where n.process_id = $1 and n.seat = s.seat and n.state = 'standing')))
     order by s.proposed_at, s.id`,
    [processId],
  );
}

export interface MatterDetail {
  detail: string;
  proposedUrgency: Urgency;
  urgency: Urgency | null;
  raisingUnitId: string;
  raisingUnit: string;
  review: string | null;
}

export async function matterDetail(manager: EntityManager, id: string): Promise<MatterDetail | null> {
  const [row]: MatterDetail[] = await manager.query(
    `select m.detail, m.proposed_urgency as "proposedUrgency", m.urgency, u.id as "raisingUnitId", u.short_name as "raisingUnit", m.review
     from coordination_matter m join unit u on u.id = m.raising_unit_id where m.id = $1`,
    [id],
  );
  return row ?? null;
}

export interface MatterTaskRow {
  round: number;
  unitId: string;
  unit: string;
  task: string;
  limit: TaskLimit;
  state: 'assigned' | 'reported' | 'unable' | 'released';
  report: string | null;
  settledAt: Date | null;
  acknowledgedAt: Date | null;
  deadline: Date | null;
  late: boolean;
}

/** Every task of a matter with what became of it: round by round, the nearest deadline first. */
export function matterTasks(manager: EntityManager, id: string): Promise<MatterTaskRow[]> {
  return manager.query(
    `with handed as (
       select row_number() over (order by s.opened_at, s.id) as round, s.id from step s
       where s.process_id = $1 and s.key in ('flashTasks', 'urgentTasks', 'ordinaryTasks'))
     select t.round, u.id as "unitId", u.short_name as unit, t.task, t.time_limit as limit, t.state, t.report, t.settled_at as "settledAt",
       a.acknowledged_at as "acknowledgedAt", a.deadline_at as deadline, coalesce(a.late, false) as late
     from coordination_task t join unit u on u.id = t.unit_id left join handed h on h.round = t.round
     left join lateral (select * from assignment x where x.step_id = h.id and x.unit_id = t.unit_id order by x.round desc limit 1) a on true
     where t.matter_id = $1 order by t.round, a.deadline_at nulls last, u.short_name`,
    [id],
  );
}
