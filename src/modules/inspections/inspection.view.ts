import type {
  InspectionLine,
  InspectionTargetView,
  IssuedRefView,
  TargetOwedView,
  TargetReceiptView,
} from '../../../contracts/http/inspections.js';
import type { MaterialRow, VisitRow } from '../../../database/inspections/evidence.store.js';
import type {
  InspectionListRow,
  IssuedRef,
  TargetTask,
} from '../../../database/inspections/inspection.repository.js';
import type { TargetRow } from '../../../database/inspections/target.store.js';
import { inspection as blueprint } from '../../../domain/blueprints/inspection.blueprint.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { METHODS } from '../../../domain/inspection/words.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { lightOf } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

export function inspectionLine({ outcome, ...row }: InspectionListRow): Omit<InspectionLine, 'now'> {
  return {
    ...row,
    region: regionLabel(row.region),
    outcomeLabel: outcome && processOutcomeLabel(blueprint, outcome),
    launchedAt: formatInstant(row.launchedAt),
  };
}

/** What is known of all targets, for one look each. */
export interface Known {
  tasks: readonly TargetTask[];
  materials: readonly MaterialRow[];
  visits: readonly VisitRow[];
  noticed: ReadonlyMap<string, Date>;
  received: ReadonlyMap<string, Date>;
  now: Date;
}

export function targetView(target: TargetRow, known: Known): InspectionTargetView {
  const { seq, unitId, method } = target;
  const visit = known.visits.find(({ targetSeq }) => targetSeq === seq);
  const materials = known.materials.filter(({ targetSeq }) => targetSeq === seq);
  return {
    ...{ seq, unitId, method, kind: target.kind, regionCode: target.regionCode, name: target.name },
    ...{
      team: target.team,
      methodLabel: METHODS[method],
      left: target.left,
      succeededBy: target.succeededBy,
    },
    notice: receiptView(target, 'notified', known.noticed, known),
    materials: materials.map(({ assignmentId, summary, lacking, handedInAt, late, files }) => ({
      ...{ assignmentId, summary, lacking, late, files },
      handedInAt: formatInstant(handedInAt),
    })),
    materialOwed: owedOf(target, 'submit', known),
    visit: visit ? { visitedOn: visit.visitedOn, place: visit.place, seen: visit.seen } : null,
    circular: receiptView(target, 'receipts', known.received, known),
  };
}

const receiptView = (
  target: TargetRow,
  key: TargetTask['key'],
  signed: ReadonlyMap<string, Date>,
  known: Known,
): TargetReceiptView => ({
  signedAt: formatInstantOrNull(signed.get(target.unitId) ?? null),
  owed: owedOf(target, key, known),
});

/** A target that another one answers for owes nothing itself. */
function owedOf(
  { unitId, succeededBy }: TargetRow,
  key: TargetTask['key'],
  { tasks, now }: Known,
): TargetOwedView | null {
  const task = succeededBy === null && tasks.find((one) => one.key === key && one.unitId === unitId);
  if (!task) return null;
  const { deadlineAt: deadline, warnAt, paused, assignmentId } = task;
  return {
    assignmentId,
    deadline: formatInstantOrNull(deadline),
    light: lightOf({ deadline, warnAt, now, paused }).light,
  };
}

export const refView = (ref: IssuedRef | null): IssuedRefView | null =>
  ref && { id: ref.id, number: ref.number, issuedAt: formatInstant(ref.issuedAt) };
