import type { EntityManager } from 'typeorm';
import type { EntryRow } from './entry.store.js';

export interface CycleSummary {
  id: string;
  title: string;
  regionCode: string;
  region: string;
  year: number;
  state: string;
  outcome: string | null;
  launchedAt: Date;
  endedAt: Date | null;
  planned: number;
  started: number;
  failed: number;
  skipped: number;
  /** The next day on which something starts. */
  nextDate: string | null;
}

const CYCLE = `p.id, p.title, p.region_code as "regionCode", r.name as region, p.year, p.state, p.outcome, p.launched_at as "launchedAt",
  p.ended_at as "endedAt", e.planned, e.started, e.failed, e.skipped, e."nextDate"`;
const FROM = `process p join region r on r.code = p.region_code cross join lateral (
    select count(*) filter (where state = 'planned')::int as planned, count(*) filter (where state in ('started', 'linked'))::int as started,
      count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'skipped')::int as skipped,
      min(date) filter (where state = 'planned')::text as "nextDate"
    from annual_plan_entry where process_id = p.id) e`;

/** Years of a region and everything below it, newest year first, in the order of the codes. */
export function listCycles(
  manager: EntityManager,
  { below, year }: { below: string; year?: number | undefined },
  { limit, after }: { limit: number; after: { year: number; code: string } | null },
): Promise<CycleSummary[]> {
  return manager.query(
    `select ${CYCLE} from ${FROM}
     where p.kind = 'annualCycle' and starts_with(p.region_code, $1) and ($2::int is null or p.year = $2)
       and ($3::int is null or p.year < $3 or (p.year = $3 and p.region_code > $4))
     order by p.year desc, p.region_code limit $5`,
    [below, year ?? null, after?.year ?? null, after?.code ?? null, limit],
  );
}

export async function cycleById(manager: EntityManager, id: string): Promise<CycleSummary | null> {
  const [row]: CycleSummary[] = await manager.query(
    `select ${CYCLE} from ${FROM} where p.kind = 'annualCycle' and p.id = $1`,
    [id],
  );
  return row ?? null;
}

/** The region's newest year up to this one. */
export async function latestCycle(
  manager: EntityManager,
  regionCode: string,
  upTo: number,
): Promise<{ id: string; year: number } | null> {
  const [row]: { id: string; year: number }[] = await manager.query(
    `select id, year from process where kind = 'annualCycle' and region_code = $1 and year <= $2 order by year desc limit 1`,
    [regionCode, upTo],
  );
  return row ?? null;
}

export interface EntryOnPage extends EntryRow {
  childState: string | null;
  childOutcome: string | null;
  childPaused: boolean | null;
  /** The child's open steps, and those of what it started itself (items, matters): the earliest deadline and when it turns yellow. */
  deadline: Date | null;
  warnAt: Date | null;
  openSteps: string[] | null;
  overdueTasks: number | null;
}

/** The running year on one page: every entry, and how the process that it started stands. */
export function entriesOnPage(manager: EntityManager, processId: string, now: Date): Promise<EntryOnPage[]> {
  return manager.query(
    `select e.key, e.kind, e.title, e.date::text as date, e.form, e.state, e.started_process_id as "startedProcessId", e.code, e.reason,
       c.state as "childState", c.outcome as "childOutcome",
       c.paused_at is not null as "childPaused", s.deadline, s.warn_at as "warnAt", s.keys as "openSteps", t.overdue as "overdueTasks"
     from annual_plan_entry e left join process c on c.id = e.started_process_id
     left join lateral (
       select min(o.deadline_at) as deadline, (array_agg(o.warn_at order by o.deadline_at))[1] as warn_at,
         array_agg(distinct o.key) filter (where o.process_id = c.id) as keys
       from step o where o.state = 'open' and (o.process_id = c.id or o.process_id in (select id from process where parent_id = c.id))
     ) s on c.id is not null
     left join lateral (
       select count(*)::int as overdue from assignment a
       where a.state = 'open' and a.deadline_at < $2
         and (a.process_id = c.id or a.process_id in (select id from process where parent_id = c.id))
     ) t on c.id is not null
     where e.process_id = $1 order by e.date, e.key`,
    [processId, now],
  );
}

export interface CarriedWork {
  processId: string;
  kind: string;
  title: string;
  year: number;
  state: string;
  outcome: string | null;
}

/** What the years before had left open, as it stands now. */
export function carriedInto(
  manager: EntityManager,
  regionCode: string,
  year: number,
): Promise<CarriedWork[]> {
  return manager.query(
    `select p.id as "processId", p.kind, p.title, p.year, p.state, p.outcome from annual_carried c join process p on p.id = c.item_id
     where c.region_code = $1 and c.to_year = $2 order by p.launched_at, p.id`,
    [regionCode, year],
  );
}
