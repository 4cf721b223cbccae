import type { EntityManager } from 'typeorm';
import type { MovedStep, MovedSteps } from '../../../contracts/http/policies.js';
import { regionNames } from '../../../database/circulars/coverage.repository.js';
import type { StepMove } from '../../../database/steps/reproject.js';
import { blueprintOf, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { formatInstant } from '../../../domain/time/zone.js';

/** What moved, or would. `titled`: for whoever may see the content of all of it. */
export async function movedStepsView(
  manager: EntityManager,
  { moved, processes, moves }: { moved: number; processes: number; moves: StepMove[] },
  dryRun: boolean,
  titled: boolean,
): Promise<MovedSteps> {
  const codes = [...new Set(moves.map(({ regionCode }) => regionCode))];
  const names = new Map((await regionNames(manager, codes)).map(({ code, name }) => [code, name]));
  const items = moves.map((move) => movedStep(move, names.get(move.regionCode) ?? '', titled));
  return { dryRun, moved, processes, items };
}

function movedStep(
  { processKind, stepKey, deadline, nextCheck, ...move }: StepMove,
  regionName: string,
  titled: boolean,
): MovedStep {
  return {
    processId: move.processId,
    kindLabel: blueprintOf(processKind).label,
    processTitle: titled ? move.processTitle : null,
    regionCode: move.regionCode,
    region: regionLabel(regionName),
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
