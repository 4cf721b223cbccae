import type { UnitRef } from '../../../contracts/http/ledger.js';
import type { DraftedPointView, PointNoticeView } from '../../../contracts/http/work-points.js';
import type { PointSetRow } from '../../../database/work-points/set.store.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { endOfYear } from '../../../domain/time/zone.js';
import type { PointForm } from '../../../domain/work-points/forms.js';

type Naming = (id: string) => UnitRef;

/** What the 组长 is asked to approve, and what was issued beside the points. */
export function noticeView(
  { opinions, sourceDocument, copyUnitIds, receiptDate, draftedPoints, supervisedFrom }: PointSetRow,
  year: number,
  regions: readonly { code: string; name: string }[],
  unit: Naming,
): PointNoticeView {
  return {
    opinions,
    sourceDocument,
    copies: copyUnitIds.map(unit),
    forwardedTo: regions.map(({ code, name }) => ({ regionCode: code, region: regionLabel(name) })),
    receiptDate,
    drafted:
      supervisedFrom === null ? (draftedPoints ?? []).map((point) => draftedView(point, year, unit)) : [],
  };
}

function draftedView(point: PointForm, year: number, unit: Naming): DraftedPointView {
  const { number, section, title, text, quantities, leadUnitIds, cooperatingUnitIds } = point;
  return {
    ...{ number, section, title, text, quantities },
    leads: leadUnitIds.map(unit),
    cooperating: cooperatingUnitIds.map(unit),
    limitDate: point.limitDate ?? endOfYear(year),
    repliesRequired: point.repliesOptional !== true,
    parentPointId: point.parentPointId ?? null,
  };
}
