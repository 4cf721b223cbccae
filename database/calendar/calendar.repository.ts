import { type EntityManager } from 'typeorm';
import { type CalendarYear, WorkingCalendar } from '../../domain/time/calendar.js';

/** The newest version of each stored year, as the calendar deadlines are computed with. */
export async function loadCalendar(manager: EntityManager): Promise<WorkingCalendar> {
  return new WorkingCalendar(await latestYears(manager));
}

/** The newest version of each stored year, ascending. */
export async function latestYears(manager: EntityManager): Promise<CalendarYear[]> {
  return manager.query(
    `select distinct on (year) year, version, provisional, source, days
       from calendar_year order by year, version desc`,
  );
}

/** Whoever changes a year goes one after the other: the second sees what the first stored. Until the transaction's end. */
export async function lockYear(manager: EntityManager, year: number): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('yushui-calendar:' || $1))`, [String(year)]);
}

/**
 * Stores a year as a new version if it differs from the newest one; an announced year is never replaced by a computed one (an
 * older replica may still run during an upgrade). `now` is the time of loading, `by` the person who entered it (null: it came with the
 * product). Answers the new version, null when nothing changed.
 */
export async function storeYear(
  manager: EntityManager,
  year: CalendarYear,
  now: Date,
  by: string | null = null,
): Promise<number | null> {
  const rows: { version: number }[] = await manager.query(
    `with latest as (
       select version, provisional, source, days from calendar_year where year = $1 order by version desc limit 1
     )
     insert into calendar_year (year, version, provisional, source, loaded_at, loaded_by, days)
     select $1, coalesce((select version from latest), 0) + 1, $2, $3, $4, $6, $5::jsonb
      where not exists (
        select from latest
         where (provisional = $2 and days = $5::jsonb and (provisional or source = $3)) or ($2 and not provisional)
      )
     on conflict (year, version) do nothing
     returning version`,
    [year.year, year.provisional, year.source ?? '', now, JSON.stringify(year.days), by],
  );
  return rows[0]?.version ?? null;
}
