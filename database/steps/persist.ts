import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { StepChange } from '../../domain/steps/step-machine.js';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { enqueue } from '../processes/outbox.repository.js';
import { assignmentIdOf } from './ids.js';
import type { AssignmentRow, ProcessRow, StepRow } from './step.store.js';

export interface Persist {
  process: ProcessRow;
  step: StepRow;
  assignments: AssignmentRow[];
  changes: StepChange[];
  now: Date;
  actor: Actor | null;
  opinion?: string | null;
  form?: unknown;
  /** Deadline of a reopened round; the old one's when left out. */
  reopenedUntil?: Date | null;
  /** Facts of the same moment that stand before those of the changes. */
  facts?: AuditFact[];
}

/** Writes down what the machine decided: assignments, the step, one audit entry a change, the outcome for the workflow. */
export async function persistChanges(manager: EntityManager, input: Persist): Promise<void> {
  const facts: AuditFact[] = [...(input.facts ?? [])];
  // Sent one behind the other without waiting in between: the answers come in one round trip.
  const writes: Promise<void>[] = [];
  for (const change of input.changes) {
    writes.push(write(manager, input, change));
    facts.push({ ...factOf(input, change), actor: input.actor });
  }
  if (stepBlueprintOf(input.process.kind, input.step.key).actions.includes('extend')) {
    const [ended] = await Promise.all([endRequests(manager, input), ...writes.splice(0)]);
    facts.push(...ended);
  }
  await Promise.all([...writes, appendAudit(manager, input.now, [{ head: input.process.head, facts }])]);
}

/** Nobody has to decide on more time for what is over: requests about assignments that are no longer open are cancelled. */
async function endRequests(manager: EntityManager, { process, changes, now }: Persist): Promise<AuditFact[]> {
  const over = changes.flatMap((change) => {
    if (change.type === 'superseded' || change.type === 'cancelled') return change.assignmentIds;
    return change.type === 'decided' ? [change.assignmentId] : [];
  });
  if (over.length === 0) return [];
  const [requests]: [{ id: string; key: string; round: number }[], number] = await manager.query(
    `update step set state = 'cancelled', outcome = 'cancelled', closed_at = $2, check_at = null
     where process_id = $3 and state = 'open' and about_assignment_id = any($1::uuid[]) returning id, key, round`,
    [over, now, process.id],
  );
  if (requests.length === 0) return [];
  const [asked]: [{ id: string; step_id: string }[], number] = await manager.query(
    `update assignment set state = 'cancelled' where step_id = any($1::uuid[]) and state = 'open' returning id, step_id`,
    [requests.map(({ id }) => id)],
  );
  return requests.map(({ id, key, round }) => ({
    kind: 'cancelled',
    actor: null,
    body: {
      step: key,
      round,
      assignmentIds: asked.filter(({ step_id }) => step_id === id).map((one) => one.id),
    },
  }));
}

async function write(manager: EntityManager, input: Persist, change: StepChange): Promise<void> {
  const { step, now, actor } = input;
  switch (change.type) {
    case 'acknowledged':
      await manager.query(`update assignment set acknowledged_at = $2, acknowledged_by = $3 where id = $1`, [
        change.assignmentId,
        now,
        actor?.personId ?? null,
      ]);
      return;
    case 'decided':
      await manager.query(
        `update assignment set state = 'done', decision = $2, opinion = $3, form = $4, decided_at = $5, decided_by = $6,
           late = coalesce(deadline_at < $5, false), acknowledged_at = coalesce(acknowledged_at, $5),
           acknowledged_by = coalesce(acknowledged_by, $6), draft = null
         where id = $1`,
        [
          change.assignmentId,
          change.decision,
          input.opinion ?? null,
          input.form === undefined ? null : JSON.stringify(input.form),
          now,
          actor?.personId ?? null,
        ],
      );
      return;
    case 'superseded':
    case 'cancelled':
      await manager.query(`update assignment set state = $2 where id = any($1::uuid[])`, [
        change.assignmentIds,
        change.type,
      ]);
      return;
    case 'reopened':
      await reopen(manager, input, change.assignmentId, change.round);
      return;
    case 'transferred':
      await manager.query(
        `update assignment set position_id = $2, acknowledged_at = null, acknowledged_by = null where id = $1`,
        [change.assignmentId, change.positionId],
      );
      return;
    case 'closed':
      await close(manager, input.process, step, change.outcome, now);
      return;
  }
}

