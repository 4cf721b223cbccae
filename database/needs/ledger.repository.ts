import type { EntityManager } from 'typeorm';
import type { ItemSide, Side } from '../../domain/needs/item-kinds.js';
import { lightOf, type Light } from '../../domain/time/light.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { factsAt, LATE, LIGHT, names } from './ledger.sql.js';

/** What somebody may read: whole ledgers of regions (listed one by one), and items that concern units. */
export interface LedgerScope {
  regions: readonly string[];
  units: readonly string[];
}

/** The ledger of an instant; `past` reads the history, otherwise the items as they are. */
export interface LedgerMoment {
  at: Date;
  past: boolean;
}

export interface LedgerFilter {
  regions?: readonly string[] | undefined;
  /** The ledger of these campaigns; left out: the lists of the years, in which no campaign's finding counts. */
  campaigns?: readonly string[] | undefined;
  /** Of a campaign: whether it went on into 巩固提高. */
  carried?: boolean | undefined;
  year?: number | undefined;
  side?: ItemSide | undefined;
  kind?: string | undefined;
  state?: string | undefined;
  light?: Light | undefined;
  late?: boolean | undefined;
  leadUnit?: string | undefined;
  raisingUnit?: string | undefined;
  text?: string | undefined;
}

export interface NamedUnit {
  id: string;
  name: string;
  shortName: string;
}

export interface LedgerRow {
  id: string;
  /** The campaign it was found in. */
  campaignId: string | null;
  regionCode: string;
  regionName: string;
  year: number;
  number: number | null;
  side: ItemSide;
  kind: string;
  title: string;
  detail: string;
  state: string;
  light: Light;
  late: boolean;
  dueAt: Date | null;
  limitAt: Date | null;
  raisedBy: NamedUnit[];
  lead: NamedUnit | null;
  cooperating: NamedUnit[];
  claimer: { positionId: string; title: string; name: string | null } | null;
  /** Who answers for it in the lead unit, where somebody was named. */
  responsible: { positionId: string; title: string; name: string | null } | null;
  measures: string | null;
  result: string | null;
  filedAt: Date;
  filedLate: boolean;
  closedAt: Date | null;
}

/** Orders a list can have; the last column is always the id, so that every row has one place. */
const SORTS = {
  number: {
    columns: ['f.region_code', 'f.year', 'coalesce(f.number, 2147483647)', 'f.id'],
    types: ['text', 'int', 'int', 'uuid'],
  },
  limit: { columns: [`coalesce(f.limit_at, 'infinity')`, 'f.id'], types: ['timestamptz', 'uuid'] },
  filed: { columns: ['f.filed_at', 'f.id'], types: ['timestamptz', 'uuid'] },
} as const;
export type LedgerOrder = keyof typeof SORTS;

export interface LedgerPageRequest {
  order: LedgerOrder;
  descending: boolean;
  /** Sort values of the last row seen, in the order's columns. */
  after?: readonly (string | number | null)[] | undefined;
  limit: number;
}

/** The regions at these codes and everything below that keeps a ledger (省、市、县). */
export async function regionsWithin(manager: EntityManager, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const rows: { code: string }[] = await manager.query(
    `with recursive within as (
       select code from region where code = any($1::text[])
       union
       select r.code from region r join within w on r.parent_code = w.code where r.level <= 3
     ) select code from within order by code`,
    [codes],
  );
  return rows.map(({ code }) => code);
}

export async function ledgerPage(
  manager: EntityManager,
  scope: LedgerScope,
  moment: LedgerMoment,
  filter: LedgerFilter,
  page: LedgerPageRequest,
): Promise<LedgerRow[]> {
  const query = new Conditions(moment.at);
  const items = itemConditions(query, scope, moment, filter);
  const facts = factConditions(query, filter, page);
  const direction = page.descending ? 'desc' : 'asc';
  const order = SORTS[page.order].columns.map((column) => `${column} ${direction}`).join(', ');
  const rows: StoredRow[] = await manager.query(
    `with p as (
       select f.* from (${factsAt(moment.past)} where ${items.join(' and ')}) f
       ${facts.length > 0 ? `where ${facts.join(' and ')}` : ''} order by ${order} limit ${query.add(page.limit)}
     ) select p.*, ${names(query.add(civilDateOf(moment.at)))} from p order by ${order.replaceAll('f.', 'p.')}`,
    query.values,
  );
  return rows.map((row) => toRow(row, moment.at));
}

