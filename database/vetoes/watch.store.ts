import type { EntityManager } from 'typeorm';
import type { VetoItem } from '../../domain/evaluation/veto-items.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { Signal } from '../../domain/vetoes/signals.js';

export interface QuarterRow {
  quarter: number;
  onDate: CivilDate;
  /** By a 变更单: the calendar moves it no more. */
  moved: boolean;
  openedAt: Date | null;
  declaredAt: Date | null;
}

export async function insertWatch(
  manager: EntityManager,
  { id, regionCode, year }: { id: string; regionCode: string; year: number },
  quarters: readonly { quarter: number; on: CivilDate }[],
): Promise<void> {
  await manager.query(`insert into veto_watch (id, region_code, year) values ($1, $2, $3)`, [
    id,
    regionCode,
    year,
  ]);
  await manager.query(
    `insert into veto_watch_quarter (watch_id, quarter, on_date)
     select $1, q.quarter, q.day from unnest($2::int[], $3::date[]) as q(quarter, day)`,
    [id, quarters.map(({ quarter }) => quarter), quarters.map(({ on }) => on)],
  );
}

/** The quarters that a watch declares, in order; those that were over when it began are not among them. */
export function quartersOf(manager: EntityManager, watchId: string): Promise<QuarterRow[]> {
  return manager.query(
    `select quarter, on_date::text as "onDate", moved, opened_at as "openedAt", declared_at as "declaredAt"
     from veto_watch_quarter where watch_id = $1 order by quarter`,
    [watchId],
  );
}

export async function moveQuarter(
  manager: EntityManager,
  watchId: string,
  quarter: number,
  { onDate, moved }: Pick<QuarterRow, 'onDate' | 'moved'>,
): Promise<void> {
  await manager.query(
    `update veto_watch_quarter set on_date = $3, moved = $4 where watch_id = $1 and quarter = $2`,
    [watchId, quarter, onDate, moved],
  );
}

export async function beginQuarter(
  manager: EntityManager,
  watchId: string,
  quarter: number,
  now: Date,
): Promise<void> {
  await manager.query(
    `update veto_watch_quarter set opened_at = coalesce(opened_at, $3) where watch_id = $1 and quarter = $2`,
    [watchId, quarter, now],
  );
}

export interface DeclaredItem {
  item: VetoItem;
  found: boolean;
  note: string | null;
  /** What the system showed beside the item at that moment. */
  signals: Signal[];
}

export async function writeDeclaration(
  manager: EntityManager,
  watchId: string,
  quarter: number,
  items: readonly DeclaredItem[],
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into veto_declaration (watch_id, quarter, item, found, note, signals)
     select $1, $2, d.item, d.found, d.note, d.signals
     from jsonb_to_recordset($3::jsonb) as d(item text, found boolean, note text, signals jsonb)`,
    [watchId, quarter, JSON.stringify(items)],
  );
  await manager.query(`update veto_watch_quarter set declared_at = $3 where watch_id = $1 and quarter = $2`, [
    watchId,
    quarter,
    now,
  ]);
}

export function declarationsOf(
  manager: EntityManager,
  watchId: string,
): Promise<(DeclaredItem & { quarter: number })[]> {
  return manager.query(
    `select quarter, item, found, note, signals from veto_declaration where watch_id = $1 order by quarter, item`,
    [watchId],
  );
}

/** The running watch of a region's year, whose declaration a report between the quarters belongs to. */
export async function runningWatch(
  manager: EntityManager,
  regionCode: string,
  year: number,
): Promise<string | null> {
  const [row]: { id: string }[] = await manager.query(
    `select w.id from veto_watch w join process p on p.id = w.id
     where w.region_code = $1 and w.year = $2 and p.state = 'running'`,
    [regionCode, year],
  );
  return row?.id ?? null;
}

/** What became of everything that a watch found: its events by their state. */
export async function countsOfWatch(
  manager: EntityManager,
  watchId: string,
): Promise<Record<string, number>> {
  const rows: { state: string; n: number }[] = await manager.query(
    `select state, count(*)::int as n from veto_event where source_id = $1 group by state`,
    [watchId],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
