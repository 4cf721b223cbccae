import type { AnnualLedgerForm } from '../../domain/annual-cycle/forms.js';
import { ENTRY_STATES } from '../../domain/annual-cycle/entry-states.js';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { annualLedger } from '../../domain/documents/builders/annual-ledger.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { ledgerFigures } from '../needs/figures.js';
import { regionName } from '../needs/ledger-item.repository.js';
import { filingUnitsOf, officeOf, parentOfficeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { entriesOf } from './entry.store.js';
import { mechanismFigures } from './year-figures.js';

/** The year-end ledger keeps the figures as they are at this moment, to every unit and a copy to the upper office. @throws Refusal NO_OFFICE */
export async function issueAnnualLedger(
  context: EffectContext,
  { summary }: AnnualLedgerForm,
): Promise<void> {
  const { manager, now, process, record } = context;
  const { id, regionCode, year } = process;
  const today = civilDateOf(now);
  const [office, upper, units, name, entries, mechanisms, needs] = [
    await officeOf(manager, regionCode),
    await parentOfficeOf(manager, regionCode),
    await filingUnitsOf(manager, regionCode, today),
    await regionName(manager, regionCode),
    await entriesOf(manager, id),
    await mechanismFigures(manager, regionCode, year, now),
    await ledgerFigures(manager, regionCode, year, now),
  ];
  if (!office) throw new Refusal('NO_OFFICE');
  const main = units.map((unit) => unit.id);
  await manager.query(`update annual_cycle set summary = $2 where process_id = $1`, [id, summary]);
  record({ kind: 'annualLedger', body: { summary, asOf: now, mechanisms } });
  const content = annualLedger({
    issuer: office.name,
    region: regionLabel(name ?? ''),
    recipients: await addresseesOf(manager, regionCode, { unitIds: main }, today),
    upperOffice: upper?.name ?? null,
    ...{ year, date: today, needs, summary },
    mechanisms: mechanisms.map((one) => ({ ...one, label: blueprintOf(one.kind).label })),
    entries: entries.map(({ title, date, state, reason }) => ({
      ...{ title, date, stateLabel: ENTRY_STATES[state], note: reason ?? '' },
    })),
  });
  await issueDocument(context, {
    content,
    main,
    copies: upper ? [upper.id] : [],
  });
}
