import pg from 'pg';
import { ApiClient } from '../client.js';
import { measured, type Bench } from '../context.js';
import { closedLoopFor } from '../load.js';
import { buildWorld } from '../world.js';

const COUNTIES = 15;
const CLIENTS = 4;

/** First page of 20 of a random person's inbox with its total, by 4 clients, at growing numbers of open assignments. */
export async function inboxes(bench: Bench) {
  const { product, dataSource, settings, say } = bench;
  const tokens: string[] = [];
  for (let n = 0; n < COUNTIES; n++) {
    const { tokens: some } = await buildWorld(dataSource, String(991_001 + n));
    tokens.push(...new Set(some.values()));
  }
  const results: Record<string, object> = {};
  for (const open of settings.inboxes) {
    say(`filling up to ${open} open assignments`);
    await fill(product.superuserUrl('yushui'), product.running().database.schema, open);
    const api = new ApiClient(product.running().url, CLIENTS);
    const one = async () => {
      const token = tokens[Math.floor(Math.random() * tokens.length)] as string;
      const page = await api.get<{ items: unknown[]; total: number }>(
        '/api/v1/inbox?box=toDo&limit=20',
        token,
      );
      if (page.total > 20 && page.items.length !== 20) throw new Error(`a page of ${page.items.length}`);
    };
    await closedLoopFor(2_000, CLIENTS, one);
    results[open] = await measured(bench, `inbox at ${open}`, () =>
      closedLoopFor(settings.readSeconds * 1000, CLIENTS, one),
    );
    await api.close();
  }
  return results;
}

/** History of a random finished item, as the raiser's office sees it. */
export async function histories(bench: Bench) {
  const { dataSource, world, product, settings } = bench;
  const rows: { id: string }[] = await dataSource.query(
    `select id from process where region_code = $1 and state = 'ended' limit 2000`,
    [world.county.regionCode],
  );
  if (rows.length === 0) throw new Error('no finished item to read the history of');
  const [office]: { id: string }[] = await dataSource.query(
    `select id from position where unit_id = $1 and kind = 'officeStaff'`,
    [world.county.officeUnitId],
  );
  const token = world.tokens.get(office?.id ?? '') as string;
  const api = new ApiClient(product.running().url, CLIENTS);
  const one = async () => {
    const { id } = rows[Math.floor(Math.random() * rows.length)] as { id: string };
    await api.get(`/api/v1/processes/${id}/history?limit=50`, token);
  };
  await closedLoopFor(2_000, CLIENTS, one);
  const result = await measured(bench, 'history', () =>
    closedLoopFor(settings.readSeconds * 1000, CLIENTS, one),
  );
  await api.close();
  return result;
}

/**
 * Rows of SQL, one item, step and assignment each, spread over the positions of all counties but the first; a third of them without
 * a deadline. Foreign keys are not checked row by row: the ids come from the tables.
 */
async function fill(superuserUrl: string, schema: string, open: number): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(`set search_path = ${schema}`);
    await client.query(`set session_replication_role = replica`);
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from assignment where state = 'open'`,
    );
    const missing = Math.max(0, open - (rows[0]?.n ?? 0));
    await client.query(`
      create temp table fresh as
        select gen_random_uuid() as process_id, gen_random_uuid() as step_id, gen_random_uuid() as id, n,
          now() - random() * interval '30 days' as at,
          case when n % 3 = 0 then null else now() + random() * interval '60 days' end as deadline
        from generate_series(1, ${missing}) as n`);
    await client.query(`
      insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
      select process_id, 'needItem', 1, 'bench:' || process_id, '991001', 2026, '营区周边道路改造第' || n || '件', 'running', at from fresh`);
    await client.query(`
      insert into step (id, process_id, key, round, rule, state, opened_at, deadline_at, warn_at, clock, checked_until)
      select step_id, process_id, 'solve', 1, 'single', 'open', at, deadline, deadline - interval '3 days', 0, at from fresh`);
    await client.query(`
      with place as (select row_number() over (order by po.id) - 1 as i, count(*) over () as of, po.id, po.unit_id
        from position po join unit u on u.id = po.unit_id where u.region_code like '991%')
      insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, deadline_at, acknowledged_at)
      select f.id, f.step_id, f.process_id, 1, p.id, p.unit_id, 'open', f.at, f.deadline, f.at
      from fresh f join place p on p.i = f.n % p.of`);
    await client.query('drop table fresh');
    for (const table of ['process', 'step', 'assignment']) await client.query(`vacuum analyze ${table}`);
  } finally {
    await client.end();
  }
}
