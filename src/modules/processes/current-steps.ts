import type { EntityManager } from 'typeorm';
import type { CurrentStepView } from '../../../contracts/http/current-steps.js';
import { currentSteps, type CurrentStep } from '../../../database/processes/current-step.repository.js';
import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { lightOf } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';

/** What each process of a list waits for now, as this person may know it. */
export async function currentStepsOf(
  manager: EntityManager,
  principal: Principal,
  processIds: readonly string[],
  now: Date,
): Promise<(processId: string) => CurrentStepView[]> {
  const own = [...principal.positions, ...principal.proxied].map(({ id }) => id);
  const steps =
    processIds.length === 0 ? [] : await currentSteps(manager, scopeOf(principal), own, processIds);
  return (processId) =>
    steps.filter((step) => step.processId === processId).map((step) => currentStepView(step, now));
}

function currentStepView(
  { kind, step, since, deadline, warnAt, paused, asked, waiting, waitingFor, mine }: CurrentStep,
  now: Date,
): CurrentStepView {
  return {
    step,
    label: stepBlueprintOf(kind, step).label,
    since: formatInstant(since),
    deadline: formatInstantOrNull(deadline),
    light: lightOf({ deadline, warnAt, now, paused }).light,
    asked,
    waiting,
    waitingFor,
    mine,
  };
}
