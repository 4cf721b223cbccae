import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { returnOutcome } from '../../domain/steps/outcomes.js';
import { slotOf, type StepChange } from '../../domain/steps/step-machine.js';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { enqueue } from '../processes/outbox.repository.js';
import { factOf } from './change-facts.js';
import type { Signature } from './signature.js';
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
  /** What whoever decides puts his name to, and with which picture. */
  signature?: Signature;
  /** Deadline of a reopened round; the old one's when left out. */
  reopenedUntil?: Date;
  /** Deadline of whose turn comes for the first time; his own when left out. */
  turnUntil?: Date | null;
  /** Facts of the same moment that stand before those of the changes. */
  facts?: AuditFact[];
}

/**
 * Writes down what the machine decided: assignments, the step, one audit entry a change, the outcome for the workflow. The rows in
 * memory follow before the first answer comes, so that what is computed from them can be sent in the same packet.
 */
export async function persistChanges(manager: EntityManager, input: Persist): Promise<void> {
  const facts: AuditFact[] = [...(input.facts ?? [])];
  // Sent one behind the other without waiting in between: the answers come in one round trip.
  const writes: Promise<unknown>[] = [];
  for (const change of input.changes) {
    writes.push(write(manager, input, change));
    const fact = factOf(input, change);
    if (fact) facts.push({ ...fact, actor: input.actor });
    followInMemory(input, change);
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
    const ends = change.type === 'decided' || change.type === 'returned' || change.type === 'removed';
    return ends ? [change.assignmentId] : [];
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

function write(manager: EntityManager, input: Persist, change: StepChange): Promise<unknown> {
  const { step, now, actor } = input;
  const setState = (ids: readonly string[], state: string) =>
    manager.query(`update assignment set state = $2 where id = any($1::uuid[])`, [ids, state]);
  switch (change.type) {
    case 'acknowledged':
      return manager.query(`update assignment set acknowledged_at = $2, acknowledged_by = $3 where id = $1`, [
        change.assignmentId,
        now,
        actor?.personId ?? null,
      ]);
    case 'decided':
      return writeDecision(manager, input, change.assignmentId, change.decision);
    case 'returned':
      return writeDecision(manager, input, change.assignmentId, returnOutcome(change.to));
    case 'superseded':
    case 'cancelled':
      return setState(change.assignmentIds, change.type);
    case 'removed':
      return setState([change.assignmentId], 'removed');
    case 'held':
      return setState([change.assignmentId], 'waiting');
    case 'turned': {
      const row = rowOf(input, change.assignmentId);
      const deadlineAt = turnDeadline(input, change, row);
      return manager.query(
        `update assignment set state = 'open', opened_at = $2, deadline_at = $3 where id = $1`,
        [change.assignmentId, change.first ? now : row.openedAt, deadlineAt],
      );
    }
    case 'added':
      return manager.query(
        `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, deadline_at, slot_id, asked_by, role, rank, turn)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [
          ...[
            change.id,
            step.id,
            step.processId,
            change.round,
            change.positionId,
            change.unitId,
            change.status,
          ],
          ...[now, rowOf(input, change.askedBy).deadlineAt, change.slotId, change.askedBy, change.role],
          ...[change.rank, change.turn],
        ],
      );
    case 'reopened':
      return reopen(manager, input, change.assignmentId, change.round);
    case 'transferred':
      return manager.query(
        `update assignment set position_id = $2, acknowledged_at = null, acknowledged_by = null where id = $1`,
        [change.assignmentId, change.positionId],
      );
    case 'closed':
      return close(manager, input.process, step, change.outcome, now);
    case 'settled':
    case 'tallied':
      return Promise.resolve();
  }
}

function writeDecision(
  manager: EntityManager,
  { opinion, form, now, actor, signature }: Persist,
  assignmentId: string,
  decision: string,
): Promise<unknown> {
  return manager.query(
    `update assignment set state = 'done', decision = $2, opinion = $3, form = $4, decided_at = $5, decided_by = $6,
       late = coalesce(deadline_at < $5, false), acknowledged_at = coalesce(acknowledged_at, $5),
       acknowledged_by = coalesce(acknowledged_by, $6), draft = null, decided_for = $7, signed_hash = $8, signature_hash = $9
     where id = $1`,
    [
      assignmentId,
      decision,
      opinion ?? null,
      form === undefined ? null : JSON.stringify(form),
      now,
      actor?.personId ?? null,
      actor?.actingForId ?? null,
      signature?.signedHash ?? null,
      signature?.signatureHash ?? null,
    ],
  );
}

/** Whoever is asked for the first time has his own time; who was only held up goes on under his old deadline. */
function turnDeadline(
  { turnUntil }: Persist,
  { first }: StepChange & { type: 'turned' },
  row: AssignmentRow,
): Date | null {
  return first && turnUntil !== undefined ? turnUntil : row.deadlineAt;
}

function rowOf({ assignments }: Persist, id: string): AssignmentRow {
  return assignments.find((assignment) => assignment.id === id) as AssignmentRow;
}

/** Keeps the rows in memory true to what is written, for re-arming and for the answer. */
function followInMemory(input: Persist, change: StepChange): void {
  const { step, assignments, now } = input;
  const set = (id: string, to: Partial<AssignmentRow>) => Object.assign(rowOf(input, id), to);
  switch (change.type) {
    case 'acknowledged':
      set(change.assignmentId, { acknowledged: true });
      return;
    case 'decided':
      set(change.assignmentId, { status: 'done', decision: change.decision });
      return;
    case 'returned':
      set(change.assignmentId, { status: 'done', decision: returnOutcome(change.to) });
      return;
    case 'superseded':
    case 'cancelled':
      for (const id of change.assignmentIds) set(id, { status: change.type });
      return;
    case 'removed':
      set(change.assignmentId, { status: 'removed' });
      return;
    case 'held':
      set(change.assignmentId, { status: 'waiting' });
      return;
    case 'turned': {
      const row = rowOf(input, change.assignmentId);
      const deadlineAt = turnDeadline(input, change, row);
      set(row.id, { status: 'open', deadlineAt, ...(change.first ? { openedAt: now } : {}) });
      return;
    }
    case 'transferred':
      set(change.assignmentId, { positionId: change.positionId, acknowledged: false });
      return;
    case 'added': {
      const { type: _, mode: __, ...added } = change;
      const { deadlineAt } = rowOf(input, change.askedBy);
      const fresh = {
        acknowledged: false,
        decision: null,
        decidedAt: null,
        decidedBy: null,
        decidedFor: null,
      };
      assignments.push({
        ...added,
        ...fresh,
        stepId: step.id,
        openedAt: now,
        deadlineAt,
        late: false,
        urgedAt: null,
      });
      return;
    }
    case 'closed':
      step.status = change.outcome === 'cancelled' ? 'cancelled' : 'closed';
      return;
    // The new round is among the rows as soon as it is sent (reopen).
    case 'reopened':
    case 'settled':
    case 'tallied':
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

function reopen(
  manager: EntityManager,
  { step, assignments, now, reopenedUntil }: Persist,
  assignmentId: string,
  round: number,
): Promise<unknown> {
  const old = assignments.find(({ id }) => id === assignmentId) as AssignmentRow;
  const id = assignmentIdOf(step.id, old.unitId, old.positionId, round);
  const deadlineAt = reopenedUntil ?? old.deadlineAt;
  const slotId = slotOf(old);
  assignments.push({
    ...old,
    id,
    round,
    slotId,
    status: 'open',
    openedAt: now,
    deadlineAt,
    acknowledged: false,
    decision: null,
    decidedAt: null,
    decidedBy: null,
    decidedFor: null,
  });
  old.status = 'returned';
  return Promise.all([
    manager.query(`update assignment set state = 'returned' where id = $1`, [old.id]),
    manager.query(
      `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, deadline_at, slot_id, asked_by, role, rank, turn)
       values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[id, step.id, step.processId, round, old.positionId, old.unitId, now, deadlineAt],
        ...[slotId, old.askedBy, old.role, old.rank, old.turn],
      ],
    ),
  ]);
}

/** Sets when the clock looks at a step next. */
export async function setCheckAt(
  manager: EntityManager,
  stepId: string,
  checkAt: Date | null,
): Promise<void> {
  await manager.query(`update step set check_at = $2 where id = $1`, [stepId, checkAt]);
}
