import { CHANGE_WORDS, type Change } from '../../../domain/change-orders/forms.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { isLive } from '../../../domain/steps/step-state.js';
import { instantIn } from '../../../domain/time/instant.js';
import { endOfDay, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { effectsOf } from '../../processes/effects.js';
import { setStepDeadline } from '../../steps/move-deadline.js';
import { notify } from '../../steps/notify.js';
import { rearmStep } from '../../steps/rearm.js';
import type { AssignmentRow, StepRow } from '../../steps/step.store.js';
import type { Seen } from '../change-order.store.js';
import { byOrder, stepOfTarget, type ChangeContext } from './change-context.js';
import { moved } from './moved.js';

type DeadlineChange = Change & { type: 'deadline' };

/** The deadline as it stands, of the assignment that is named or of the step. @throws Refusal NOT_FOUND, ASSIGNMENT_NOT_OPEN, STEP_NOT_OPEN */
async function found(context: ChangeContext, { stepId, assignmentId }: DeadlineChange) {
  const { step, assignments } = await stepOfTarget(context, stepId);
  const live = assignments.filter(isLive);
  if (assignmentId === undefined) {
    if (live.length === 0) throw new Refusal('STEP_NOT_OPEN');
    return { step, assignments, targets: live, present: step.deadlineAt };
  }
  const assignment = assignments.find(({ id }) => id === assignmentId);
  if (!assignment) throw new Refusal('NOT_FOUND');
  if (!isLive(assignment)) throw new Refusal('ASSIGNMENT_NOT_OPEN');
  return { step, assignments, targets: [assignment], present: assignment.deadlineAt };
}

export async function seenDeadline(context: ChangeContext, change: DeadlineChange): Promise<Seen> {
  return { deadline: formatInstantOrNull((await found(context, change)).present) };
}

/** @throws Refusal CHANGE_MOVED, DATE_IN_PAST, CHANGE_NOTHING and what `found` refuses */
export async function changeDeadline(
  context: ChangeContext,
  change: DeadlineChange,
  seen: Seen,
): Promise<void> {
  const { effects } = context;
  const { manager, now, process } = effects;
  const { step, assignments, targets, present } = await found(context, change);
  if (formatInstantOrNull(present) !== seen.deadline)
    throw moved('时限', seen.deadline, formatInstantOrNull(present));
  const to =
    change.toDate === undefined
      ? instantIn(change.toAt as string, 'toAt', CHANGE_WORDS.toAt)
      : endOfDay(change.toDate);
  if (to <= now) throw new Refusal('DATE_IN_PAST', { field: CHANGE_WORDS.toDate }, 'toDate');
  const moving = targets.filter(({ deadlineAt }) => deadlineAt?.getTime() !== to.getTime());
  if (moving.length === 0) throw new Refusal('CHANGE_NOTHING');

  // Moved for everybody who still owes it, the step moves with them.
  const whole = targets.length === assignments.filter(isLive).length;
  effects.record({
    kind: 'deadlineMoved',
    body: { ...factBody(step, moving, whole, present, to), ...byOrder(context) },
  });
  await manager.query(`update assignment set deadline_at = $2 where id = any($1::uuid[])`, [
    moving.map(({ id }) => id),
    to,
  ]);
  for (const one of moving) one.deadlineAt = to;
  if (whole && step.status === 'open') {
    await setStepDeadline(manager, step, to);
    await effectsOf(process.kind).deadlineMoved?.(effects, step.key, to);
  }
  await rearmStep(manager, process, step, assignments, now);
  await notify(
    manager,
    now,
    moving
      .filter(({ status }) => status === 'open')
      .map(({ id, positionId }) => ({
        kind: 'changed',
        process,
        stepKey: step.key,
        stepId: step.id,
        assignmentId: id,
        positionIds: [positionId],
        deadline: to,
      })),
  );
}

/** One record: of the step, and of each assignment that had a deadline of its own, so that a reader can put every one of them back. */
function factBody(
  step: StepRow,
  moving: readonly AssignmentRow[],
  whole: boolean,
  present: Date | null,
  to: Date,
): Record<string, unknown> {
  const about = { step: step.key, round: step.round };
  const move = (from: Date | null, more = {}) => ({
    ...about,
    ...more,
    from: formatInstantOrNull(from),
    to: formatInstant(to),
  });
  const own = moving.filter(({ deadlineAt }) => !whole || deadlineAt?.getTime() !== present?.getTime());
  const moves = [
    ...(whole ? [move(present)] : []),
    ...own.map(({ id, unitId, deadlineAt }) => move(deadlineAt, { assignmentId: id, unitId })),
  ];
  return { ...moves[0], ...(moves.length > 1 ? { moves } : {}) };
}
