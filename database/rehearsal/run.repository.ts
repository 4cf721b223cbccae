import type { EntityManager } from 'typeorm';

export type RunState = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled';

export interface RunOrder {
  id: string;
  regionCode: string;
  kind: string;
  year: number;
  scenario: string;
  seed: number | null;
  form: object | null;
  limits: object;
  orderedBy: string;
}

/** A rehearsal as a list shows it: without what came of it. */
export interface RunRow extends RunOrder {
  orderedByName: string;
  orderedAt: Date;
  state: RunState;
  startedAt: Date | null;
  endedAt: Date | null;
  cancelRequestedAt: Date | null;
  from: Date | null;
  to: Date | null;
  presentAt: Date | null;
  processes: number;
  acts: number;
  errorCode: string | null;
  error: string | null;
  /** Of a queued one: how many of the queue come before it. */
  ahead: number;
}

/**
 * What waits, by its place. Who has least under way comes first, then who waits longest: one person's many orders don't hold up another's
 * one.
 */
export const QUEUE = `select id, row_number() over (order by turn, ordered_at, id) as place from (
    select r.id, r.ordered_at, (select count(*) from rehearsal_run o where o.ordered_by = r.ordered_by and o.state = 'running')
        + row_number() over (partition by r.ordered_by order by r.ordered_at, r.id) as turn
      from rehearsal_run r where r.state = 'queued') waiting`;

const COLUMNS = `r.id, r.region_code as "regionCode", r.kind, r.year, r.scenario, r.seed, r.form, r.limits, r.ordered_by as "orderedBy",
  p.name as "orderedByName", r.ordered_at as "orderedAt", r.state, r.started_at as "startedAt", r.ended_at as "endedAt",
  r.cancel_requested_at as "cancelRequestedAt", r.from_at as "from", r.to_at as "to", r.present_at as "presentAt", r.processes, r.acts,
  r.error_code as "errorCode", r.error, coalesce(q.place - 1, 0)::int as ahead`;
const FROM = `rehearsal_run r join person p on p.id = r.ordered_by left join (${QUEUE}) q on q.id = r.id`;

export async function addRun(manager: EntityManager, order: RunOrder, now: Date): Promise<void> {
  await manager.query(
    `insert into rehearsal_run (id, region_code, kind, year, scenario, seed, form, limits, ordered_by, ordered_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued')`,
    [
      ...[order.id, order.regionCode, order.kind, order.year, order.scenario, order.seed],
      ...[order.form && JSON.stringify(order.form), JSON.stringify(order.limits), order.orderedBy, now],
    ],
  );
}

/** How many rehearsals a person has waiting or running. The person's row orders two submissions at the same instant. */
export async function openRunsOf(manager: EntityManager, personId: string): Promise<number> {
  await manager.query(`select 1 from person where id = $1 for update`, [personId]);
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from rehearsal_run where ordered_by = $1 and state in ('queued', 'running')`,
    [personId],
  );
  return row?.n ?? 0;
}

/** One rehearsal of these regions, or null. */
export async function runOf(
  manager: EntityManager,
  id: string,
  regions: readonly string[],
): Promise<RunRow | null> {
  const [row]: RunRow[] = await manager.query(
    `select ${COLUMNS} from ${FROM} where r.id = $1 and r.region_code = any($2::text[])`,
    [id, regions],
  );
  return row ?? null;
}

/** Open ones first, then the newest. */
export function runsOf(manager: EntityManager, regions: readonly string[], limit: number): Promise<RunRow[]> {
  return manager.query(
    `select ${COLUMNS} from ${FROM} where r.region_code = any($1::text[])
     order by r.ended_at is not null, r.ordered_at desc, r.id limit $2`,
    [regions, limit],
  );
}

/** What a finished rehearsal came to; the parts are null before. */
export async function runResult<Part extends 'summary' | 'load'>(
  manager: EntityManager,
  id: string,
  parts: readonly Part[],
): Promise<Record<Part, object | null>> {
  const [row]: Record<Part, object | null>[] = await manager.query(
    `select ${parts.join(', ')} from rehearsal_run where id = $1`,
    [id],
  );
  return row as Record<Part, object | null>;
}

/** Events number `after + 1` and on, `limit` of them at most. */
export function runEvents<Event>(
  manager: EntityManager,
  id: string,
  after: number,
  limit: number,
): Promise<{ number: number; event: Event }[]> {
  return manager.query(
    `select e.number::int as number, e.event from rehearsal_run r
     cross join lateral jsonb_array_elements(r.events) with ordinality as e(event, number)
     where r.id = $1 and e.number > $2 order by e.number limit $3`,
    [id, after, limit],
  );
}

/** A waiting one is cancelled at once, a running one by whoever performs it; an ended one stays as it is. */
export async function cancelRun(manager: EntityManager, id: string, now: Date): Promise<void> {
  await manager.query(
    `update rehearsal_run set cancel_requested_at = coalesce(cancel_requested_at, $2),
       state = case state when 'queued' then 'cancelled' else state end,
       ended_at = case state when 'queued' then $2 else ended_at end
     where id = $1 and state in ('queued', 'running')`,
    [id, now],
  );
}
