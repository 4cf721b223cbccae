import type { EntityManager } from 'typeorm';
import type { TableFacts } from '../../domain/operations/checks.js';
import { CLOCKS } from '../../domain/steps/clocks.js';
import { FINDINGS } from '../processes/finding.store.js';
import { settledBefore } from '../processes/reconciliation.js';

/** Regions whose processes are looked after, each with everything below it; titles only where the content may be read. */
export interface Caretaker {
  regions: readonly string[];
  seats: readonly string[];
  accountRegions: readonly string[];
}

/** What can't be told although it should have been minutes ago, and what the hourly comparison could not set right. */
const STUCK = `select distinct on (id) id, reason, since from (
    select id, reason, since from (${FINDINGS}) found
    union all
    select split_part(workflow_id, ':', 2)::uuid, 'undelivered', min(created_at) from outbox
    where workflow_id ~ '^[A-Za-z]+:[0-9a-f-]{36}$' and created_at < $1
    group by workflow_id having max(attempts) > 0
  ) one order by id, since`;

const titled = (from: number): string =>
  `(p.region_code = any($${from}::text[]) or (not p.restricted and exists (select 1 from unnest($${from + 1}::text[]) r where starts_with(p.region_code, r))))`;
const within = (from: number): string =>
  `(${titled(from)} or exists (select 1 from unnest($${from + 2}::text[]) r where starts_with(p.region_code, r)))`;
const parametersOf = ({ seats, regions, accountRegions }: Caretaker) => [seats, regions, accountRegions];

/** One query: each figure comes from an index or a table that is short while all is well. */
export async function tableFacts(
  manager: EntityManager,
  caretaker: Caretaker,
  now: Date,
): Promise<TableFacts> {
  const [row]: TableFacts[] = await manager.query(
    `select o.*, d.*, q.*,
       (select min(x.due) from generate_series(0, ${CLOCKS - 1}) c, lateral (
          select min(check_at) as due from step where clock = c and check_at is not null) x) as "clockDue",
       (select count(*)::int from annual_alarm a where cleared_at is null and exists (
          select 1 from unnest($3::text[] || $4::text[]) r where starts_with(a.region_code, r))) as alarms,
       (select at from audit_seal order by seq desc limit 1) as "sealedAt",
       (select (value ->> 'checkedAt')::timestamptz from setting where name = 'reconcile-findings') as "comparedAt",
       (select count(*)::int from (${STUCK}) s join process p on p.id = s.id where p.state = 'running' and ${within(2)}) as stuck
     from (select count(*)::int as "outboxWaiting", count(*) filter (where attempts > 0)::int as "outboxFailing",
             min(created_at) as "outboxOldest" from outbox) o,
       (select (select count(*)::int from delivery where next_at is not null) as "deliveriesWaiting",
               (select count(*)::int from delivery where state = 'dead') as "deliveriesDead",
               (select min(next_at) from delivery where next_at is not null) as "deliveriesDue") d,
       (select count(*) filter (where state = 'queued')::int as "rehearsalsQueued",
               count(*) filter (where state = 'running')::int as "rehearsalsRunning",
               min(ordered_at) filter (where state = 'queued') as "rehearsalsOldest"
        from rehearsal_run where state in ('queued', 'running')) q`,
    [settledBefore(now), ...parametersOf(caretaker)],
  );
  return row as TableFacts;
}

export interface StuckProcess {
  id: string;
  kind: string;
  title: string | null;
  regionCode: string;
  regionName: string;
  reason: 'undelivered' | 'over' | 'failing';
  since: Date;
  openSteps: string[];
  lastStep: string | null;
  lastOutcome: string | null;
  lastAt: Date | null;
}

/** Processes that don't go on, longest first. */
export function stuckProcesses(
  manager: EntityManager,
  caretaker: Caretaker,
  {
    now,
    regionCode,
    after,
    limit,
  }: { now: Date; regionCode: string | null; after: { since: Date; id: string } | null; limit: number },
): Promise<StuckProcess[]> {
  return manager.query(
    `select p.id, p.kind, case when ${titled(2)} then p.title end as title, p.region_code as "regionCode", r.name as "regionName",
       s.reason, s.since, array(select key from step where process_id = p.id and state = 'open' order by opened_at, key) as "openSteps",
       l.key as "lastStep", l.outcome as "lastOutcome", l.closed_at as "lastAt"
     from (${STUCK}) s join process p on p.id = s.id join region r on r.code = p.region_code
       left join lateral (select key, outcome, closed_at from step where process_id = p.id and state = 'closed'
         order by closed_at desc, key limit 1) l on true
     where p.state = 'running' and ${within(2)}
       and ($5::text is null or starts_with(p.region_code, $5))
       and ($6::timestamptz is null or (s.since, p.id) > ($6, $7::uuid))
     order by s.since, p.id limit $8`,
    [
      settledBefore(now),
      ...parametersOf(caretaker),
      regionCode,
      after?.since ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** The process, if it lies where the caretaker looks after things. */
export async function processInCare(
  manager: EntityManager,
  caretaker: Caretaker,
  id: string,
): Promise<{ id: string; kind: string; regionCode: string } | null> {
  const [row]: { id: string; kind: string; regionCode: string }[] = await manager.query(
    `select p.id, p.kind, p.region_code as "regionCode" from process p where p.id = $1 and ${within(2)}`,
    [id, ...parametersOf(caretaker)],
  );
  return row ?? null;
}

/** What the outbox still has for a workflow: in all, tried in vain, and to start it. */
export async function messagesFor(
  manager: EntityManager,
  workflowId: string,
): Promise<{ waiting: number; failing: number; starts: number }> {
  const [row]: { waiting: number; failing: number; starts: number }[] = await manager.query(
    `select count(*)::int as waiting, count(*) filter (where attempts > 0)::int as failing,
       count(*) filter (where kind = 'start')::int as starts from outbox where workflow_id = $1`,
    [workflowId],
  );
  return row ?? { waiting: 0, failing: 0, starts: 0 };
}
