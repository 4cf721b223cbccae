import type { EntityManager } from 'typeorm';
import { ledgerFigures, type LedgerFigures } from '../needs/figures.js';
import { unitNames } from './rehearsal-events.js';

/** What the ledger of a “双清单” year comes to, and how much chasing it took. */
export interface YearSummary extends Omit<LedgerFigures, 'unitsMissing'> {
  unitsMissing: string[];
  reminders: number;
  escalations: number;
  overdue: number;
  carriedOver: number;
  stillOpen: string[];
  /** How many things each unit was asked. */
  load: Record<string, number>;
}

export async function yearSummary(
  manager: EntityManager,
  regionCode: string,
  year: number,
  at: Date,
): Promise<YearSummary> {
  const { unitsMissing, ...figures } = await ledgerFigures(manager, regionCode, year, at);
  const names = await unitNames(manager);
  const [counts]: { reminders: number; escalations: number; overdue: number; carried: number }[] =
    await manager.query(
      `select count(*) filter (where kind in ('reminded', 'remindedToAcknowledge'))::int as reminders,
       count(*) filter (where kind = 'escalated')::int as escalations, count(*) filter (where kind = 'overdue')::int as overdue,
       count(*) filter (where kind = 'carriedOver')::int as carried from audit_entry`,
    );
  const open: { title: string }[] = await manager.query(
    `select title from process where state = 'running' and kind = 'needItem' order by region_code, title`,
  );
  const load: { unit: string; n: number }[] = await manager.query(
    `select u.short_name as unit, count(*)::int as n from assignment a join unit u on u.id = a.unit_id group by 1 order by 1`,
  );
  return {
    ...figures,
    unitsMissing: unitsMissing.map((id) => names.get(id) ?? '').sort(),
    reminders: counts?.reminders ?? 0,
    escalations: counts?.escalations ?? 0,
    overdue: counts?.overdue ?? 0,
    carriedOver: counts?.carried ?? 0,
    stillOpen: open.map(({ title }) => title),
    load: Object.fromEntries(load.map(({ unit, n }) => [unit, n])),
  };
}
