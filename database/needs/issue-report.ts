import { specialReport } from '../../domain/documents/builders/special-report.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { issueDocument, type IssuedDocument } from '../documents/issue-document.js';
import { signatoryOf } from '../documents/signatory.js';
import { unitsByIds, type UnitRow } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { raisingUnitsOf, type NeedItemRow } from './need-item.store.js';

/** The numbered report that goes up with an item, to the upper office alone (五项制度机制 三（一）1). */
export async function issueReport(
  context: EffectContext,
  { item, own, parent, summary }: { item: NeedItemRow; own: UnitRow; parent: UnitRow; summary: string },
): Promise<IssuedDocument> {
  const { manager, now } = context;
  const raising = await raisingUnitsOf(manager, item.id);
  const units = await unitsByIds(manager, [...raising, ...(item.leadUnitId ? [item.leadUnitId] : [])]);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const content = specialReport({
    issuer: own.name,
    upperOffice: parent.name,
    signatory: await signatoryOf(context, own.id),
    date: civilDateOf(now),
    item: {
      ...item,
      raisedBy: raising.map((id) => names.get(id) ?? ''),
      leadUnit: item.leadUnitId && (names.get(item.leadUnitId) ?? null),
      filedOn: civilDateOf(item.filedAt),
    },
    summary,
  });
  return issueDocument(context, { content, main: [parent.id] });
}
