import type { EntityManager } from 'typeorm';

/** One level of a cascade: a region's own circular, with what it was issued as. */
export interface CoverageNode {
  processId: string;
  parentId: string | null;
  regionCode: string;
  region: string;
  title: string;
  state: 'running' | 'ended';
  outcome: string | null;
  launchedAt: Date;
  receivedAt: Date | null;
  opinions: number;
  regionCodes: string[];
  documentId: string | null;
  documentNumber: string | null;
  issuedAt: Date | null;
}

/** A circular and all that came of it below, the upper levels first. */
export function cascadeOf(manager: EntityManager, processId: string): Promise<CoverageNode[]> {
  return manager.query(
    `with recursive cascade as (
       select p.id, 0 as depth from process p where p.id = $1
       union all
       select p.id, cascade.depth + 1 from process p join cascade on p.parent_id = cascade.id where p.kind = 'circular'
     )
     select p.id as "processId", p.parent_id as "parentId", p.region_code as "regionCode", r.name as region, p.title, p.state, p.outcome,
       p.launched_at as "launchedAt",
       (select max(s.closed_at) from step s where s.process_id = p.id and s.outcome in ('registered', 'received') and s.key in ('register', 'receive')) as "receivedAt",
       jsonb_array_length(c.opinions) as opinions, c.region_codes as "regionCodes", d.id as "documentId", d.number as "documentNumber",
       d.issued_at as "issuedAt"
     from cascade join process p on p.id = cascade.id join circular c on c.process_id = p.id join region r on r.code = p.region_code
       left join document d on d.id = c.document_id
     order by cascade.depth, p.region_code`,
    [processId],
  );
}

/** Somebody who was asked in a step of the cascade, and whether he did it. */
export interface CoverageTask {
  processId: string;
  assignmentId: string;
  key: string;
  unitId: string;
  unit: string;
  position: string;
  state: string;
  openedAt: Date;
  deadlineAt: Date | null;
  warnAt: Date | null;
  decidedAt: Date | null;
  /** The level's clock stands still (挂起). */
  paused: boolean;
}

/** What was asked in these processes and is owed or done; a later round stands for an earlier one. */
export function coverageTasks(
  manager: EntityManager,
  processIds: readonly string[],
): Promise<CoverageTask[]> {
  return manager.query(
    `select a.process_id as "processId", a.id as "assignmentId", s.key, u.id as "unitId", u.short_name as unit, po.title as position, a.state,
       a.opened_at as "openedAt", a.deadline_at as "deadlineAt", s.warn_at + (a.deadline_at - s.deadline_at) as "warnAt", a.decided_at as "decidedAt", p.paused_at is not null as paused
     from assignment a join step s on s.id = a.step_id join process p on p.id = a.process_id join unit u on u.id = a.unit_id join position po on po.id = a.position_id
     where a.process_id = any($1::uuid[]) and a.state in ('open', 'done', 'missed') and (s.key in ('receipts', 'read') or a.state = 'open')
     order by a.deadline_at nulls last, u.name, po.title, a.id`,
    [processIds],
  );
}

/** Regions by code, for those that were reached on paper. */
export function regionNames(
  manager: EntityManager,
  codes: readonly string[],
): Promise<{ code: string; name: string }[]> {
  return manager.query(`select code, name from region where code = any($1::text[]) order by code`, [codes]);
}
