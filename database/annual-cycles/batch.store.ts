import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { Actor } from '../audit/audit-log.js';
import { enqueue } from '../processes/outbox.repository.js';

export interface BatchRow {
  id: string;
  regionCode: string;
  year: number;
  /** For every region; null: what the product offers to each. */
  plan: PlanEntry[] | null;
  acknowledgeWarnings: boolean;
  launchNextYear: boolean;
  launchedBy: Actor;
  createdAt: Date;
  runs: number;
  finishedAt: Date | null;
}

const BATCH = `b.id, b.region_code as "regionCode", b.year, b.plan, b.acknowledge_warnings as "acknowledgeWarnings",
  b.launch_next_year as "launchNextYear", b.launched_by as "launchedBy", b.created_at as "createdAt", b.runs, b.finished_at as "finishedAt"`;

/** Writes a batch and the order to work on it. */
export async function insertBatch(
  manager: EntityManager,
  batch: Omit<BatchRow, 'createdAt' | 'runs' | 'finishedAt'>,
  regionCodes: readonly string[],
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into annual_batch (id, region_code, year, plan, acknowledge_warnings, launch_next_year, launched_by, created_at, runs, progressed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $8)`,
    [
      batch.id,
      batch.regionCode,
      batch.year,
      batch.plan && JSON.stringify(batch.plan),
      batch.acknowledgeWarnings,
      batch.launchNextYear,
      JSON.stringify(batch.launchedBy),
      now,
    ],
  );
  await manager.query(
    `insert into annual_batch_region (batch_id, region_code, state) select $1, code, 'waiting' from unnest($2::text[]) as r(code)`,
    [batch.id, regionCodes],
  );
  await runBatch(manager, batch.id, now);
}

/** Has the regions that wait launched, by a workflow of its own each time. */
async function runBatch(manager: EntityManager, id: string, now: Date): Promise<void> {
  const [rows]: [{ runs: number }[], number] = await manager.query(
    `update annual_batch set runs = runs + 1, progressed_at = $2, finished_at = null where id = $1 returning runs`,
    [id, now],
  );
  await enqueue(manager, now, [
    {
      kind: 'start',
      workflowId: `launchYears:${id}:${rows[0]?.runs ?? 1}`,
      workflow: 'launchYears',
      input: { batchId: id },
    },
  ]);
}

/** The refused ones wait again, and what waits is worked on. @returns how many there are to do */
export async function resumeBatch(manager: EntityManager, id: string, now: Date): Promise<number> {
  await manager.query(
    `update annual_batch_region set state = 'waiting', code = null, message = null, settled_at = null where batch_id = $1 and state = 'refused'`,
    [id],
  );
  const [row]: { waiting: number }[] = await manager.query(
    `select count(*)::int as waiting from annual_batch_region where batch_id = $1 and state = 'waiting'`,
    [id],
  );
  if (row && row.waiting > 0) await runBatch(manager, id, now);
  return row?.waiting ?? 0;
}

export async function batchById(manager: EntityManager, id: string): Promise<BatchRow | null> {
  const [row]: BatchRow[] = await manager.query(`select ${BATCH} from annual_batch b where b.id = $1`, [id]);
  return row ?? null;
}

/** Those begun from a region or below it, newest first. */
export function listBatches(
  manager: EntityManager,
  { below, after, limit }: { below: string; after: { at: Date; id: string } | null; limit: number },
): Promise<BatchRow[]> {
  return manager.query(
    `select ${BATCH} from annual_batch b where starts_with(b.region_code, $1)
       and ($2::timestamptz is null or (b.created_at, b.id) < ($2, $3::uuid)) order by b.created_at desc, b.id desc limit $4`,
    [below, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** Locks the batch: whoever works on it does so alone. */
export async function lockBatch(manager: EntityManager, id: string): Promise<BatchRow | null> {
  const [row]: BatchRow[] = await manager.query(
    `select ${BATCH} from annual_batch b where b.id = $1 for update`,
    [id],
  );
  return row ?? null;
}

export async function waitingRegions(manager: EntityManager, id: string, limit: number): Promise<string[]> {
  const rows: { code: string }[] = await manager.query(
    `select region_code as code from annual_batch_region where batch_id = $1 and state = 'waiting' order by region_code limit $2`,
    [id, limit],
  );
  return rows.map(({ code }) => code);
}

/** Which of these regions wait still. */
export async function waitingOf(
  manager: EntityManager,
  id: string,
  codes: readonly string[],
): Promise<string[]> {
  const rows: { code: string }[] = await manager.query(
    `select region_code as code from annual_batch_region where batch_id = $1 and state = 'waiting' and region_code = any($2::text[])`,
    [id, codes],
  );
  return rows.map(({ code }) => code);
}

export interface RegionResult {
  code: string;
  state: 'launched' | 'already' | 'refused';
  processId: string | null;
  refusal: { code: string; message: string } | null;
}

export async function settleRegions(
  manager: EntityManager,
  id: string,
  results: readonly RegionResult[],
  now: Date,
): Promise<void> {
  const rows = results.map(({ code, state, processId, refusal }) => ({
    ...{ region: code, state, process_id: processId },
    code: refusal?.code ?? null,
    message: refusal?.message ?? null,
  }));
  await manager.query(
    `update annual_batch_region b set state = r.state, process_id = r.process_id, code = r.code, message = r.message, settled_at = $3
     from jsonb_to_recordset($2::jsonb) as r(region text, state text, process_id uuid, code text, message text)
     where b.batch_id = $1 and b.region_code = r.region`,
    [id, JSON.stringify(rows), now],
  );
  await manager.query(`update annual_batch set progressed_at = $2 where id = $1`, [id, now]);
}

export async function finishBatch(manager: EntityManager, id: string, now: Date): Promise<void> {
  await manager.query(
    `update annual_batch b set finished_at = $2 where id = $1 and finished_at is null
       and not exists (select 1 from annual_batch_region where batch_id = b.id and state = 'waiting')`,
    [id, now],
  );
}

export interface BatchCounts {
  waiting: number;
  launched: number;
  already: number;
  refused: number;
}

export async function batchCounts(manager: EntityManager, id: string): Promise<BatchCounts> {
  return (await countsOfBatches(manager, [id])).get(id) as BatchCounts;
}

/** How far each of them is. */
export async function countsOfBatches(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, BatchCounts>> {
  const rows: { id: string; state: keyof BatchCounts; n: number }[] = await manager.query(
    `select batch_id as id, state, count(*)::int as n from annual_batch_region where batch_id = any($1::uuid[]) group by batch_id, state`,
    [ids],
  );
  const counts = new Map(ids.map((id) => [id, { waiting: 0, launched: 0, already: 0, refused: 0 }]));
  for (const { id, state, n } of rows) (counts.get(id) as BatchCounts)[state] = n;
  return counts;
}

export interface BatchRegionRow {
  regionCode: string;
  region: string;
  state: string;
  processId: string | null;
  code: string | null;
  message: string | null;
  settledAt: Date | null;
}

export function batchRegions(
  manager: EntityManager,
  id: string,
  { state, after, limit }: { state: string | null; after: string | null; limit: number },
): Promise<BatchRegionRow[]> {
  return manager.query(
    `select b.region_code as "regionCode", r.name as region, b.state, b.process_id as "processId", b.code, b.message, b.settled_at as "settledAt"
     from annual_batch_region b join region r on r.code = b.region_code
     where b.batch_id = $1 and ($2::text is null or b.state = $2) and ($3::text is null or b.region_code > $3) order by b.region_code limit $4`,
    [id, state, after, limit],
  );
}