/** Closes the step and, if the workflow opened it, tells it: the row goes out with this transaction. */
async function close(
  manager: EntityManager,
  process: ProcessRow,
  step: StepRow,
  outcome: string,
  now: Date,
): Promise<void> {
  const closing = manager.query(`update step set state = $2, outcome = $3, closed_at = $4 where id = $1`, [
    step.id,
    outcome === 'cancelled' ? 'cancelled' : 'closed',
    outcome,
    now,
  ]);
  // A request is the engine's own; a cancelled step was ended by the workflow itself.
  if (step.aboutAssignmentId || outcome === 'cancelled') return closing;
  const payload = { stepId: step.id, key: step.key, round: step.round, outcome };
  await Promise.all([
    closing,
    enqueue(manager, now, [
      { kind: 'signal', workflowId: `${process.kind}:${process.id}`, signal: 'stepClosed', payload },
    ]),
  ]);
}

async function reopen(
  manager: EntityManager,
  { step, assignments, now, reopenedUntil }: Persist,
  assignmentId: string,
  round: number,
): Promise<void> {
  const old = assignments.find(({ id }) => id === assignmentId) as AssignmentRow;
  const id = assignmentIdOf(step.id, old.unitId, old.positionId, round);
  const deadlineAt = reopenedUntil ?? old.deadlineAt;
  await manager.query(`update assignment set state = 'returned' where id = $1`, [old.id]);
  await manager.query(
    `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, deadline_at)
     values ($1, $2, $3, $4, $5, $6, 'open', $7, $8)`,
    [id, step.id, step.processId, round, old.positionId, old.unitId, now, deadlineAt],
  );
  assignments.push({
    ...old,
    id,
    round,
    status: 'open',
    openedAt: now,
    deadlineAt,
    acknowledged: false,
    decision: null,
    decidedAt: null,
    decidedBy: null,
  });
  old.status = 'returned';
}

function factOf(
  { step, assignments, opinion, form, now }: Persist,
  change: StepChange,
): Omit<AuditFact, 'actor'> {
  const about = { step: step.key, round: step.round };
  const unitOf = (id: string) => assignments.find((assignment) => assignment.id === id)?.unitId;
  // By the assignment's own deadline: who joined later or was given more time is in time after the step has closed.
  const isLate = (id: string) => {
    const deadline = assignments.find((assignment) => assignment.id === id)?.deadlineAt ?? null;
    return deadline !== null && deadline < now;
  };
  switch (change.type) {
    case 'acknowledged':
      return {
        kind: 'acknowledged',
        body: { ...about, assignmentId: change.assignmentId, unitId: unitOf(change.assignmentId) },
      };
    case 'decided':
      return {
        kind: 'decided',
        body: {
          ...about,
          assignmentId: change.assignmentId,
          unitId: unitOf(change.assignmentId),
          decision: change.decision,
          opinion: opinion ?? undefined,
          form,
          late: isLate(change.assignmentId) || undefined,
        },
      };
    case 'superseded':
      return { kind: 'superseded', body: { ...about, assignmentIds: change.assignmentIds } };
    case 'cancelled':
      return { kind: 'cancelled', body: { ...about, assignmentIds: change.assignmentIds } };
    case 'reopened':
      return {
        kind: 'reopened',
        body: {
          ...about,
          assignmentId: change.assignmentId,
          unitId: unitOf(change.assignmentId),
          newRound: change.round,
          reason: opinion ?? undefined,
        },
      };
    case 'transferred':
      return {
        kind: 'transferred',
        body: {
          ...about,
          assignmentId: change.assignmentId,
          positionId: change.positionId,
          reason: opinion ?? undefined,
        },
      };
    case 'closed':
      return { kind: 'stepClosed', body: { ...about, outcome: change.outcome } };
  }
}

/** Sets when the clock looks at a step next. */
export async function setCheckAt(
  manager: EntityManager,
  stepId: string,
  checkAt: Date | null,
): Promise<void> {
  await manager.query(`update step set check_at = $2 where id = $1`, [stepId, checkAt]);
}
