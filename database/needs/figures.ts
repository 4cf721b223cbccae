import type { EntityManager } from 'typeorm';
import { ledgerCounts, missingUnits, type LedgerCount } from './ledger.repository.js';

export interface LedgerFigures {
  items: number;
  carriedIn: number;
  closed: number;
  open: number;
  reportedUp: number;
  bySide: Record<string, number>;
  byState: Record<string, number>;
  unitsAsked: number;
  unitsFiled: number;
  unitsFiledLate: number;
  /** The 未报 list, by id. */
  unitsMissing: string[];
}

/** A region's year in figures at an instant, by the ledger's own definitions of what counts and how it stands. */
export async function ledgerFigures(
  manager: EntityManager,
  regionCode: string,
  year: number,
  at: Date,
): Promise<LedgerFigures> {
  const counts = await ledgerCounts(manager, { regions: [regionCode], units: [] }, at, {
    region: regionCode,
    year,
  });
  const missing = await missingUnits(manager, regionCode, year);
  const [filed]: { filed: number; late: number }[] = await manager.query(
    `select count(distinct a.unit_id)::int as filed, count(distinct a.unit_id) filter (where a.late)::int as late
     from process p join step s on s.process_id = p.id and s.key = 'collect' join assignment a on a.step_id = s.id and a.state = 'done'
     where p.kind = 'dualList' and p.region_code = $1 and p.year = $2`,
    [regionCode, year],
  );
  const sum = (keep: (row: LedgerCount) => boolean) =>
    counts.filter(keep).reduce((total, { count }) => total + count, 0);
  const by = (name: 'side' | 'state') =>
    Object.fromEntries(
      [...new Set(counts.map((row) => row[name]))]
        .sort()
        .map((value) => [value, sum((row) => row[name] === value)]),
    );
  const missingIds = [...new Set(missing.map(({ id }) => id))];
  return {
    items: sum(() => true),
    carriedIn: sum(({ carried }) => carried),
    closed: sum(({ state }) => SOLVED.has(state)),
    open: sum(({ state }) => !SOLVED.has(state) && !GIVEN_UP.has(state)),
    reportedUp: sum(({ state }) => state === 'reportedUp'),
    bySide: by('side'),
    byState: by('state'),
    unitsAsked: (filed?.filed ?? 0) + missingIds.length,
    unitsFiled: filed?.filed ?? 0,
    unitsFiledLate: filed?.late ?? 0,
    unitsMissing: missingIds,
  };
}

const SOLVED = new Set(['closed', 'finishedAnswer']);
const GIVEN_UP = new Set(['withdrawn', 'terminated', 'merged']);
