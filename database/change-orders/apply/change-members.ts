import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { CHANGE_WORDS, type Change } from '../../../domain/change-orders/forms.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { roundFor } from '../../../domain/steps/signers.js';
import { applyStepCommand } from '../../../domain/steps/step-machine.js';
import { isLive } from '../../../domain/steps/step-state.js';
import { endOfDay } from '../../../domain/time/zone.js';
import { effectsOf } from '../../processes/effects.js';
import { assignmentIdOf } from '../../steps/ids.js';
import { notify } from '../../steps/notify.js';
import { insertAssignments } from '../../steps/open-step.js';
import { persistChanges } from '../../steps/persist.js';
import { rearmStep } from '../../steps/rearm.js';
import { loadAssignmentsOf, type LoadedStep } from '../../steps/step.store.js';
import { byOrder, stepOfTarget, type ChangeContext } from './change-context.js';
import { positionIn, unitsMayChange } from './units.js';

/** A step in which each unit hands in its own. @throws Refusal NOT_FOUND, STEP_NOT_OPEN, UNIT_CHANGE_UNFIT */
async function collection(context: ChangeContext, stepId: string): Promise<LoadedStep> {
  const loaded = await stepOfTarget(context, stepId);
  const { label } = stepBlueprintOf(context.effects.process.kind, loaded.step.key);
  if (loaded.step.rule !== 'collect')
    throw new Refusal('UNIT_CHANGE_UNFIT', { step: label, reason: '不是各单位分别报送的环节' });
  unitsMayChange(context, loaded.step, ['filingUnits']);
  if (loaded.step.status !== 'open' && !loaded.assignments.some(isLive)) throw new Refusal('STEP_NOT_OPEN');
  return loaded;
}

/** One unit more is asked; by the day that is named, or as the others. @throws Refusal DATE_IN_PAST, FORM_REQUIRED and what `collection`, `positionIn` refuse */
export async function addUnit(
  context: ChangeContext,
  { stepId, unitId, toDate }: Change & { type: 'addUnit' },
): Promise<void> {
  const { effects } = context;
  const { manager, now, process } = effects;
  const { step, assignments } = await collection(context, stepId);
  const { owner, label } = stepBlueprintOf(process.kind, step.key);
  // A task has a text and a limit of its own: the office hands it out.
  if (owner === 'taskUnits')
    throw new Refusal('UNIT_CHANGE_UNFIT', { step: label, reason: '新的任务由双拥办分派' });
  const deadline = toDate === undefined ? step.deadlineAt : endOfDay(toDate);
  if (toDate === undefined && deadline && deadline <= now)
    throw new Refusal('FORM_REQUIRED', { field: CHANGE_WORDS.toDate }, 'toDate');
  if (deadline && deadline <= now)
    throw new Refusal('DATE_IN_PAST', { field: CHANGE_WORDS.toDate }, 'toDate');
  const positionId = await positionIn(context, unitId, assignments, null);
  const round = roundFor(assignments, unitId);
  const id = assignmentIdOf(step.id, unitId, positionId, round);
  await insertAssignments(manager, {
    ...{ stepId: step.id, processId: process.id, round, openedAt: now },
    assignments: [{ id, unitId, positionId, deadline, turn: 0 }],
  });
  await effectsOf(process.kind).unitChanged?.(effects, { key: step.key, from: null, to: unitId });
  effects.record({
    kind: 'unitJoined',
    body: { step: step.key, round: step.round, assignmentId: id, unitId, deadline, ...byOrder(context) },
  });
  await rearmStep(manager, process, step, await loadAssignmentsOf(manager, [step.id]), now);
  await notify(manager, now, [
    {
      ...{ kind: 'assigned', process, stepKey: step.key, stepId: step.id, assignmentId: id },
      ...{ positionIds: [positionId], deadline },
    },
  ]);
}

/** A unit is asked no more; was it the last that owed it, the step ends as if it had handed in. @throws Refusal ASSIGNMENT_NOT_OPEN, LAST_SIGNER … */
export async function removeUnit(
  context: ChangeContext,
  { stepId, unitId }: Change & { type: 'removeUnit' },
): Promise<void> {
  const { effects } = context;
  const { manager, now, process, actor } = effects;
  const { step, assignments } = await collection(context, stepId);
  const going = assignments.filter((one) => one.unitId === unitId && isLive(one));
  if (going.length === 0) throw new Refusal('ASSIGNMENT_NOT_OPEN');
  const changes = applyStepCommand(
    { ...step, assignments },
    { type: 'release', assignmentIds: going.map(({ id }) => id) },
    stepBlueprintOf(process.kind, step.key),
  );
  const positionIds = going.map(({ positionId }) => positionId);
  await persistChanges(manager, { process, step, assignments, changes, now, actor });
  await effectsOf(process.kind).unitChanged?.(effects, { key: step.key, from: unitId, to: null });
  effects.record({
    kind: 'unitLeft',
    body: {
      ...{ step: step.key, round: step.round, unitId, assignmentIds: going.map(({ id }) => id) },
      ...byOrder(context),
    },
  });
  await rearmStep(manager, process, step, assignments, now);
  await notify(manager, now, [
    {
      ...{ kind: 'changed', process, stepKey: step.key, stepId: step.id, assignmentId: null },
      ...{ positionIds, deadline: null },
    },
  ]);
}
