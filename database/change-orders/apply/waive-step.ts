import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import type { StepBlueprint } from '../../../domain/blueprints/blueprint.js';
import type { Change } from '../../../domain/change-orders/forms.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { isLive } from '../../../domain/steps/step-state.js';
import { effectsOf } from '../../processes/effects.js';
import { notify } from '../../steps/notify.js';
import { persistChanges, setCheckAt } from '../../steps/persist.js';
import { byOrder, stepOfTarget, type ChangeContext } from './change-context.js';

/**
 * A step ends without whoever owes it, with an outcome that hands in nothing; the process goes on from there. What leaves the house with
 * a signature (印发、上报) is never waived: nobody would have signed it.
 *
 * @throws Refusal NOT_FOUND, STEP_NOT_OPEN, STEP_WAIVE_UNFIT, DECISION_UNKNOWN
 */
export async function waiveStep(
  context: ChangeContext,
  { stepId, outcome }: Change & { type: 'step' },
): Promise<void> {
  const { effects } = context;
  const { manager, now, process, actor } = effects;
  const { step, assignments } = await stepOfTarget(context, stepId);
  const blueprint = stepBlueprintOf(process.kind, step.key);
  if (step.status !== 'open') throw new Refusal('STEP_NOT_OPEN');
  if (step.aboutAssignmentId) throw unfit(blueprint, '延期申请由审批人办理');
  if (blueprint.final) throw unfit(blueprint, '印发、上报须有人签署');
  checkOutcome(blueprint, outcome);

  const live = assignments.filter(isLive);
  const positionIds = live.filter(({ status }) => status === 'open').map(({ positionId }) => positionId);
  const [first] = live;
  // Where each hands in his own nobody has; else it is as if the decision had been taken, by the order's reason.
  if (first && step.rule !== 'collect')
    await effectsOf(process.kind).decided?.(effects, {
      ...{ step, assignment: first, decision: outcome, form: undefined, opinion: context.reason },
    });
  effects.record({
    kind: 'stepWaived',
    body: { step: step.key, round: step.round, outcome, ...byOrder(context) },
  });
  const left = live.map(({ id }) => id);
  await persistChanges(manager, {
    ...{ process, step, assignments, now, actor },
    changes: [
      ...(left.length > 0 ? [{ type: 'superseded' as const, assignmentIds: left }] : []),
      { type: 'closed', outcome },
    ],
  });
  await setCheckAt(manager, step.id, null);
  await notify(manager, now, [
    {
      ...{ kind: 'changed', process, stepKey: step.key, stepId: step.id, assignmentId: null },
      ...{ positionIds, deadline: null },
    },
  ]);
}

function checkOutcome({ decisions, atDeadline, share, label }: StepBlueprint, outcome: string): void {
  const open = share
    ? [share.passed, share.failed]
    : Object.entries(decisions).flatMap(([key, { form, officeOnly }]) => (form || officeOnly ? [] : [key]));
  const allowed = [...open, ...(atDeadline ? [atDeadline.outcome] : [])];
  if (allowed.includes(outcome)) return;
  if (allowed.length === 0)
    throw new Refusal('STEP_WAIVE_UNFIT', { step: label, reason: '每种处理意见都要填表' });
  throw new Refusal('DECISION_UNKNOWN', { decision: outcome, allowed: allowed.join('、') }, 'outcome');
}

const unfit = ({ label }: StepBlueprint, reason: string): Refusal =>
  new Refusal('STEP_WAIVE_UNFIT', { step: label, reason });
