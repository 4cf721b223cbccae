import type {
  PointFiguresView,
  PointLeadView,
  PointQuarterView,
  PointReportView,
  PointSetLine,
  PointView,
} from '../../../contracts/http/work-points.js';
import type { UnitRef } from '../../../contracts/http/ledger.js';
import type {
  LeadLine,
  PointLine,
  ReplyLine,
  ReportLine,
} from '../../../database/work-points/point-list.repository.js';
import type { PointSetListRow } from '../../../database/work-points/set-list.repository.js';
import { MATTER_STATES } from '../../../domain/blueprints/decided-matter.blueprint.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { workPoints } from '../../../domain/blueprints/work-points.blueprint.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { lightOf } from '../../../domain/time/light.js';
import { civilDateOf, formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { WORK_POINT_SOURCE_LABELS } from '../../../domain/work-points/forms.js';
import { pointLight, pointPercent } from '../../../domain/work-points/light.js';
import { quarterLabel, quarterOf, reportDue } from '../../../domain/work-points/quarters.js';

export function setLine({ region, outcome, launchedAt, issuedAt, ...row }: PointSetListRow): PointSetLine {
  return {
    ...row,
    region: regionLabel(region),
    sourceLabel: WORK_POINT_SOURCE_LABELS[row.source],
    outcomeLabel: outcome === null ? null : processOutcomeLabel(workPoints, outcome),
    launchedAt: formatInstant(launchedAt),
    issuedAt: formatInstantOrNull(issuedAt),
  };
}

/** Everything that is known of some points, as it comes from the tables. */
export interface PointFacts {
  leads: readonly LeadLine[];
  replies: readonly ReplyLine[];
  reports: readonly ReportLine[];
  unit(id: string): UnitRef;
}

/** @param inside whether the viewer sees what the point's units report */
export function pointView(line: PointLine, facts: PointFacts, inside: boolean, now: Date): PointView {
  const {
    launchedAt: _launchedAt,
    leadUnitIds,
    cooperatingUnitIds,
    repliesOptional,
    paused,
    regionCode: _regionCode,
    ...point
  } = line;
  const of = <T extends { pointId: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ pointId }) => pointId === line.id);
  const [leads, reports] = [of(facts.leads), of(facts.reports)];
  const filed = reports.flatMap(({ unitId, percent, summary }) =>
    percent === null ? [] : [{ unitId, percent, summary }],
  );
  const completed = leads.flatMap(({ unitId, completedAt }) => (completedAt === null ? [] : [unitId]));
  const quarters = quartersOf(reports, line, facts, now);
  return {
    ...point,
    limitAt: formatInstant(line.limitAt),
    stateLabel: MATTER_STATES[line.state],
    ...pointLight(leads, { limitAt: line.limitAt, closedAt: line.closedAt, now, paused }),
    percent: pointPercent(leadUnitIds, filed, completed),
    closedAt: formatInstantOrNull(line.closedAt),
    repliesRequired: !repliesOptional,
    leads: leadUnitIds.map((id) => leadView(id, line, leads, filed, facts, inside, now)),
    cooperating: cooperatingUnitIds.map((id) => ({
      unit: facts.unit(id),
      repliedAt: formatInstantOrNull(
        of(facts.replies).find(({ unitId }) => unitId === id)?.repliedAt ?? null,
      ),
    })),
    quarters: inside ? quarters : [],
    reportsMissing: quarters.reduce((sum, { missing }) => sum + missing, 0),
    latest: inside ? (filed.at(-1)?.summary ?? null) : null,
  };
}

function leadView(
  id: string,
  { limitAt, closedAt, paused }: PointLine,
  leads: readonly LeadLine[],
  filed: readonly { unitId: string; percent: number }[],
  facts: PointFacts,
  inside: boolean,
  now: Date,
): PointLeadView {
  const own = leads.filter(({ unitId }) => unitId === id);
  const last = own.at(-1);
  return {
    unit: facts.unit(id),
    deadline: formatInstantOrNull(last?.deadline ?? null),
    ...pointLight(own, { limitAt, closedAt, now, paused }),
    percent: pointPercent([id], filed, last?.completedAt ? [id] : []),
    completedAt: formatInstantOrNull(last?.completedAt ?? null),
    result: inside ? (last?.result ?? null) : null,
    evidence: inside ? (last?.evidence ?? null) : null,
    quantitiesDone: inside ? (last?.quantitiesDone ?? null) : null,
    attachments: last?.attachments ?? 0,
  };
}

/** One for each round: the quarter follows from the day on which the point began. */
function quartersOf(
  reports: readonly ReportLine[],
  { launchedAt, paused }: PointLine,
  facts: PointFacts,
  now: Date,
): PointQuarterView[] {
  const rounds = [...new Set(reports.map(({ round }) => round))];
  return rounds.map((round) => {
    const quarter = quarterOf(civilDateOf(launchedAt), round - 1);
    const own = reports.filter((report) => report.round === round);
    return {
      ...quarter,
      label: quarterLabel(quarter),
      due: formatInstant(reportDue(quarter)),
      missing: own.filter(({ filedAt, deadline }) => filedAt === null && deadline !== null && deadline < now)
        .length,
      reports: own.map((report) => reportView(report, facts, { now, paused })),
    };
  });
}

function reportView(
  report: ReportLine,
  facts: PointFacts,
  { now, paused }: { now: Date; paused: boolean },
): PointReportView {
  const { unitId, deadline, warnAt, filedAt, percent, summary, selfLight } = report;
  const overdue = filedAt === null && deadline !== null && deadline < now;
  return {
    unit: facts.unit(unitId),
    state: filedAt !== null ? 'filed' : overdue ? 'missed' : 'open',
    ...lightOf({ deadline, warnAt, now, closedAt: filedAt, paused }),
    filedAt: formatInstantOrNull(filedAt),
    percent,
    summary,
    selfLight,
  };
}

export function pointFigures(points: readonly PointView[]): PointFiguresView {
  const count = (fits: (point: PointView) => boolean) => points.filter(fits).length;
  return {
    points: points.length,
    open: count(({ state }) => state === 'open'),
    reviewing: count(({ state }) => state === 'reviewing'),
    closed: count(({ state }) => state === 'closed'),
    terminated: count(({ state }) => state === 'terminated'),
    late: count(({ late }) => late),
    reportsMissing: points.reduce((sum, { reportsMissing }) => sum + reportsMissing, 0),
  };
}
