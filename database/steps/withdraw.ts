import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Actor } from '../audit/audit-log.js';
import type { Acting } from './acting.js';
import { isLive } from '../../domain/steps/step-machine.js';
import { persistChanges, setCheckAt } from './persist.js';
import { loadAssignmentsOf, loadOpenStepsOf, type AssignmentRow } from './step.store.js';

/** He decided it, or somebody did who stood for him (代理). */
function isHis({ decidedBy, decidedFor }: AssignmentRow, { personId }: Actor): boolean {
  return decidedBy === personId || decidedFor === personId;
}

/**
 * Takes back a decision that already moved the process on, as long as nobody has acted on what followed: the step that followed
 * closes as `withdrawn`, and the process goes back to the step before it, in a new round.
 *
 * @throws Refusal ACTION_NOT_OFFERED, NOTHING_TO_WITHDRAW
 */
export async function withdrawClosedStep(
  manager: EntityManager,
  acting: Acting,
  actor: Actor,
  reason: string | null,
  now: Date,
): Promise<void> {
  const { process, step, assignment, blueprint } = acting;
  if (!blueprint.actions.includes('withdraw')) throw new Refusal('ACTION_NOT_OFFERED', { action: '撤回' });
  if (assignment.status !== 'done' || !isHis(assignment, actor)) throw new Refusal('NOTHING_TO_WITHDRAW');

  const closedAt = step.closedAt as Date;
  const beside = (key: string) => stepBlueprintOf(process.kind, key).beside === true;
  // What runs beside the main line and was there before is not what followed.
  const open = (await loadOpenStepsOf(manager, process.id)).filter(
    ({ aboutAssignmentId, key, openedAt }) =>
      aboutAssignmentId === null && !(beside(key) && openedAt < closedAt),
  );
  const assignments = await loadAssignmentsOf(
    manager,
    open.map(({ id }) => id),
  );
  const touched = assignments.some(({ acknowledged, status }) => acknowledged || !isLive({ status }));
  const main = open.filter(({ key }) => !beside(key));
  // Nothing open yet means that the workflow is just moving on; opened before the decision means that it belongs to an earlier move.
  if (main.length !== 1 || touched || open.some(({ openedAt }) => openedAt < closedAt))
    throw new Refusal('NOTHING_TO_WITHDRAW');
  const followed = main[0] as (typeof main)[number];
  // Somebody else may have decided after us in a step that is closed by now: only the latest decision can be taken back.
  const [later]: unknown[] = await manager.query(
    `select 1 from step where process_id = $1 and about_assignment_id is null and closed_at > $2 and state = 'closed' and id <> $3 limit 1`,
    [process.id, closedAt, step.id],
  );
  if (later) throw new Refusal('NOTHING_TO_WITHDRAW');

  const own = assignments.filter(({ stepId }) => stepId === followed.id);
  await persistChanges(manager, {
    process,
    step: followed,
    assignments: own,
    changes: [
      { type: 'superseded', assignmentIds: own.map(({ id }) => id) },
      { type: 'closed', outcome: 'withdrawn' },
    ],
    now,
    actor,
    facts: [
      {
        kind: 'withdrawn',
        actor,
        body: {
          step: step.key,
          round: step.round,
          label: stepBlueprintOf(process.kind, step.key).label,
          reason: reason ?? undefined,
        },
      },
    ],
  });
  await setCheckAt(manager, followed.id, null);
}
