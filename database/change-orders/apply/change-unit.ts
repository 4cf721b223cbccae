import { CHANGE_WORDS, type Change } from '../../../domain/change-orders/forms.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { isLive } from '../../../domain/steps/step-state.js';
import { unitsByIds } from '../../organisation/unit.repository.js';
import { effectsOf } from '../../processes/effects.js';
import { notify } from '../../steps/notify.js';
import { rearmStep } from '../../steps/rearm.js';
import type { Seen } from '../change-order.store.js';
import { assignmentOfTarget, byOrder, type ChangeContext } from './change-context.js';
import { moved } from './moved.js';
import { positionIn, unitsMayChange } from './units.js';

type UnitChange = Change & { type: 'unit' };

export async function seenUnit(context: ChangeContext, { assignmentId }: UnitChange): Promise<Seen> {
  return { unitId: (await assignmentOfTarget(context, assignmentId)).assignment.unitId };
}

/**
 * Another unit owes it, with the draft, the files and the deadline as they are, and stands for it in the process's own tables.
 * @throws Refusal NOT_FOUND, ASSIGNMENT_NOT_OPEN, CHANGE_MOVED, CHANGE_NOTHING, UNIT_CHANGE_UNFIT, INVALID_FIELD, POSITION_VACANT
 */
export async function changeUnit(
  context: ChangeContext,
  { assignmentId, toUnitId }: UnitChange,
  seen: Seen,
): Promise<void> {
  const { effects } = context;
  const { manager, now, process } = effects;
  const { step, assignments, assignment } = await assignmentOfTarget(context, assignmentId);
  if (!isLive(assignment)) throw new Refusal('ASSIGNMENT_NOT_OPEN');
  unitsMayChange(context, step);
  const { unitId: from, positionId: before } = assignment;
  if (from !== seen.unitId) throw moved('承办单位', ...(await namesOf(context, seen.unitId ?? '', from)));
  if (from === toUnitId) throw new Refusal('CHANGE_NOTHING');
  if (assignment.askedBy !== null || assignments.some((one) => one.askedBy === assignment.id && isLive(one)))
    throw new Refusal(
      'INVALID_FIELD',
      { field: CHANGE_WORDS.assignmentId, reason: '有人为此加签或受委派，请先减签或办完' },
      'assignmentId',
    );
  const positionId = await positionIn(context, toUnitId, assignments, before);

  await manager.query(
    `update assignment a set unit_id = $2, position_id = $3, acknowledged_at = null, acknowledged_by = null, urged_at = null,
       round = greatest(a.round, 1 + coalesce((select max(b.round) from assignment b where b.step_id = a.step_id and b.unit_id = $2), 0))
     where a.id = $1`,
    [assignmentId, toUnitId, positionId],
  );
  Object.assign(assignment, { unitId: toUnitId, positionId, acknowledged: false, urgedAt: null });
  await effectsOf(process.kind).unitChanged?.(effects, { key: step.key, from, to: toUnitId });
  effects.record({
    kind: 'unitReplaced',
    body: {
      ...{ step: step.key, round: step.round, assignmentIds: [assignmentId] },
      ...{ unitId: from, successorId: toUnitId },
      ...byOrder(context),
    },
  });
  await rearmStep(manager, process, step, assignments, now);
  if (assignment.status !== 'open') return;
  const notice = {
    process,
    stepKey: step.key,
    stepId: step.id,
    assignmentId,
    deadline: assignment.deadlineAt,
  };
  const [to] = await namesOf(context, toUnitId, from);
  await notify(manager, now, [
    { ...notice, kind: 'assigned', positionIds: [positionId] },
    { ...notice, kind: 'changed', positionIds: [before], about: to },
  ]);
}

async function namesOf({ effects }: ChangeContext, ...ids: [string, string]): Promise<[string, string]> {
  const units = await unitsByIds(effects.manager, ids);
  return ids.map((id) => units.find((unit) => unit.id === id)?.shortName ?? '—') as [string, string];
}
