import type {
  ChangesView,
  OwedChangeView,
  PlannedChangeView,
  PlannedDaysView,
} from '../../../contracts/http/pauses.js';
import type { Differences, OwedNow, PlannedNow } from '../../../database/processes/snapshot.js';
import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { lightOf, type Light } from '../../../domain/time/light.js';
import { formatInstantOrNull } from '../../../domain/time/zone.js';

/** How many are named; the rest are only counted. */
const NAMED = 500;

/** What is different afterwards, with the lights as they are at `now` and as they would be. */
export function changesView({ owed, planned }: Differences, now: Date): ChangesView {
  return {
    total: owed.length,
    owed: owed.slice(0, NAMED).map((one) => owedChange(one, now)),
    planned: plannedChanges(planned),
  };
}

export function plannedChanges(planned: Differences['planned']): PlannedChangeView[] {
  return planned.map(({ before, after }) => {
    const { processId, key, label } = (before ?? after) as PlannedNow;
    return { processId, key, label, before: days(before), after: days(after) };
  });
}

function owedChange({ before, after }: Differences['owed'][number], now: Date): OwedChangeView {
  const one = (before ?? after) as OwedNow;
  return {
    assignmentId: one.assignmentId,
    processId: one.processId,
    process: one.process,
    step: one.stepKey,
    stepLabel: stepBlueprintOf(one.kind, one.stepKey).label,
    round: one.round,
    change: kindOf(before, after),
    unit: one.unit,
    toUnit: before && after && before.unitId !== after.unitId ? after.unit : null,
    from: formatInstantOrNull(before?.deadline ?? null),
    to: formatInstantOrNull(after?.deadline ?? null),
    lightBefore: lightAt(before, now),
    lightAfter: lightAt(after, now),
  };
}

function kindOf(before: OwedNow | null, after: OwedNow | null): OwedChangeView['change'] {
  if (!before) return 'added';
  if (!after) return 'ended';
  if (before.unitId !== after.unitId) return 'unit';
  return before.deadline?.getTime() === after.deadline?.getTime() ? 'kept' : 'moved';
}

function lightAt(one: OwedNow | null, now: Date): Light | null {
  return one && lightOf({ deadline: one.deadline, warnAt: one.warnAt, now, paused: one.paused }).light;
}

const days = (one: PlannedNow | null): PlannedDaysView | null => one && { from: one.from, to: one.to };
