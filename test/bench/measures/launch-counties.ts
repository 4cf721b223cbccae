import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { batchCounts, insertBatch } from '../../../database/annual-cycles/batch.store.js';
import type { Actor } from '../../../database/audit/audit-log.js';
import { measured, type Bench } from '../context.js';
import { buildCountry } from '../country.js';
import { until } from '../load.js';
import { residentMiB, round } from '../machine.js';
import { ring } from '../world.js';

const PATIENCE_MS = 30 * 60_000;
const DATABASES = ['yushui', 'temporal', 'temporal_visibility'] as const;
const MIB = 2 ** 20;

/**
 * A country launches the year of all its counties: one batch, as an upper office orders it, until every year is written and until every
 * year's workflow sleeps until its first date. Nothing of a year starts at its launch.
 */
export async function launchCounties(bench: Bench) {
  const { dataSource, settings, say, product } = bench;
  const { manager } = dataSource;
  const country = await buildCountry(dataSource, settings.counties, settings.countyUnits, say);
  const before = { bytes: await sizes(bench), memory: residentMiB(product.running().processes) };
  const id = randomUUID();
  const year = new Date().getFullYear() + 1;
  const result = await measured(bench, 'launch counties', async () => {
    const began = performance.now();
    const seconds = () => round((performance.now() - began) / 1000, 1);
    await dataSource.transaction(async (tx) =>
      insertBatch(
        tx,
        {
          ...{ id, regionCode: country.province, year, plan: null },
          ...{ acknowledgeWarnings: true, launchNextYear: false, launchedBy: await somebody(bench) },
        },
        country.counties,
        new Date(),
      ),
    );
    await ring(dataSource);
    await until(
      'every year written',
      PATIENCE_MS,
      async () => (await batchCounts(manager, id)).waiting === 0,
      200,
    );
    const written = seconds();
    say(`written after ${written} s`);
    await until('every workflow asleep', PATIENCE_MS, async () => (await untold(bench)) === 0, 500);
    const counts = await batchCounts(manager, id);
    return {
      counties: country.counties.length,
      unitsEach: country.unitsEach,
      ...counts,
      written,
      started: seconds(),
    };
  });
  const [rows]: { entries: number; children: number; twice: number }[] = await dataSource.query(
    `select (select count(*)::int from annual_plan_entry e join process p on p.id = e.process_id where starts_with(p.region_code, $1)) as entries,
       (select count(*)::int from process c join process p on p.id = c.parent_id and p.kind = 'annualCycle' where starts_with(p.region_code, $1)) as children,
       (select count(*)::int from (select 1 from process where kind = 'annualCycle' and starts_with(region_code, $1)
          group by region_code, year having count(*) > 1) d) as twice`,
    [country.province],
  );
  const after = { bytes: await sizes(bench), memory: residentMiB(product.running().processes) };
  return {
    ...result,
    ...rows,
    databaseMiB: Object.fromEntries(
      DATABASES.map((name) => [name, `${mib(before.bytes[name])}→${mib(after.bytes[name])}`]),
    ),
    memoryMiB: Object.fromEntries(
      Object.entries(after.memory).map(([part, now]) => [
        part,
        `${before.memory[part as keyof typeof before.memory] ?? 0}→${now}`,
      ]),
    ),
  };
}

const mib = (bytes: number): number => Math.round(bytes / MIB);

/** Years whose start Temporal hasn't been told yet. */
async function untold({ dataSource }: Bench): Promise<number> {
  const [row]: { n: number }[] = await dataSource.query(
    `select count(*)::int as n from outbox where kind = 'start' and name = 'annualCycle'`,
  );
  return row?.n ?? 0;
}

async function sizes({ product }: Bench): Promise<Record<(typeof DATABASES)[number], number>> {
  const bytes = {} as Record<(typeof DATABASES)[number], number>;
  for (const database of DATABASES) {
    const client = new pg.Client({ connectionString: product.superuserUrl(database) });
    await client.connect();
    const { rows } = await client.query<{ bytes: string }>(
      `select pg_database_size(current_database()) as bytes`,
    );
    bytes[database] = Number(rows[0]?.bytes ?? 0);
    await client.end();
  }
  return bytes;
}

/** Whoever is 主任 of the bench's own county: the bench orders in his name. */
async function somebody({ dataSource, world }: Bench): Promise<Actor> {
  const [row]: Actor[] = await dataSource.query(
    `select pe.id as "personId", pe.name as "personName", po.id as "positionId", po.title as "positionTitle", u.id as "unitId", u.name as "unitName"
     from position po join unit u on u.id = po.unit_id join appointment a on a.position_id = po.id join person pe on pe.id = a.person_id
     where u.id = $1 and po.kind = 'officeDirector' limit 1`,
    [world.county.officeUnitId],
  );
  return row as Actor;
}
