import type { EntityManager } from 'typeorm';
import { refuseClassified } from '../../domain/needs/classified-form.js';
import { applyStepCommand, type AddMode, type StepChange } from '../../domain/steps/step-machine.js';
import { formatInstant } from '../../domain/time/zone.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { returnOutcome } from '../../domain/steps/outcomes.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { refusePaused } from '../pauses/refuse-paused.js';
import { effectsOf, type EffectContext } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { engineEffectsOf } from '../processes/engine-effects.js';
import { beginAct, type Acting, type Signer } from './acting.js';
import { actorFor, checkAct } from './act-checks.js';
import { commandOf } from './act-command.js';
import { settleExtension } from './extension.js';
import { moveStepDeadline } from './move-deadline.js';
import { persistChanges } from './persist.js';
import { rearmStep } from './rearm.js';
import { newDeadlineOf } from './round-deadline.js';
import { signatureOf, type Signature } from './signature.js';
import { tellAsked } from './tell-asked.js';
import { withdrawClosedStep } from './withdraw.js';

export type Act =
  | { action: 'acknowledge' }
  | { action: 'decide'; decision: string; opinion?: string; form?: unknown }
  | { action: 'return'; to: string; opinion: string }
  | { action: 'withdraw'; opinion?: string }
  | { action: 'returnFiling'; opinion: string }
  | { action: 'refile'; opinion: string }
  | { action: 'transfer'; positionId: string; opinion?: string }
  | { action: 'delegate'; positionId: string; opinion?: string }
  | { action: 'addSigner'; mode: AddMode; positionIds: readonly string[]; opinion?: string }
  | { action: 'removeSigner'; opinion: string };

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

/**
 * One act of one person on one assignment, inside the caller's transaction: lock, law, effects, record, outbox. Either all of it
 * is written or nothing.
 *
 * @throws Refusal NOT_FOUND, NOT_YOURS, PROCESS_ENDED, PROCESS_PAUSED, ALREADY_DECIDED and what the step machine and the effects refuse
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
  await refusePaused(manager, process);
  if (input.action === 'withdraw' && step.status === 'closed' && step.rule !== 'collect') {
    await withdrawClosedStep(manager, acting, actor, input.opinion ?? null, now);
    return answer(acting, 'done', 'withdrawn', now);
  }
  await checkAct(manager, acting, input);

  const command = await commandOf(manager, signer, acting, input, now);
  let changes = applyStepCommand({ ...step, assignments }, command, blueprint);
  if (changes.length === 0) return answer(acting, assignment.status, null, now);
  const context = recording({ manager, now, process, actor });
  const [signature, overtaken] = await Promise.all([
    signatureFor(manager, actor, acting, input, now),
    takeEffect(context, acting, input, changes),
  ]);
  if (overtaken !== null)
    changes = changes.map((change) =>
      change.type === 'closed' ? { ...change, outcome: overtaken } : change,
    );
  const deadlines = await newDeadlineOf(manager, acting, input, changes, now);
  if (deadlines.turnUntil !== undefined) await moveStepDeadline(manager, step, deadlines.turnUntil);
  const persisting = persistChanges(manager, {
    process,
    step,
    assignments,
    changes,
    now,
    actor,
    opinion: 'opinion' in input ? (input.opinion ?? null) : null,
    ...(input.action === 'decide' ? { form: input.form } : {}),
    ...(signature ? { signature } : {}),
    ...deadlines,
    facts: context.facts,
  });
  await Promise.all([persisting, rearmStep(manager, process, step, assignments, now)]);
  await settleWhatItWasAbout(manager, acting, input, now);
  await tellAsked(manager, acting, input, changes, now);
  const closed = changes.find((change) => change.type === 'closed');
  return answer(acting, assignment.status, closed?.outcome ?? null, now);
}

/**
 * What the act does in the process's own tables: a decision counts when its slot is settled, by whoever signed last in it.
 * @returns the outcome that the step has instead, where what was decided doesn't hold any more
 */
async function takeEffect(
  context: EffectContext,
  { process, step, assignment, assignments }: Acting,
  input: Act,
  changes: StepChange[],
): Promise<string | null> {
  let overtaken: string | null = null;
  const { reopened, decided } = effectsOf(process.kind);
  if (changes.some(({ type }) => type === 'reopened')) await reopened?.(context, step.key, assignment.id);
  for (const change of changes) {
    if (change.type !== 'settled') continue;
    const own = change.assignmentId === assignment.id && input.action === 'decide';
    const { form, opinion } = own
      ? { form: input.form, opinion: input.opinion ?? null }
      : await submittedWith(context.manager, change.assignmentId);
    const settled = assignments.find(({ id }) => id === change.assignmentId) ?? assignment;
    const what = { step, assignment: settled, decision: change.decision, form, opinion };
    await decided?.(context, what);
    overtaken = (await engineEffectsOf(process.kind).decided?.(context, what))?.outcome ?? overtaken;
  }
  return overtaken;
}

/** What somebody who decides or returns puts his name to. */
async function signatureFor(
  manager: EntityManager,
  actor: Actor,
  { process, step, assignment }: Acting,
  input: Act,
  at: Date,
): Promise<Signature | null> {
  if (input.action !== 'decide' && input.action !== 'return') return null;
  return signatureOf(manager, actor, {
    ...{ processId: process.id, step: step.key, round: step.round, assignmentId: assignment.id, at },
    decision: input.action === 'decide' ? input.decision : returnOutcome(input.to),
    opinion: input.opinion,
    form: input.action === 'decide' ? input.form : undefined,
  });
}

async function submittedWith(
  manager: EntityManager,
  assignmentId: string,
): Promise<{ form: unknown; opinion: string | null }> {
  const [row]: { form: unknown; opinion: string | null }[] = await manager.query(
    `select form, opinion from assignment where id = $1`,
    [assignmentId],
  );
  return { form: row?.form ?? undefined, opinion: row?.opinion ?? null };
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
