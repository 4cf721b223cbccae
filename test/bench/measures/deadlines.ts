import { v7 as uuid } from 'uuid';
import { openStep } from '../../../database/steps/open-step.js';
import type { LadderPolicy } from '../../../domain/time/ladder-policy.js';
import { measured, type Bench } from '../context.js';
import { closedLoop, until } from '../load.js';
import { round } from '../machine.js';
import { launchItem } from '../world.js';

/** Nothing before the deadline; at its passing everybody is overdue at one instant, a minute later on the first rung at one instant. */
const TWO_INSTANTS: LadderPolicy = {
  warn: { workingDays: 3 },
  reminders: [],
  rungs: [{ after: { minutes: 1 }, to: ['unitLeader'] }],
};

/** Opens that many steps whose deadline is one and the same instant. No workflow waits for them. */
export async function openDueSteps(
  bench: Bench,
  count: number,
  dueIn: (now: number) => Date,
): Promise<{ ids: string[]; due: Date }> {
  const { dataSource, world } = bench;
  const [, leadUnitId] = world.county.memberUnitIds;
  await dataSource.query(
    `insert into ladder_policy (id, region_code, process_kind, step_key, version, policy, created_at)
     values ($1, $2, 'needItem', 'solve', 1, $3, $4) on conflict do nothing`,
    [uuid(), world.county.regionCode, JSON.stringify(TWO_INSTANTS), new Date()],
  );
  const due = dueIn(Date.now());
  const ids: string[] = [];
  await closedLoop(Array.from({ length: count }), 4, async () => {
    const processId = await launchItem(dataSource, world, true);
    await dataSource.query(`update need_item set lead_unit_id = $2, limit_at = $3 where id = $1`, [
      processId,
      leadUnitId,
      due,
    ]);
    ids.push(
      (await openStep(dataSource.manager, { processId, key: 'solve', round: 1, now: new Date() })).stepId,
    );
  });
  if (Date.now() > due.getTime()) throw new Error('opening the steps took longer than their deadline');
  return { ids, due };
}

export interface Fired {
  deadlines: number;
  /** Seconds from the due instant. */
  first: number;
  p50: number;
  all: number;
  /** Steps with the record of it, and of these how many have it more than once. */
  written: number;
  twice: number;
}

/** Watches one kind of checkpoint come in from the due instant until all are there, then counts the records of them. */
export async function watchCheckpoints(
  { dataSource }: Bench,
  ids: string[],
  { key, kind }: { key: string; kind: string },
  due: Date,
): Promise<Fired> {
  const rungs = async (): Promise<number> => {
    const [row]: { n: number }[] = await dataSource.query(
      `select count(*)::int as n from checkpoint where step_id = any($1::uuid[]) and key = $2`,
      [ids, key],
    );
    return row?.n ?? 0;
  };
  const wait = due.getTime() - Date.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  const seen: { at: number; n: number }[] = [];
  await until(
    'every rung',
    180_000,
    async () => {
      const n = await rungs();
      seen.push({ at: (Date.now() - due.getTime()) / 1000, n });
      return n >= ids.length;
    },
    20,
  );
  const after = (n: number) => round(seen.find((one) => one.n >= n)?.at ?? NaN, 2);
  const [facts]: { n: number; twice: number }[] = await dataSource.query(
    `select count(*)::int as n, count(*) filter (where n > 1)::int as twice from
       (select s.id, count(*) as n from step s join audit_entry e on e.process_id = s.process_id and e.kind = $2
        where s.id = any($1::uuid[]) group by 1) k`,
    [ids, kind],
  );
  return {
    deadlines: ids.length,
    first: after(1),
    p50: after(Math.ceil(ids.length / 2)),
    all: after(ids.length),
    written: facts?.n ?? 0,
    twice: facts?.twice ?? -1,
  };
}

export const OVERDUE = { key: 'overdue', kind: 'overdue' };
const FIRST_RUNG = { key: 'rung:1', kind: 'escalated' };

/** The product's own way: a few clock workflows serve the steps in batches. Overdue marks, and a minute later the first rung. */
export async function massDeadline(bench: Bench) {
  const { settings, say } = bench;
  say(`opening ${settings.deadlines} steps`);
  const { ids, due } = await openDueSteps(
    bench,
    settings.deadlines,
    (now) => new Date(now + 20_000 + settings.deadlines * 20),
  );
  const overdueAt = new Date(due.getTime() + 1);
  const rungAt = new Date(due.getTime() + 60_000);
  await untilJustBefore(overdueAt, say);
  const overdue = await measured(bench, 'overdue, clock workflows', () =>
    watchCheckpoints(bench, ids, OVERDUE, overdueAt),
  );
  await untilJustBefore(rungAt, say);
  const rung = await measured(bench, 'first rung, clock workflows', () =>
    watchCheckpoints(bench, ids, FIRST_RUNG, rungAt),
  );
  return { overdue, rung };
}

export async function untilJustBefore(instant: Date, say: (line: string) => void): Promise<void> {
  const wait = instant.getTime() - Date.now() - 1_000;
  say(`waiting ${Math.round(wait / 1000)} s for the instant`);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
}
