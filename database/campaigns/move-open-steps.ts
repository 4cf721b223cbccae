import { STAGE_OF_STEP } from '../../domain/blueprints/campaign.blueprint.js';
import type { StageKey } from '../../domain/campaign/stages.js';
import { formatInstant } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { moveStepDeadline } from '../steps/move-deadline.js';
import { rearmStep } from '../steps/rearm.js';
import { loadAssignmentsOf, loadOpenStepsOf } from '../steps/step.store.js';
import { deadlineInStage } from './stage-deadlines.js';

/**
 * Open steps of a stage whose dates were moved: each gets the deadline that follows from them now, and its reminders and rungs with it. Who
 * has a deadline of his own (extended, joined later) keeps it.
 */
export async function moveOpenSteps(context: EffectContext, stage: StageKey): Promise<void> {
  const { manager, now, process, record } = context;
  const moves: Record<string, unknown>[] = [];
  for (const step of await loadOpenStepsOf(manager, process.id)) {
    if (STAGE_OF_STEP[step.key] !== stage) continue;
    const deadline = await deadlineInStage(context, step.key);
    const before = step.deadlineAt;
    if (deadline === null || before === null || deadline.getTime() === before.getTime()) continue;
    await manager.query(
      `update assignment set deadline_at = $3 where step_id = $1 and state in ('open', 'waiting') and deadline_at = $2`,
      [step.id, before, deadline],
    );
    await moveStepDeadline(manager, step, deadline);
    await rearmStep(manager, process, step, await loadAssignmentsOf(manager, [step.id]), now);
    moves.push({
      step: step.key,
      round: step.round,
      from: formatInstant(before),
      to: formatInstant(deadline),
    });
  }
  if (moves.length > 0) record({ kind: 'deadlineMoved', body: { moves } });
}
