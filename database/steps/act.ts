import type { EntityManager } from 'typeorm';
import type { StepBlueprint } from '../../domain/blueprints/blueprint.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { refuseClassified } from '../../domain/needs/classified-form.js';
import { applyStepCommand, type StepChange, type StepCommand } from '../../domain/steps/step-machine.js';
import { civilDateOf, endOfDay, formatInstant } from '../../domain/time/zone.js';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { effectsOf, type EffectContext } from '../processes/effects.js';
import { settleExtension } from './extension.js';
import { notify } from './notify.js';
import { persistChanges } from './persist.js';
import { rearmStep } from './rearm.js';
import { calendarOf } from './step-rules.js';
import type { AssignmentRow } from './step.store.js';
import { actorOf, beginAct, type Acting, type Signer } from './acting.js';
import { withdrawClosedStep } from './withdraw.js';

export type Act =
  | { action: 'acknowledge' }
  | { action: 'decide'; decision: string; opinion?: string; form?: unknown }
  | { action: 'withdraw'; opinion?: string }
  | { action: 'returnFiling'; opinion: string }
  | { action: 'transfer'; positionId: string; opinion?: string };

export interface ActAnswer {
  assignmentId: string;
  stepId: string;
  processId: string;
  /** State of the assignment after the act. */
  state: string;
  /** Outcome of the step when this act ended it. */
  outcome: string | null;
  at: string;
}

const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

/**
 * One act of one person on one assignment, inside the caller's transaction: lock, law, effects, record, outbox. Either all of it
 * is written or nothing.
 *
 * @throws Refusal NOT_FOUND, NOT_YOURS, PROCESS_ENDED, ALREADY_DECIDED and what the step machine and the effects refuse
 */
export async function act(
  manager: EntityManager,
  signer: Signer,
  assignmentId: string,
  input: Act,
  now: Date,
): Promise<ActAnswer> {
  refuseClassified('opinion' in input ? input.opinion : undefined, 'opinion');
  refuseClassified('form' in input ? input.form : undefined, 'form');
  const acting = await beginAct(manager, assignmentId);
  const { process, step, assignment, assignments, blueprint } = acting;
  const actor = actorFor(signer, acting, input);
  if (process.state === 'ended' && !(input.action === 'acknowledge')) throw new Refusal('PROCESS_ENDED');
  if (input.action === 'withdraw' && step.status === 'closed' && step.rule !== 'collect') {
    await withdrawClosedStep(manager, acting, actor, input.opinion ?? null, now);
    return answer(acting, 'done', 'withdrawn', now);
  }
  if (input.action === 'decide') await checkDecision(manager, acting, input);
  if (input.action === 'transfer') await checkTransfer(manager, assignment, input.positionId);

  const changes = applyStepCommand({ ...step, assignments }, commandOf(assignmentId, input), blueprint);
  if (changes.length === 0) return answer(acting, assignment.status, null, now);
  const facts: AuditFact[] = [];
  const context: EffectContext = {
    manager,
    now,
    process,
    actor,
    record: (fact) => facts.push({ ...fact, actor }),
  };
  if (changes.some(({ type }) => type === 'reopened'))
    await effectsOf(process.kind).reopened?.(context, step.key, assignmentId);
  if (input.action === 'decide') {
    await effectsOf(process.kind).decided?.(context, {
      step,
      assignment,
      decision: input.decision,
      form: input.form,
      opinion: input.opinion ?? null,
    });
  }
  const persisting = persistChanges(manager, {
    process,
    step,
    assignments,
    changes,
    now,
    actor,
    opinion: 'opinion' in input ? (input.opinion ?? null) : null,
    ...(input.action === 'decide' ? { form: input.form } : {}),
    ...(input.action === 'returnFiling'
      ? { reopenedUntil: await returnedUntil(manager, assignment, now) }
      : {}),
    facts,
  });
  // A round opened anew is among the rows only once it is written; all else is known, and goes out in the same packet.
  if (changes.some(({ type }) => type === 'reopened')) await persisting;
  applyToRows(acting, changes);
  await Promise.all([persisting, rearmStep(manager, process, step, assignments, now)]);
  await settleWhatItWasAbout(manager, acting, input, now);
  await tellOwners(manager, acting, input, now);
  const closed = changes.find((change) => change.type === 'closed');
  return answer(acting, assignment.status, closed?.outcome ?? null, now);
}

function commandOf(assignmentId: string, input: Act): StepCommand {
  switch (input.action) {
    case 'decide':
      return { type: 'decide', assignmentId, decision: input.decision };
    case 'transfer':
      return { type: 'transfer', assignmentId, positionId: input.positionId };
    case 'acknowledge':
    case 'withdraw':
    case 'returnFiling':
      return { type: input.action, assignmentId };
  }
}

/** As whom the signer acts: the position that owes the assignment, or the office where the blueprint lets it step in. */
export function actorFor(
  signer: Signer,
  { process, step, assignment, blueprint }: Acting,
  input: Act,
): Actor {
  const office = signer.positions.find(
    ({ kind, regionCode }) => OFFICE.includes(kind) && regionCode === process.regionCode,
  );
  const officeActs =
    input.action === 'returnFiling' ||
    (input.action === 'decide' && blueprint.decisions[input.decision]?.officeOnly === true);
  const position = officeActs ? office : signer.positions.find(({ id }) => id === assignment.positionId);
  if (!position) {
    // Who may not even see the process is told that there is nothing.
    const knows = office ?? signer.positions.find(({ unitId }) => unitId === assignment.unitId);
    throw new Refusal(knows || step.rule === 'collect' ? 'NOT_YOURS' : 'NOT_FOUND');
  }
  return actorOf(signer, position);
}

