import type {
  AnnualCycleView,
  CarriedWorkView,
  EntryProcessView,
  FindingView,
  PlanEntryView,
  YearEntryView,
} from '../../../contracts/http/annual-cycles.js';
import type {
  CarriedWork,
  CycleSummary,
  EntryOnPage,
} from '../../../database/annual-cycles/cycle.repository.js';
import { ENTRY_STATES } from '../../../domain/annual-cycle/entry-states.js';
import type { PlanEntry } from '../../../domain/annual-cycle/plan-entry.js';
import { annualCycle } from '../../../domain/blueprints/annual-cycle.blueprint.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { processOutcomeLabel, stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { findingId, type Finding } from '../../../domain/launch-check/finding.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { lightOf } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

export const findingView = (finding: Finding): FindingView => ({ id: findingId(finding), ...finding });

export function cycleView({ region, launchedAt, endedAt, outcome, ...cycle }: CycleSummary): AnnualCycleView {
  return {
    ...cycle,
    region: regionLabel(region),
    outcome,
    outcomeLabel: outcome && processOutcomeLabel(annualCycle, outcome),
    launchedAt: formatInstant(launchedAt),
    endedAt: formatInstantOrNull(endedAt),
  };
}

export function planEntryView({ key, kind, title, date, form }: PlanEntry): PlanEntryView {
  return { key, kind, kindLabel: blueprintOf(kind).label, title, date, ...(form ? { form } : {}) };
}

export function yearEntryView(entry: EntryOnPage, now: Date): YearEntryView {
  const { form, state, code, reason, ...rest } = entry;
  return {
    ...planEntryView({ ...rest, ...(form ? { form } : {}) }),
    ...{ state, stateLabel: ENTRY_STATES[state], code, reason },
    process: entry.startedProcessId === null ? null : entryProcessView(entry.startedProcessId, entry, now),
  };
}

/** Red while anything in it is owed after its deadline; grey while its clock stands still; a process that has ended is green. */
function entryProcessView(id: string, entry: EntryOnPage, now: Date): EntryProcessView {
  const blueprint = blueprintOf(entry.kind);
  const overdueTasks = entry.overdueTasks ?? 0;
  const paused = entry.childPaused ?? false;
  const { light } = lightOf({ deadline: entry.deadline, warnAt: entry.warnAt, now, paused });
  return {
    id,
    state: entry.childState ?? 'running',
    outcome: entry.childOutcome,
    outcomeLabel: entry.childOutcome && processOutcomeLabel(blueprint, entry.childOutcome),
    light: overdueTasks > 0 && !paused ? 'red' : light,
    deadline: formatInstantOrNull(entry.deadline),
    steps: (entry.openSteps ?? []).map((key) => stepLabel(blueprint, key)),
    overdueTasks,
  };
}

export function carriedView({ outcome, ...work }: CarriedWork): CarriedWorkView {
  const blueprint = blueprintOf(work.kind);
  return {
    ...work,
    kindLabel: blueprint.label,
    outcomeLabel: outcome && processOutcomeLabel(blueprint, outcome),
  };
}
