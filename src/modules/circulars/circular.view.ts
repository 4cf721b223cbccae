import type {
  CircularLine,
  CircularView,
  FigureRowView,
  FiguresView,
  FigureView,
  NamedUnitView,
} from '../../../contracts/http/circulars.js';
import type { CircularListRow } from '../../../database/circulars/circular-list.repository.js';
import type { CircularRow } from '../../../database/circulars/circular.store.js';
import type { FigureLine, FigureSet } from '../../../database/circulars/figure.repository.js';
import { circular as blueprint } from '../../../domain/blueprints/circular.blueprint.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { FIGURE_KEYS, FIGURE_LABELS, type FigureKey } from '../../../domain/circulars/figures.js';
import { CIRCULAR_KIND_LABELS, MEETING_LABELS } from '../../../domain/circulars/kinds.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

interface Named {
  recipients: NamedUnitView[];
  copies: NamedUnitView[];
  regions: { code: string; name: string }[];
  document: object | null;
}

const unitView = ({ id, name, shortName }: NamedUnitView): NamedUnitView => ({ id, name, shortName });

export function circularView(
  title: string,
  circular: CircularRow,
  { recipients, copies, regions, document }: Named,
): CircularView {
  const { presented } = circular;
  return {
    processId: circular.processId,
    title,
    circularKind: circular.circularKind,
    circularKindLabel: CIRCULAR_KIND_LABELS[circular.circularKind],
    typicalKind: circular.typicalKind,
    source: circular.source,
    receivedDate: circular.receivedDate,
    text: circular.body,
    opinions: circular.opinions,
    recipients: recipients.map(unitView),
    copies: copies.map(unitView),
    forwardedTo: regions.map(({ code, name }) => ({ regionCode: code, region: regionLabel(name) })),
    receiptDate: circular.receiptDate,
    cutOffAt: circular.cutOffAt && formatInstant(circular.cutOffAt),
    presented: presented && { ...presented, meetingLabel: MEETING_LABELS[presented.meeting] },
    document,
  };
}

export function circularLine({ outcome, region, ...row }: CircularListRow): Omit<CircularLine, 'now'> {
  return {
    ...row,
    region: regionLabel(region),
    circularKindLabel: CIRCULAR_KIND_LABELS[row.circularKind],
    outcomeLabel: outcome && processOutcomeLabel(blueprint, outcome),
    launchedAt: formatInstant(row.launchedAt),
    issuedAt: formatInstantOrNull(row.issuedAt),
  };
}

type Counts = Record<FigureKey, number>;

export function figuresView(
  { cutOffAt, sha256 }: FigureSet,
  total: Counts,
  units: readonly (NamedUnitView & { kind: string })[],
  byUnit: ReadonlyMap<string, Counts>,
): FiguresView {
  return {
    cutOffAt: formatInstant(cutOffAt),
    sha256,
    figures: views(total),
    units: units.map((unit) => ({
      ...unitView(unit),
      kind: unit.kind,
      figures: views(byUnit.get(unit.id) as Counts),
    })),
  };
}

function views(counts: Counts): FigureView[] {
  return FIGURE_KEYS.map((key) => ({ key, label: FIGURE_LABELS[key], count: counts[key] }));
}

export function rowView({ subject, subjectId, title, unitId, unit, value }: FigureLine): FigureRowView {
  return { subject, subjectId, title, unitId, unit, value };
}
