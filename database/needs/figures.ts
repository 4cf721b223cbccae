import type { EntityManager } from 'typeorm';

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

/** A region's year in figures, from the ledger as it stands. */
export async function ledgerFigures(
  manager: EntityManager,
  regionCode: string,
  year: number,
): Promise<LedgerFigures> {
  const items: { side: string; state: string; carried: boolean; n: number }[] = await manager.query(
    `select i.side, i.state, y.carried, count(*)::int as n from need_item_year y join need_item i on i.id = y.item_id
     where y.region_code = $1 and y.year = $2 group by i.side, i.state, y.carried`,
    [regionCode, year],
  );
  const [units]: { asked: number; filed: number; late: number; missing: string[] | null }[] =
    await manager.query(
      `select count(distinct a.unit_id)::int as asked,
       count(distinct a.unit_id) filter (where a.state = 'done')::int as filed,
       count(distinct a.unit_id) filter (where a.state = 'done' and a.late)::int as late,
       array_agg(distinct a.unit_id) filter (where a.state in ('open', 'missed')) as missing
     from process p join step s on s.process_id = p.id and s.key = 'collect' join assignment a on a.step_id = s.id
     where p.kind = 'dualList' and p.region_code = $1 and p.year = $2 and a.state in ('open', 'done', 'missed')`,
      [regionCode, year],
    );
  const sum = (keep: (row: (typeof items)[number]) => boolean) =>
    items.filter(keep).reduce((total, { n }) => total + n, 0);
  const by = (name: 'side' | 'state') =>
    Object.fromEntries(
      [...new Set(items.map((row) => row[name]))]
        .sort()
        .map((value) => [value, sum((row) => row[name] === value)]),
    );
  const total = sum(() => true);
  const closed = sum(({ state }) => state === 'closed' || state === 'finishedAnswer');
  return {
    items: total,
    carriedIn: sum(({ carried }) => carried),
    closed,
    open: total - closed - sum(({ state }) => state === 'withdrawn' || state === 'terminated'),
    reportedUp: sum(({ state }) => state === 'reportedUp'),
    bySide: by('side'),
    byState: by('state'),
    unitsAsked: units?.asked ?? 0,
    unitsFiled: units?.filed ?? 0,
    unitsFiledLate: units?.late ?? 0,
    unitsMissing: units?.missing ?? [],
  };
}
