import type {
  CoverageView,
  OwedView,
  RegionNameView,
  SignedOffView,
} from '../../../contracts/http/circulars.js';
import type { CoverageNode, CoverageTask } from '../../../database/circulars/coverage.repository.js';
import { circular } from '../../../domain/blueprints/circular.blueprint.js';
import { processOutcomeLabel, stepLabel } from '../../../domain/blueprints/outcome-label.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { lightOf, mostUrgent } from '../../../domain/time/light.js';
import { formatInstant } from '../../../domain/time/zone.js';

/** One level; what lies below is put into it by who knows the tree. */
export function coverageView(
  node: CoverageNode,
  tasks: readonly CoverageTask[],
  below: CoverageView[],
  onPaper: RegionNameView[],
  now: Date,
): CoverageView {
  const owed = tasks.filter(({ state }) => state === 'open');
  const deadlines = owed.flatMap(({ deadlineAt }) => (deadlineAt ? [deadlineAt.getTime()] : []));
  return {
    processId: node.processId,
    regionCode: node.regionCode,
    region: regionLabel(node.region),
    title: node.title,
    state: node.state,
    outcome: node.outcome,
    outcomeLabel: node.outcome === null ? null : processOutcomeLabel(circular, node.outcome),
    receivedAt: node.receivedAt && formatInstant(node.receivedAt),
    opinions: node.opinions,
    documentId: node.documentId,
    documentNumber: node.documentNumber,
    issuedAt: node.issuedAt && formatInstant(node.issuedAt),
    receipts: signedOff(tasks, 'receipts', now),
    readings: signedOff(tasks, 'read', now),
    waitingFor: owed.filter(({ key }) => !BESIDE.includes(key)).map((task) => owedView(task, now)),
    light: mostUrgent(owed.map((task) => owedView(task, now).light)),
    deadline: deadlines.length === 0 ? null : formatInstant(new Date(Math.min(...deadlines))),
    below,
    onPaper,
  };
}

const BESIDE = ['receipts', 'read'];

function signedOff(tasks: readonly CoverageTask[], step: string, now: Date): SignedOffView {
  const asked = tasks.filter(({ key }) => key === step);
  return {
    asked: asked.length,
    done: asked.filter(({ state }) => state === 'done').length,
    missing: asked.filter(({ state }) => state !== 'done').map((task) => owedView(task, now)),
  };
}

function owedView(task: CoverageTask, now: Date): OwedView {
  const { deadlineAt: deadline, warnAt, paused } = task;
  return {
    assignmentId: task.assignmentId,
    unitId: task.unitId,
    unit: task.unit,
    position: task.position,
    step: task.key,
    stepLabel: stepLabel(circular, task.key),
    since: formatInstant(task.openedAt),
    deadline: deadline && formatInstant(deadline),
    light: lightOf({ deadline, warnAt, now, paused }).light,
  };
}
