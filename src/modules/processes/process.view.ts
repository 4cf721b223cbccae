import type {
  NextCheckpointView,
  ProcessView,
  StepView,
  WaitingView,
} from '../../../contracts/http/processes.js';
import type { ProcessSummary, StepSummary, Waiting } from '../../../database/processes/process.repository.js';
import { blueprintOf, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { outcomeLabel, processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { comesNext } from './flow.view.js';
import { lightOf } from '../../../domain/time/light.js';
import { civilDateOf, daysBetween, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

export function processView(process: ProcessSummary): ProcessView {
  const blueprint = blueprintOf(process.kind);
  return {
    id: process.id,
    kind: process.kind,
    kindLabel: blueprint.label,
    title: process.title,
    regionCode: process.regionCode,
    year: process.year,
    state: process.state,
    outcome: process.outcome,
    outcomeLabel: process.outcome === null ? null : processOutcomeLabel(blueprint, process.outcome),
    launchedAt: formatInstant(process.launchedAt),
    endedAt: formatInstantOrNull(process.endedAt),
    pause: process.pause && { ...process.pause, since: formatInstant(new Date(process.pause.since)) },
  };
}

export function stepView(
  kind: string,
  step: StepSummary,
  waiting: Waiting[],
  next: NextCheckpointView | undefined,
  now: Date,
  own: readonly string[],
  paused = false,
): StepView {
  const blueprint = stepBlueprintOf(kind, step.key);
  const { light, late } = lightOf({
    deadline: step.deadlineAt,
    warnAt: step.warnAt,
    now,
    closedAt: step.closedAt,
    paused,
  });
  return {
    id: step.id,
    key: step.key,
    label: blueprint.label,
    article: blueprint.article,
    round: step.round,
    state: step.state,
    outcome: step.outcome,
    outcomeLabel: step.outcome === null ? null : outcomeLabel(blueprintOf(kind), step.key, step.outcome),
    openedAt: formatInstant(step.openedAt),
    closedAt: formatInstantOrNull(step.closedAt),
    deadline: formatInstantOrNull(step.deadlineAt),
    light,
    late,
    asked: step.asked,
    done: step.done,
    waitingFor: waiting.map((one) => waitingView(one, step.warnAt, now, own)),
    ...(next ? { next } : {}),
    comesNext: step.state === 'open' ? comesNext(blueprintOf(kind), step.key) : [],
  };
}

function waitingView(
  {
    assignmentId,
    unitId,
    unit,
    positionId,
    position,
    people,
    since,
    acknowledged,
    deadline,
    paused,
  }: Waiting,
  warnAt: Date | null,
  now: Date,
  own: readonly string[],
): WaitingView {
  return {
    assignmentId,
    unitId,
    positionId,
    unit,
    position,
    people,
    since: formatInstant(since),
    days: daysBetween(civilDateOf(since), civilDateOf(now)),
    acknowledged,
    mine: own.includes(positionId),
    deadline: formatInstantOrNull(deadline),
    light: lightOf({ deadline, warnAt, now, paused }).light,
  };
}
