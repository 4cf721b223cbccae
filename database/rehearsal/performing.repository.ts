import type { DataSource, EntityManager } from 'typeorm';
import type { RehearsalProgress } from './progress.js';
import { QUEUE, type RunOrder } from './run.repository.js';

/** Without a sign of life for so long, whoever performed a rehearsal is dead. */
export const SILENT_MS = 60_000;
/** A rehearsal whose process dies is begun so often in all. */
const MOST_ATTEMPTS = 2;
/** Results are kept so long, and so many of a region. */
const KEPT_MS = 24 * 3_600_000;
const KEPT_PER_REGION = 20;

/** Whoever performs a rehearsal knows which beginning of it is his: taken for dead, he must not end what somebody else began anew. */
export interface Performance extends RunOrder {
  attempt: number;
}
type Own = Pick<Performance, 'id' | 'attempt'>;
const OWN = `id = $1 and attempts = $2 and state = 'running'`;

/** Takes the next rehearsal of the queue, if fewer than `atOnce` run in the whole installation. One taker at a time. */
export function claimRun(dataSource: DataSource, atOnce: number, now: Date): Promise<Performance | null> {
  return dataSource.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('yushui-rehearsal-claim'))`);
    const [claimed]: [Performance[], number] = await tx.query(
      `update rehearsal_run set state = 'running', started_at = $1, beat_at = $1, attempts = attempts + 1, from_at = null, to_at = null,
         present_at = null, processes = 0, acts = 0
       where id = (select id from (${QUEUE}) q order by place limit 1)
         and (select count(*) from rehearsal_run where state = 'running') < $2
       returning id, region_code as "regionCode", kind, year, scenario, seed, form, limits, ordered_by as "orderedBy", attempts as attempt`,
      [now, atOnce],
    );
    return claimed[0] ?? null;
  });
}

/** A sign of life. @returns whether it is still to go on: nobody cancelled it, or gave it to somebody else */
export async function beat(
  manager: EntityManager,
  { id, attempt }: Own,
  progress: RehearsalProgress | null,
  now: Date,
): Promise<boolean> {
  const [rows]: [{ cancelled: boolean }[], number] = await manager.query(
    `update rehearsal_run set beat_at = $3, present_at = coalesce($4, present_at), processes = coalesce($5, processes), acts = coalesce($6, acts)
     where ${OWN} returning cancel_requested_at is not null as cancelled`,
    [id, attempt, now, progress?.presentAt ?? null, progress?.processes ?? null, progress?.acts ?? null],
  );
  return rows[0]?.cancelled === false;
}

export async function setWindow(
  manager: EntityManager,
  { id, attempt }: Own,
  from: Date,
  to: Date,
): Promise<void> {
  await manager.query(`update rehearsal_run set from_at = $3, to_at = $4, present_at = $3 where ${OWN}`, [
    id,
    attempt,
    from,
    to,
  ]);
}

export async function finishRun(
  manager: EntityManager,
  { id, attempt }: Own,
  { events, summary, load }: { events: object[]; summary: object; load: object },
  now: Date,
): Promise<void> {
  await manager.query(
    `update rehearsal_run set state = 'finished', ended_at = $3, present_at = to_at, events = $4, summary = $5, load = $6 where ${OWN}`,
    [id, attempt, now, JSON.stringify(events), JSON.stringify(summary), JSON.stringify(load)],
  );
}

/** @param why null for one that was cancelled */
export async function endRun(
  manager: EntityManager,
  { id, attempt }: Own,
  why: { code: string; sentence: string } | null,
  now: Date,
): Promise<void> {
  await manager.query(
    `update rehearsal_run set state = $4, ended_at = $3, error_code = $5, error = $6 where ${OWN}`,
    [id, attempt, now, why ? 'failed' : 'cancelled', why?.code ?? null, why?.sentence ?? null],
  );
}

/** Puts one back in its place in the queue: its process is being stopped, for an upgrade for instance. */
export async function giveBackRun(manager: EntityManager, { id, attempt }: Own): Promise<void> {
  await manager.query(`update rehearsal_run set state = 'queued', attempts = attempts - 1 where ${OWN}`, [
    id,
    attempt,
  ]);
}

/** Begins anew what a dead process left behind; what has been begun often enough has failed, what was to be cancelled is. */
export async function clearDeadRuns(
  manager: EntityManager,
  failed: { code: string; sentence: string },
  now: Date,
): Promise<void> {
  await manager.query(
    `update rehearsal_run set
       state = case when cancel_requested_at is not null then 'cancelled' when attempts < $2 then 'queued' else 'failed' end,
       ended_at = case when cancel_requested_at is not null or attempts >= $2 then $1::timestamptz end,
       error_code = case when cancel_requested_at is null and attempts >= $2 then $3 end,
       error = case when cancel_requested_at is null and attempts >= $2 then $4 end
     where state = 'running' and beat_at < $5`,
    [now, MOST_ATTEMPTS, failed.code, failed.sentence, new Date(now.getTime() - SILENT_MS)],
  );
}

export async function purgeRuns(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(
    `delete from rehearsal_run where id in (
       select id from (select id, ended_at, row_number() over (partition by region_code order by ended_at desc, id) as place
         from rehearsal_run where ended_at is not null) ended
       where ended_at < $1 or place > $2)`,
    [new Date(now.getTime() - KEPT_MS), KEPT_PER_REGION],
  );
}
