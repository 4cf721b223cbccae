import type { EntityManager } from 'typeorm';
import type { Light } from '../../domain/time/light.js';
import { POINT, type PointRow } from './point.store.js';

export interface PointLine extends PointRow {
  launchedAt: Date;
  /** Its clock stands still (挂起). */
  paused: boolean;
  /** Points of lower levels that carry it out. */
  pointsBelow: number;
}

const LINE = `${POINT}, p.launched_at as "launchedAt", p.paused_at is not null as paused,
  (select count(*)::int from work_point b where b.parent_point_id = w.id) as "pointsBelow"`;

/** All points of a set, in their order: as many as a notice has. */
export function pointLinesOf(manager: EntityManager, setId: string): Promise<PointLine[]> {
  return manager.query(
    `select ${LINE} from work_point w join process p on p.id = w.id where w.set_id = $1 order by w.seq`,
    [setId],
  );
}

export async function pointLine(manager: EntityManager, id: string): Promise<PointLine | null> {
  const [row]: PointLine[] = await manager.query(
    `select ${LINE} from work_point w join process p on p.id = w.id where w.id = $1`,
    [id],
  );
  return row ?? null;
}

/** What was asked of a unit; an own deadline has its own warning. */
interface Asked {
  pointId: string;
  unitId: string;
  deadline: Date | null;
  warnAt: Date | null;
  late: boolean;
}
const ASKED = `a.process_id as "pointId", a.unit_id as "unitId", a.deadline_at as deadline, s.warn_at + (a.deadline_at - s.deadline_at) as "warnAt",
  a.late`;

export interface LeadLine extends Asked {
  completedAt: Date | null;
  result: string | null;
  evidence: string | null;
  quantitiesDone: string | null;
  attachments: number;
}

/** What each lead owes of these points, or said of them, in the latest round of `complete`. */
export function leadLinesOf(manager: EntityManager, pointIds: readonly string[]): Promise<LeadLine[]> {
  return manager.query(
    `select ${ASKED}, case when a.state = 'done' then a.decided_at end as "completedAt", c.result, c.evidence,
       c.quantities_done as "quantitiesDone",
       (select count(*)::int from attachment t join assignment o on o.id = t.assignment_id
        where o.step_id = a.step_id and o.unit_id = a.unit_id) as attachments
     from unnest($1::uuid[]) as w(id)
       join lateral (select * from step where process_id = w.id and key = 'complete' order by round desc limit 1) s on true
       join assignment a on a.step_id = s.id and a.asked_by is null and a.state not in ('returned', 'removed', 'superseded')
       left join work_point_completion c on c.assignment_id = a.id
     order by a.process_id, a.unit_id`,
    [pointIds],
  );
}

export interface ReplyLine {
  pointId: string;
  unitId: string;
  repliedAt: Date;
}

export function replyLinesOf(manager: EntityManager, pointIds: readonly string[]): Promise<ReplyLine[]> {
  return manager.query(
    `select a.process_id as "pointId", a.unit_id as "unitId", max(a.decided_at) as "repliedAt"
     from assignment a join step s on s.id = a.step_id and s.key = 'cooperate'
     where a.process_id = any($1::uuid[]) and a.state = 'done' and a.asked_by is null group by 1, 2`,
    [pointIds],
  );
}

export interface ReportLine extends Asked {
  /** The round of `progress`: one for each quarter. */
  round: number;
  state: 'open' | 'done' | 'missed';
  filedAt: Date | null;
  percent: number | null;
  summary: string | null;
  selfLight: Light | null;
}

/** Reports that were asked for, filed or not, oldest first. What was called off with the point is owed by nobody. */
export function reportLinesOf(manager: EntityManager, pointIds: readonly string[]): Promise<ReportLine[]> {
  return manager.query(
    `select ${ASKED}, s.round, a.state, r.filed_at as "filedAt", r.percent, r.summary, r.self_light as "selfLight"
     from assignment a join step s on s.id = a.step_id and s.key = 'progress'
       left join work_point_report r on r.assignment_id = a.id
     where a.process_id = any($1::uuid[]) and a.asked_by is null and a.state in ('open', 'done', 'missed')
     order by a.process_id, s.round, r.filed_at nulls last, a.unit_id`,
    [pointIds],
  );
}

export interface ReceiptLine {
  unitId: string;
  deadline: Date | null;
  warnAt: Date | null;
}

/** Units that haven't signed for the set's notice yet. */
export function receiptsMissingOf(manager: EntityManager, setId: string): Promise<ReceiptLine[]> {
  return manager.query(
    `select a.unit_id as "unitId", a.deadline_at as deadline, s.warn_at + (a.deadline_at - s.deadline_at) as "warnAt"
     from assignment a join step s on s.id = a.step_id and s.key = 'receipts'
     where a.process_id = $1 and a.state = 'open' order by a.deadline_at nulls last, a.unit_id`,
    [setId],
  );
}
