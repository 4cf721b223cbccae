import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { applyStepCommand } from '../../domain/steps/step-machine.js';
import type { Actor } from '../audit/audit-log.js';
import { notify } from './notify.js';
import { persistChanges } from './persist.js';
import { rearmStep } from './rearm.js';
import { reopenedUntilOf } from './round-deadline.js';
import { loadStepOfAssignment, type AssignmentRow, type ProcessRow } from './step.store.js';

/**
 * Returns one unit's hand-in of a collection as part of another act under the same lock (the office goes through a list): the unit
 * owes it anew, with the reason, in the time it still had and three working days at the least.
 *
 * @throws Refusal NOTHING_TO_WITHDRAW, ACTION_NOT_OFFERED
 */
export async function returnFiling(
  manager: EntityManager,
  process: ProcessRow,
  assignmentId: string,
  { reason, actor, now }: { reason: string; actor: Actor | null; now: Date },
): Promise<void> {
  const { step, assignments } = await loadStepOfAssignment(manager, assignmentId);
  const returned = assignments.find(({ id }) => id === assignmentId) as AssignmentRow;
  const changes = applyStepCommand(
    { ...step, assignments },
    { type: 'returnFiling', assignmentId },
    stepBlueprintOf(process.kind, step.key),
  );
  const reopenedUntil = await reopenedUntilOf(manager, 'returnFiling', returned.deadlineAt, now);
  await persistChanges(manager, {
    process,
    step,
    assignments,
    changes,
    now,
    actor,
    opinion: reason,
    ...(reopenedUntil ? { reopenedUntil } : {}),
  });
  await rearmStep(manager, process, step, assignments, now);
  const owed = assignments.at(-1) as AssignmentRow;
  await notify(manager, now, [
    {
      kind: 'returned',
      process,
      stepKey: step.key,
      stepId: step.id,
      assignmentId: owed.id,
      positionIds: [owed.positionId],
      deadline: owed.deadlineAt,
    },
  ]);
}
