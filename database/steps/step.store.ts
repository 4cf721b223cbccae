import type { EntityManager } from 'typeorm';
import type { SignRule } from '../../domain/blueprints/blueprint.js';
import type { AssignmentState, StepStatus } from '../../domain/steps/step-machine.js';
import type { ChainHead } from '../audit/audit-log.js';

export interface ProcessRow {
  id: string;
  kind: string;
  regionCode: string;
  year: number;
  title: string;
  state: 'running' | 'ended';
  parentId: string | null;
  /** Nobody above the region hears of it. */
  restricted: boolean;
  /** Since when its clock stands still (挂起); null while it runs. */
  pausedAt: Date | null;
  /** End of the process's audit chain; moved by appendAudit. */
  head: ChainHead;
}

export interface StepRow {
  id: string;
  processId: string;
  key: string;
  round: number;
  rule: SignRule;
  status: StepStatus;
  aboutAssignmentId: string | null;
  request: Record<string, unknown> | null;
  openedAt: Date;
  deadlineAt: Date | null;
  closedAt: Date | null;
  outcome: string | null;
  policyId: string | null;
  /** Somebody set the deadline (延期, 变更单): the rule gives it no more. */
  deadlineSet: boolean;
  checkAt: Date | null;
  checkedUntil: Date;
}

/** An assignment as the law sees it, and what the engine keeps of it beside. */
export interface AssignmentRow extends AssignmentState {
  stepId: string;
  openedAt: Date;
  deadlineAt: Date | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  /** 代理: whose decision it was, where somebody else signed. */
  decidedFor: string | null;
  late: boolean;
  urgedAt: Date | null;
}

const PROCESS = `p.id, p.kind, p.region_code as "regionCode", p.year, p.title, p.state, p.parent_id as "parentId", p.restricted, p.paused_at as "pausedAt", p.audit_seq, p.audit_hash`;
const STEP = `s.id, s.process_id as "processId", s.key, s.round, s.rule, s.state as status, s.about_assignment_id as "aboutAssignmentId",
  s.request, s.opened_at as "openedAt", s.deadline_at as "deadlineAt", s.closed_at as "closedAt", s.outcome, s.policy_id as "policyId",
  s.deadline_set as "deadlineSet", s.check_at as "checkAt", s.checked_until as "checkedUntil"`;
const ASSIGNMENT = `a.id, a.step_id as "stepId", a.round, a.position_id as "positionId", a.unit_id as "unitId", a.state as status,
  a.opened_at as "openedAt", a.deadline_at as "deadlineAt", a.acknowledged_at is not null as acknowledged, a.decision,
  a.slot_id as "slotId", a.asked_by as "askedBy", a.role, a.rank, a.turn,
  a.decided_at as "decidedAt", a.decided_by as "decidedBy", a.decided_for as "decidedFor", a.late, a.urged_at as "urgedAt"`;

type StoredProcess = Omit<ProcessRow, 'head'> & { audit_seq: number; audit_hash: Buffer | null };

function withHead({ audit_seq, audit_hash, ...row }: StoredProcess): ProcessRow {
  return { ...row, head: { processId: row.id, seq: audit_seq, hash: audit_hash } };
}

/**
 * Locks a process: whatever happens to it or its steps happens one after another. Read steps and assignments only after this
 * returns, in a statement of their own: rows read together with the lock may be older than it.
 */
export async function lockProcess(manager: EntityManager, processId: string): Promise<ProcessRow | null> {
  const [row]: StoredProcess[] = await manager.query(
    `select ${PROCESS} from process p where p.id = $1 for update`,
    [processId],
  );
  return row ? withHead(row) : null;
}

export async function lockProcessOfAssignment(
  manager: EntityManager,
  assignmentId: string,
): Promise<ProcessRow | null> {
  const [row]: StoredProcess[] = await manager.query(
    `select ${PROCESS} from process p where p.id = (select process_id from assignment where id = $1) for update`,
    [assignmentId],
  );
  return row ? withHead(row) : null;
}

export async function lockProcessOfStep(manager: EntityManager, stepId: string): Promise<ProcessRow | null> {
  const [row]: StoredProcess[] = await manager.query(
    `select ${PROCESS} from process p where p.id = (select process_id from step where id = $1) for update`,
    [stepId],
  );
  return row ? withHead(row) : null;
}

/** Locks those of the processes that nobody else holds right now. */
export async function lockFreeProcesses(manager: EntityManager, ids: string[]): Promise<ProcessRow[]> {
  const rows: StoredProcess[] = await manager.query(
    `select ${PROCESS} from process p where p.id = any($1::uuid[]) order by p.id for update skip locked`,
    [ids],
  );
  return rows.map(withHead);
}

export interface LoadedStep {
  step: StepRow;
  assignments: AssignmentRow[];
}

/** The step of an assignment with all its assignments, in one query. */
export async function loadStepOfAssignment(
  manager: EntityManager,
  assignmentId: string,
): Promise<LoadedStep> {
  return toLoaded(
    await selectJoined(manager, `s.id = (select step_id from assignment where id = $1)`, assignmentId),
  );
}

export async function loadStep(manager: EntityManager, stepId: string): Promise<LoadedStep> {
  return toLoaded(await selectJoined(manager, `s.id = $1`, stepId));
}

type Joined = StepRow & { assignment: (AssignmentRow & { openedAt: string }) | null };

function selectJoined(manager: EntityManager, where: string, param: string): Promise<Joined[]> {
  return manager.query(
    `select ${STEP}, case when a.id is null then null else (select to_jsonb(row) from (select ${ASSIGNMENT}) row) end as assignment
     from step s left join assignment a on a.step_id = s.id where ${where} order by a.round, a.id`,
    [param],
  );
}

function toLoaded(rows: Joined[]): LoadedStep {
  const [first] = rows;
  if (!first) throw new Error('step vanished under its process lock');
  const { assignment: _, ...step } = first;
  return { step, assignments: rows.flatMap(({ assignment }) => (assignment ? [revive(assignment)] : [])) };
}

function revive(row: AssignmentRow): AssignmentRow {
  const date = (value: Date | null) => value && new Date(value);
  return {
    ...row,
    openedAt: new Date(row.openedAt),
    deadlineAt: date(row.deadlineAt),
    decidedAt: date(row.decidedAt),
    urgedAt: date(row.urgedAt),
  };
}

export function loadSteps(manager: EntityManager, ids: string[]): Promise<StepRow[]> {
  return manager.query(`select ${STEP} from step s where s.id = any($1::uuid[]) order by s.check_at, s.id`, [
    ids,
  ]);
}

export function loadOpenStepsOf(manager: EntityManager, processId: string): Promise<StepRow[]> {
  return manager.query(
    `select ${STEP} from step s where s.process_id = $1 and s.state = 'open' order by s.opened_at, s.id`,
    [processId],
  );
}

export function loadAssignmentsOf(manager: EntityManager, stepIds: string[]): Promise<AssignmentRow[]> {
  return manager.query(
    `select ${ASSIGNMENT} from assignment a where a.step_id = any($1::uuid[]) order by a.id`,
    [stepIds],
  );
}

export async function isOpen(manager: EntityManager, processId: string, key: string): Promise<boolean> {
  const [open]: unknown[] = await manager.query(
    `select 1 from step where process_id = $1 and key = $2 and state = 'open' limit 1`,
    [processId, key],
  );
  return open !== undefined;
}