/** Null when there is no such item within the scope. */
export async function ledgerItem(
  manager: EntityManager,
  scope: LedgerScope,
  at: Date,
  id: string,
): Promise<LedgerRow | null> {
  const query = new Conditions(at);
  const conditions = [`i.id = ${query.add(id)}::uuid`, visible(query, scope)];
  const [row]: StoredRow[] = await manager.query(
    `select p.*, ${names(query.add(civilDateOf(at)))} from (${factsAt(false)} where ${conditions.join(' and ')}) p`,
    query.values,
  );
  return row ? toRow(row, at) : null;
}

export interface LedgerCount {
  side: Side;
  state: string;
  light: Light;
  late: boolean;
  carried: boolean;
  count: number;
}

/** How many items stand where in a region's year. */
export function ledgerCounts(
  manager: EntityManager,
  scope: LedgerScope,
  at: Date,
  filter: { region: string; year: number },
): Promise<LedgerCount[]> {
  const query = new Conditions(at);
  const moment = { at, past: false };
  const items = itemConditions(query, scope, moment, { regions: [filter.region], year: filter.year });
  return manager.query(
    `select f.side, f.state, ${LIGHT} as light, ${LATE} as late, f.year < ${query.add(filter.year)} as carried, count(*)::int as count
     from (${factsAt(false)} where ${items.join(' and ')}) f group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
    query.values,
  );
}

export interface MissingUnitRow extends NamedUnit {
  assignmentId: string;
  deadlineAt: Date | null;
}

/** The 未报 list: whoever was asked for this year's list and has not handed in. */
export function missingUnits(
  manager: EntityManager,
  region: string,
  year: number,
): Promise<MissingUnitRow[]> {
  return manager.query(
    `select u.id, u.name, u.short_name as "shortName", a.id as "assignmentId", a.deadline_at as "deadlineAt"
     from process p join step s on s.process_id = p.id and s.key = 'collect'
       join assignment a on a.step_id = s.id and a.state in ('open', 'missed') join unit u on u.id = a.unit_id
     where p.kind = 'dualList' and p.region_code = $1 and p.year = $2 order by a.deadline_at, u.name, u.id`,
    [region, year],
  );
}

/** Values of one statement: each gets its number as it is added. $1 is the instant. */
class Conditions {
  readonly values: unknown[];

  constructor(at: Date) {
    this.values = [at];
  }

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

function itemConditions(
  query: Conditions,
  scope: LedgerScope,
  { past }: LedgerMoment,
  filter: LedgerFilter,
): string[] {
  const all = [visible(query, scope)];
  const { regions, campaigns, carried, year, side, kind, leadUnit, raisingUnit, text, state } = filter;
  const stateColumn = past ? 'h.state' : 'i.state';
  all.push(campaigns ? `i.campaign_id = any(${query.add(campaigns)}::uuid[])` : 'i.campaign_id is null');
  if (carried !== undefined)
    all.push(
      `${carried ? '' : 'not '}exists (select 1 from campaign_carry y where y.item_id = i.id and y.to_stage = 'consolidate')`,
    );
  if (past) all.push('i.filed_at <= $1');
  if (regions) all.push(`i.region_code = any(${query.add(regions)}::text[])`);
  if (year !== undefined) {
    const param = query.add(year);
    all.push(`(i.year = ${param} or exists (select 1 from need_item_year y
      where y.item_id = i.id and y.region_code = i.region_code and y.year = ${param}))`);
  }
  if (side) all.push(`i.side = ${query.add(side)}`);
  if (kind) all.push(`i.kind = ${query.add(kind)}`);
  if (state) all.push(`${stateColumn} = ${query.add(state)}`);
  // Merged ones live on in another line, and a list that was filed anew replaced its lines: neither is an item of its own any more.
  else all.push(`${stateColumn} <> 'merged' and not (${stateColumn} = 'withdrawn' and i.number is null)`);
  if (leadUnit) all.push(`${past ? 'h' : 'i'}.lead_unit_id = ${query.add(leadUnit)}`);
  if (raisingUnit)
    all.push(`i.id in (select item_id from need_item_origin where unit_id = ${query.add(raisingUnit)})`);
  if (text) {
    const param = query.add(`%${text.replace(/[\\%_]/g, '\\$&')}%`);
    all.push(`(i.title ilike ${param} or i.detail ilike ${param})`);
  }
  return all;
}

function visible(query: Conditions, { regions, units }: LedgerScope): string {
  const ways: string[] = [];
  if (regions.length > 0) ways.push(`i.region_code = any(${query.add(regions)}::text[])`);
  if (units.length > 0) {
    const own = `${query.add(units)}::uuid[]`;
    ways.push(`i.id in (select item_id from need_item_origin where unit_id = any(${own})
      union select id from need_item where lead_unit_id = any(${own})
      union select id from need_item where cooperating_unit_ids && ${own})`);
  }
  return ways.length > 0 ? `(${ways.join(' or ')})` : 'false';
}

function factConditions(
  query: Conditions,
  { light, late }: LedgerFilter,
  { order, descending, after }: LedgerPageRequest,
): string[] {
  const all: string[] = [];
  if (light) all.push(`${LIGHT} = ${query.add(light)}`);
  if (late !== undefined) all.push(`(${LATE}) = ${query.add(late)}`);
  if (after) {
    const { columns, types } = SORTS[order];
    const last = types.map((type, i) => {
      const param = `${query.add(after[i] ?? null)}::${type}`;
      return type === 'timestamptz' ? `coalesce(${param}, 'infinity')` : param;
    });
    all.push(`(${columns.join(', ')}) ${descending ? '<' : '>'} (${last.join(', ')})`);
  }
  return all;
}

interface StoredRow {
  id: string;
  campaign_id: string | null;
  region_code: string;
  region_name: string;
  year: number;
  number: number | null;
  side: ItemSide;
  kind: string;
  title: string;
  detail: string;
  state: string;
  finished: boolean;
  paused: boolean;
  unplanned: boolean;
  deadline: Date | null;
  warn_at: Date | null;
  done_at: Date | null;
  limit_at: Date | null;
  raised_by: NamedUnit[];
  lead: NamedUnit | null;
  cooperating: NamedUnit[];
  claimer: LedgerRow['claimer'];
  responsible: LedgerRow['responsible'];
  measures: string | null;
  result: string | null;
  filed_at: Date;
  filed_late: boolean;
  closed_at: Date | null;
}

function toRow(row: StoredRow, now: Date): LedgerRow {
  const { finished, paused, unplanned, limit_at: limitAt, done_at: doneAt } = row;
  const present = finished
    ? lightOf({ deadline: limitAt, warnAt: null, now, closedAt: doneAt })
    : lightOf({ deadline: row.deadline, warnAt: row.warn_at, now, paused });
  const work = lightOf({ deadline: limitAt, warnAt: null, now, closedAt: doneAt, paused: doneAt === null });
  return {
    id: row.id,
    campaignId: row.campaign_id,
    regionCode: row.region_code,
    regionName: row.region_name,
    year: row.year,
    number: row.number,
    side: row.side,
    kind: row.kind,
    title: row.title,
    detail: row.detail,
    state: row.state,
    light: present.light,
    late: present.late || work.late,
    dueAt: finished || paused ? null : row.deadline,
    limitAt,
    raisedBy: row.raised_by,
    lead: row.lead,
    cooperating: unplanned ? [] : row.cooperating,
    claimer: unplanned ? null : row.claimer,
    responsible: unplanned ? null : row.responsible,
    measures: unplanned ? null : row.measures,
    result: row.result,
    filedAt: row.filed_at,
    filedLate: row.filed_late,
    closedAt: row.closed_at,
  };
}
