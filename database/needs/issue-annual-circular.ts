import type { EntityManager } from 'typeorm';
import { LEDGER_STATES } from '../../domain/blueprints/need-item.blueprint.js';
import { annualCircular, type ListedItem } from '../../domain/documents/builders/annual-circular.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { kindLabel } from '../../domain/needs/item-kinds.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { filingUnitsOf, officeOf, parentOfficeOf, unitsByIds } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import type { LedgerFigures } from './figures.js';
import { regionName } from './ledger-item.repository.js';
import { ledgerPage } from './ledger.repository.js';

const BATCH = 500;

/** The year's circular to every unit that owes a list, a copy to the upper office (五项制度机制 三（一）3). */
export async function issueAnnualCircular(
  context: EffectContext,
  { figures, summary }: { figures: LedgerFigures; summary: string },
): Promise<void> {
  const { manager, now, process } = context;
  const { regionCode, year } = process;
  const today = civilDateOf(now);
  const [office, upper, units, missing, name] = [
    await officeOf(manager, regionCode),
    await parentOfficeOf(manager, regionCode),
    await filingUnitsOf(manager, regionCode, today),
    await unitsByIds(manager, figures.unitsMissing),
    await regionName(manager, regionCode),
  ];
  if (!office) throw new Refusal('NO_OFFICE');
  const main = units.map((unit) => unit.id);
  const content = annualCircular({
    issuer: office.name,
    region: regionLabel(name ?? ''),
    recipients: await addresseesOf(manager, regionCode, { unitIds: main }, today),
    upperOffice: upper?.name ?? null,
    year,
    date: today,
    figures,
    missing: missing.map((unit) => unit.name).sort(),
    summary,
    items: await listedItems(manager, regionCode, year, now),
  });
  await issueDocument(context, {
    content,
    main,
    copies: upper ? [upper.id] : [],
  });
}

/** The ledger's lines as the ledger shows them at this instant. */
async function listedItems(
  manager: EntityManager,
  regionCode: string,
  year: number,
  at: Date,
): Promise<ListedItem[]> {
  const items: ListedItem[] = [];
  let after: (string | number)[] | undefined;
  for (;;) {
    const rows = await ledgerPage(
      manager,
      { regions: [regionCode], units: [] },
      { at, past: false },
      { regions: [regionCode], year },
      { order: 'number', descending: false, after, limit: BATCH },
    );
    for (const row of rows)
      items.push({
        side: row.side,
        kindLabel: kindLabel(row.side, row.kind),
        title: row.title,
        raisedBy: row.raisedBy.map(({ shortName }) => shortName).join('、'),
        lead: row.lead?.shortName ?? '',
        limit: row.limitAt && civilDateOf(row.limitAt),
        stateLabel: LEDGER_STATES[row.state] ?? row.state,
      });
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return items;
    after = [last.regionCode, last.year, last.number ?? 2_147_483_647, last.id];
  }
}
