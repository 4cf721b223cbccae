import type { CoverageTaskView, RegionCoverageView } from '../../../contracts/http/work-points.js';
import type { CoveredPoint, CoveredSet } from '../../../database/work-points/coverage.repository.js';
import { MATTER_STATES } from '../../../domain/blueprints/decided-matter.blueprint.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { workPoints } from '../../../domain/blueprints/work-points.blueprint.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { formatInstantOrNull } from '../../../domain/time/zone.js';
import {
  splitCounts,
  splitStatus,
  SPLIT_STATUSES,
  type SplitStatus,
} from '../../../domain/work-points/coverage.js';

export interface Covered {
  pointId: string;
  number: string;
  title: string;
  status: SplitStatus;
  reason: string | null;
  tasks: CoveredPoint[];
}

/** What a set made of each upper point; what was given up above need not be taken over. */
export function coveredPoints(
  set: CoveredSet,
  upper: readonly CoveredPoint[],
  own: readonly CoveredPoint[],
): Covered[] {
  const answer = {
    assigned: new Set(own.flatMap(({ parentPointId }) => parentPointId ?? [])),
    drafted: new Set(set.drafted),
    none: new Set(set.none.map(({ pointId }) => pointId)),
    approved: set.approvedAt !== null,
  };
  return upper
    .filter(({ id, state }) => state !== 'terminated' || answer.assigned.has(id))
    .map(({ id, number, title }) => ({
      pointId: id,
      number,
      title,
      status: splitStatus(id, answer),
      reason: set.none.find(({ pointId }) => pointId === id)?.reason ?? null,
      tasks: own.filter(({ parentPointId }) => parentPointId === id),
    }));
}

/** One lower region; what lies below it is put into it by who knows the tree. */
export function regionCoverage(
  set: CoveredSet,
  covered: readonly Covered[],
  below: RegionCoverageView[],
  onPaper: string[],
): RegionCoverageView {
  const { processId, regionCode, region, state, outcome, splitAt, approvedAt, documentNumber } = set;
  return {
    processId,
    regionCode,
    region: regionLabel(region),
    state,
    outcomeLabel: outcome === null ? null : processOutcomeLabel(workPoints, outcome),
    splitAt: formatInstantOrNull(splitAt),
    approvedAt: formatInstantOrNull(approvedAt),
    documentNumber,
    counts: splitCounts(covered.map(({ status }) => status)),
    points: covered.map((point) => ({
      ...point,
      statusLabel: SPLIT_STATUSES[point.status],
      tasks: point.tasks.map(taskView),
    })),
    below,
    onPaper,
  };
}

function taskView({ id, number, title, state }: CoveredPoint): CoverageTaskView {
  return { id, number, title, state, stateLabel: MATTER_STATES[state] };
}
