import type { EntityManager } from 'typeorm';
import { EXTENSION_STEP } from '../../domain/blueprints/extension.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { endOfDay, formatInstant, type CivilDate } from '../../domain/time/zone.js';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import { refusePaused } from '../pauses/refuse-paused.js';
import { effectsOf } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { actorOf, beginAct, type Acting, type Signer } from './acting.js';
import { setStepDeadline } from './move-deadline.js';
import { notify } from './notify.js';
import { openUnderLock } from './open-step.js';
import { rearmStep } from './rearm.js';
import { loadStep, type AssignmentRow, type StepRow } from './step.store.js';

export interface ExtensionRequest {
  /** New last day that is in time, +08:00. */
  until: CivilDate;
  reason: string;
}

/**
 * Asks for more time: opens an approval step beside the process, which goes on meanwhile under the old deadline.
 * @throws Refusal PROCESS_PAUSED, ACTION_NOT_OFFERED, ASSIGNMENT_NOT_OPEN, EXTENSION_PENDING, EXTENSION_NOT_LATER, NOT_YOURS
 */
export async function requestExtension(
  manager: EntityManager,
  signer: Signer,
  assignmentId: string,
  { until, reason }: ExtensionRequest,
  now: Date,
): Promise<{ stepId: string }> {
  const acting = await beginAct(manager, assignmentId);
  const { process, step, assignment, blueprint } = acting;
  const position = signer.positions.find(({ id }) => id === assignment.positionId);
  if (!position)
    throw new Refusal(
      signer.positions.some(({ unitId }) => unitId === assignment.unitId) ? 'NOT_YOURS' : 'NOT_FOUND',
    );
  await refusePaused(manager, process);
  if (!blueprint.actions.includes('extend')) throw new Refusal('ACTION_NOT_OFFERED', { action: '申请延期' });
  if (assignment.status !== 'open') throw new Refusal('ASSIGNMENT_NOT_OPEN');
  const deadline = endOfDay(until);
  if (deadline <= now || (assignment.deadlineAt && deadline <= assignment.deadlineAt))
    throw new Refusal('EXTENSION_NOT_LATER', {}, 'until');
  const before: { round: number; state: string; about: string }[] = await manager.query(
    `select round, state, about_assignment_id as about from step where process_id = $1 and key = $2`,
    [process.id, EXTENSION_STEP],
  );
  if (before.some(({ state, about }) => state === 'open' && about === assignmentId))
    throw new Refusal('EXTENSION_PENDING');

  const request = { until, reason, from: assignment.deadlineAt };
  const fact: AuditFact = {
    kind: 'extensionRequested',
    actor: actorOf(signer, position),
    body: { step: step.key, round: step.round, assignmentId, unitId: assignment.unitId, until, reason },
  };
  await appendAudit(manager, now, [{ head: process.head, facts: [fact] }]);
  const { stepId } = await openUnderLock(
    manager,
    process,
    { processId: process.id, key: EXTENSION_STEP, round: before.length + 1, now },
    { assignmentId, request },
  );
  return { stepId };
}

/** After the approval step was decided: moves the deadline if it was granted, and tells who asked. */
export async function settleExtension(
  manager: EntityManager,
  acting: Acting,
  decision: string,
  now: Date,
): Promise<AuditFact[]> {
  const { process } = acting;
  const aboutId = acting.step.aboutAssignmentId as string;
  const { until } = acting.step.request as unknown as ExtensionRequest;
  const [row]: { step_id: string }[] = await manager.query(`select step_id from assignment where id = $1`, [
    aboutId,
  ]);
  const { step, assignments } = await loadStep(manager, row?.step_id ?? '');
  const assignment = assignments.find(({ id }) => id === aboutId);
  if (!assignment) return [];
  const context = recording({ manager, now, process, actor: null });
  if (decision === 'approved' && assignment.status === 'open') {
    const deadline = endOfDay(until);
    const from = assignment.deadlineAt;
    await manager.query(`update assignment set deadline_at = $2 where id = $1`, [aboutId, deadline]);
    assignment.deadlineAt = deadline;
    const moved = stepDeadlineWith(step.rule, assignments, deadline);
    if (moved) {
      await setStepDeadline(manager, step, moved);
      await effectsOf(process.kind).deadlineMoved?.(context, step.key, moved);
    }
    await rearmStep(manager, process, step, assignments, now);
    context.record({
      kind: 'deadlineMoved',
      body: {
        step: step.key,
        round: step.round,
        assignmentId: aboutId,
        unitId: assignment.unitId,
        from,
        to: formatInstant(deadline),
      },
    });
  }
  await notify(manager, now, [
    {
      kind: 'extension',
      process,
      stepKey: step.key,
      stepId: step.id,
      assignmentId: aboutId,
      positionIds: [assignment.positionId],
      deadline: assignment.deadlineAt,
      about: decision,
    },
  ]);
  return context.facts;
}

/** Where one owner's deadline is the step's: its own, or the last one's where all have to sign. In a collection each keeps his own. */
function stepDeadlineWith(
  rule: StepRow['rule'],
  assignments: readonly AssignmentRow[],
  extended: Date,
): Date | null {
  if (rule === 'single') return extended;
  if (rule !== 'all') return null;
  const asked = assignments.flatMap(({ deadlineAt, askedBy }) =>
    deadlineAt && askedBy === null ? [deadlineAt.getTime()] : [],
  );
  return new Date(Math.max(extended.getTime(), ...asked));
}