async function checkDecision(
  manager: EntityManager,
  { step, assignment, assignments, blueprint }: Acting,
  input: Act & { action: 'decide' },
) {
  // The second of two 或签 signers is told who was first, not just that it is over.
  if (assignment.status === 'superseded') {
    const first = assignments.find(({ status }) => status === 'done');
    if (first) throw await alreadyDecided(manager, first, blueprint);
    throw new Refusal('STEP_NOT_OPEN');
  }
  if (assignment.status === 'done') throw await alreadyDecided(manager, assignment, blueprint);
  if (step.status === 'cancelled') throw new Refusal('STEP_NOT_OPEN');
  const decision = Object.hasOwn(blueprint.decisions, input.decision)
    ? blueprint.decisions[input.decision]
    : undefined;
  if (decision?.opinion === 'required' && !input.opinion?.trim())
    throw new Refusal('OPINION_REQUIRED', {}, 'opinion');
}

async function alreadyDecided(
  manager: EntityManager,
  first: AssignmentRow,
  blueprint: StepBlueprint,
): Promise<Refusal> {
  const [person]: { name: string }[] = await manager.query(`select name from person where id = $1`, [
    first.decidedBy,
  ]);
  return new Refusal('ALREADY_DECIDED', {
    who: person?.name ?? '',
    at: first.decidedAt ? formatInstant(first.decidedAt) : '',
    decision: blueprint.decisions[first.decision ?? '']?.label ?? '',
  });
}

async function checkTransfer(
  manager: EntityManager,
  assignment: AssignmentRow,
  positionId: string,
): Promise<void> {
  const [position]: { unit_id: string; held: boolean }[] = await manager.query(
    `select unit_id, exists (select 1 from appointment ap where ap.position_id = po.id and ap.valid_to is null) as held
     from position po where id = $1`,
    [positionId],
  );
  if (!position || position.unit_id !== assignment.unitId)
    throw new Refusal('TRANSFER_OUTSIDE_UNIT', {}, 'positionId');
  if (!position.held) throw new Refusal('POSITION_VACANT', {}, 'positionId');
}

/** Working days a unit has at least for a list that the office returned. */
const RETURNED_WORKING_DAYS = 3;

async function returnedUntil(
  manager: EntityManager,
  { deadlineAt }: AssignmentRow,
  now: Date,
): Promise<Date> {
  const least = endOfDay((await calendarOf(manager)).addWorkingDays(civilDateOf(now), RETURNED_WORKING_DAYS));
  return deadlineAt && deadlineAt > least ? deadlineAt : least;
}

/** Keeps the rows in memory true to what was written, for re-arming and for the answer. */
function applyToRows({ step, assignments }: Acting, changes: StepChange[]): void {
  const rowOf = (id: string) => assignments.find((assignment) => assignment.id === id) as AssignmentRow;
  for (const change of changes) {
    if (change.type === 'acknowledged') rowOf(change.assignmentId).acknowledged = true;
    if (change.type === 'decided') rowOf(change.assignmentId).status = 'done';
    if (change.type === 'superseded' || change.type === 'cancelled') {
      for (const id of change.assignmentIds) rowOf(id).status = change.type;
    }
    if (change.type === 'transferred') rowOf(change.assignmentId).positionId = change.positionId;
    if (change.type === 'closed') step.status = change.outcome === 'cancelled' ? 'cancelled' : 'closed';
  }
}

/** A step that was opened about somebody's assignment (an extension) settles that assignment when it is decided. */
async function settleWhatItWasAbout(
  manager: EntityManager,
  acting: Acting,
  input: Act,
  now: Date,
): Promise<void> {
  if (!acting.step.aboutAssignmentId || input.action !== 'decide') return;
  const facts = await settleExtension(manager, acting, input.decision, now);
  await appendAudit(manager, now, [{ head: acting.process.head, facts }]);
}

/** A return or a transfer puts work on somebody's table: he is told. */
async function tellOwners(
  manager: EntityManager,
  { process, step, assignment, assignments }: Acting,
  input: Act,
  now: Date,
): Promise<void> {
  if (input.action !== 'returnFiling' && input.action !== 'transfer') return;
  const target = input.action === 'transfer' ? assignment : assignments[assignments.length - 1];
  if (!target) return;
  await notify(manager, now, [
    {
      kind: input.action === 'transfer' ? 'assigned' : 'returned',
      process,
      stepKey: step.key,
      stepId: step.id,
      assignmentId: target.id,
      positionIds: [target.positionId],
      deadline: target.deadlineAt,
    },
  ]);
}

function answer(
  { process, step, assignment }: Acting,
  state: string,
  outcome: string | null,
  now: Date,
): ActAnswer {
  return {
    assignmentId: assignment.id,
    stepId: step.id,
    processId: process.id,
    state,
    outcome,
    at: formatInstant(now),
  };
}
