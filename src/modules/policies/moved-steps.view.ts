import type { MovedStep, MovedSteps } from '../../../contracts/http/policies.js';
import type { StepMove } from '../../../database/steps/reproject.js';
import { blueprintOf, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { formatInstant } from '../../../domain/time/zone.js';

/** What moved, or would. `titled`: for whoever may see the content of all of it. */
export function movedStepsView(
  { moved, processes, moves }: { moved: number; processes: number; moves: StepMove[] },
  dryRun: boolean,
  titled: boolean,
): MovedSteps {
  return { dryRun, moved, processes, items: moves.map((move) => movedStep(move, titled)) };
}

function movedStep(
  { processKind, stepKey, deadline, nextCheck, ...move }: StepMove,
  titled: boolean,
): MovedStep {
  return {
    processId: move.processId,
    kindLabel: blueprintOf(processKind).label,
    processTitle: titled ? move.processTitle : null,
    regionCode: move.regionCode,
    stepId: move.stepId,
    step: stepKey,
    stepLabel: stepBlueprintOf(processKind, stepKey).label,
    round: move.round,
    open: move.open,
    deadline: inWords(deadline),
    nextCheck: inWords(nextCheck),
  };
}

function inWords({ before, after }: { before: Date | null; after: Date | null }): {
  before: string | null;
  after: string | null;
} {
  return { before: before && formatInstant(before), after: after && formatInstant(after) };
}
