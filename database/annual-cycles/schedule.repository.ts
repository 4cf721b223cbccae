import type { EntityManager } from 'typeorm';

/** Whether these regions' next years launch themselves; the schedules at Temporal follow (activities/annual-cycles). */
export async function wantNextYear(
  manager: EntityManager,
  regionCodes: readonly string[],
  wanted: boolean,
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into annual_schedule (region_code, wanted, changed_at) select code, $2, $3 from unnest($1::text[]) as r(code)
     on conflict (region_code) do update set wanted = excluded.wanted, changed_at = excluded.changed_at`,
    [regionCodes, wanted, now],
  );
}

export async function wantedSchedules(manager: EntityManager): Promise<string[]> {
  const rows: { code: string }[] = await manager.query(
    `select region_code as code from annual_schedule where wanted order by region_code`,
  );
  return rows.map(({ code }) => code);
}

export async function isNextYearWanted(manager: EntityManager, regionCode: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `select 1 from annual_schedule where region_code = $1 and wanted`,
    [regionCode],
  );
  return rows.length > 0;
}
