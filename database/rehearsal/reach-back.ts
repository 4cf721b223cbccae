import type { DataSource } from 'typeorm';
import { civilDateOf, yearOf } from '../../domain/time/zone.js';
import { storeYear } from '../calendar/calendar.repository.js';
import { calendarYear, FIRST_CALENDAR_YEAR, LAST_CALENDAR_YEAR } from '../calendar/source.js';

/**
 * Makes a rehearsal's tables fit the time it plays in: working calendars of years that production never needed, and, for a time before
 * anything was recorded at all, the organisation as it was first recorded. Touches the rehearsal's own copy only.
 */
export async function reachBack(dataSource: DataSource, from: Date, to: Date): Promise<void> {
  await dataSource.transaction(async (tx) => {
    const stored: { year: number }[] = await tx.query(`select distinct year from calendar_year`);
    const known = new Set(stored.map(({ year }) => year));
    // Deadlines reach into the years before and after.
    const first = Math.max(yearOf(from) - 1, FIRST_CALENDAR_YEAR);
    const last = Math.min(yearOf(to) + 1, LAST_CALENDAR_YEAR);
    for (let year = first; year <= last; year += 1)
      if (!known.has(year)) await storeYear(tx, calendarYear(year), from);

    const day = civilDateOf(from);
    const [recorded]: { earlier: boolean }[] = await tx.query(
      `select min(active_from) > $1::date as earlier from unit`,
      [day],
    );
    if (!recorded?.earlier) return;
    await tx.query(`update unit set active_from = $1`, [day]);
    await tx.query(
      `update leading_group_member m set valid_from = $1 where not exists (select 1 from leading_group_member e
         where e.group_unit_id = m.group_unit_id and e.unit_id = m.unit_id and e.valid_from < m.valid_from)`,
      [day],
    );
    await tx.query(
      `update appointment a set valid_from = $1 where not exists (select 1 from appointment e
         where e.position_id = a.position_id and e.valid_from < a.valid_from)`,
      [day],
    );
  });
}
