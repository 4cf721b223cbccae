import { v7 as uuid } from 'uuid';
import { enqueue } from '../../../database/processes/outbox.repository.js';
import { startProcess } from '../../../database/processes/start-process.js';
import { openStep } from '../../../database/steps/open-step.js';
import { CLOCKS } from '../../../domain/steps/clocks.js';
import type { LadderPolicy } from '../../../domain/time/ladder-policy.js';
import { measured, type Bench } from '../context.js';
import { buildCountry, type Country } from '../country.js';
import { closedLoop, until } from '../load.js';
import { round } from '../machine.js';
import { ring } from '../world.js';
import { untilJustBefore } from './deadlines.js';

const PATIENCE_MS = 30 * 60_000;

/**
 * The end of February everywhere: every unit of every county owes its list by one and the same instant. The last reminder falls before it,
 * then everybody is overdue, then the first rung.
 */
const LADDER: LadderPolicy = {
  warn: { workingDays: 3 },
  reminders: [{ minutes: 1 }],
  rungs: [{ after: { minutes: 1 }, to: ['unitLeader'] }],
};
/** What the ladder demands of each task, and when, from the deadline. */
const CHECKPOINTS = [
  { name: 'lastReminder', like: 'remind:%', fact: 'reminded', afterMs: -60_000 },
  { name: 'overdue', like: 'overdue', fact: 'overdue', afterMs: 1 },
  { name: 'firstRung', like: 'rung:1', fact: 'escalated', afterMs: 60_000 },
] as const;

export async function deadlineCountry(bench: Bench) {
  const { settings, say } = bench;
  const country = await buildCountry(bench.dataSource, settings.counties, settings.countyUnits, say);
  say(`opening the lists of ${country.counties.length} counties`);
  const { tasks, due } = await openLists(bench, country);
  const result: Record<string, object> = {};
  for (const { name, like, afterMs } of CHECKPOINTS) {
    const at = new Date(due.getTime() + afterMs);
    if (at.getTime() > Date.now()) await untilJustBefore(at, say);
    result[name] = await measured(bench, `${name}, country-wide`, () => written(bench, like, tasks, at));
  }
  return {
    counties: country.counties.length,
    unitsEach: country.unitsEach,
    tasks,
    ...result,
    ...(await exactly(bench)),
  };
}

/** Opens every county's collection with the ladder above; no workflow waits for them. The deadline is set once all are open. */
async function openLists(bench: Bench, { counties }: Country): Promise<{ tasks: number; due: Date }> {
  const { dataSource } = bench;
  const now = new Date();
  const year = now.getFullYear() + 1;
  await dataSource.query(
    `insert into ladder_policy (id, region_code, process_kind, step_key, version, policy, created_at)
     select $1, null, 'dualList', 'collect', 1000, $2, $3 where not exists (
       select 1 from ladder_policy where process_kind = 'dualList' and step_key = 'collect' and region_code is null and version = 1000)`,
    [uuid(), JSON.stringify(LADDER), now],
  );
  await closedLoop(counties, 4, async (regionCode) => {
    const process = await dataSource.transaction((tx) =>
      startProcess(
        tx,
        {
          ...{ kind: 'dualList', businessKey: `bench:${regionCode}:${year}`, regionCode, year },
          title: `测试县${regionCode}“双清单”`,
        },
        null,
        now,
      ),
    );
    if (!process) return;
    await dataSource.query(`delete from outbox where workflow_id = $1`, [`dualList:${process.id}`]);
    await openStep(dataSource.manager, { processId: process.id, key: 'collect', round: 1, now });
  });
  // February is far away, and every clock has its hour: both are brought here.
  const due = new Date(Date.now() + 90_000);
  await dataSource.query(
    `update assignment a set deadline_at = $1 from process p where p.id = a.process_id and starts_with(p.business_key, 'bench:')`,
    [due],
  );
  await dataSource.query(
    `update step s set deadline_at = $1, check_at = $2 from process p where p.id = s.process_id and starts_with(p.business_key, 'bench:')`,
    [due, new Date(due.getTime() - 60_000)],
  );
  await dataSource.query('analyze assignment, step, process');
  await enqueue(
    dataSource.manager,
    new Date(),
    Array.from({ length: CLOCKS }, (_, clock) => ({
      ...{ kind: 'signal' as const, workflowId: `clock:${clock}`, signal: 'wake' },
    })),
  );
  await ring(dataSource);
  const [row]: { tasks: number }[] = await dataSource.query(
    `select count(*)::int as tasks from assignment a join process p on p.id = a.process_id where starts_with(p.business_key, 'bench:') and a.state = 'open'`,
  );
  return { tasks: row?.tasks ?? 0, due };
}

/** Seconds from the instant until the first, half and all of the tasks have the checkpoint written. */
async function written(
  { dataSource }: Bench,
  like: string,
  tasks: number,
  at: Date,
): Promise<{ first: number; half: number; all: number }> {
  const seen: { seconds: number; n: number }[] = [];
  await until(
    like,
    PATIENCE_MS,
    async () => {
      const [row]: { n: number }[] = await dataSource.query(
        `select count(*)::int as n from checkpoint c where c.key like $1 and c.step_id in (
           select s.id from step s join process p on p.id = s.process_id where starts_with(p.business_key, 'bench:'))`,
        [like],
      );
      seen.push({ seconds: (Date.now() - at.getTime()) / 1000, n: row?.n ?? 0 });
      return (row?.n ?? 0) >= tasks;
    },
    250,
  );
  const after = (n: number) => round(seen.find((one) => one.n >= n)?.seconds ?? NaN, 1);
  return { first: after(1), half: after(Math.ceil(tasks / 2)), all: after(tasks) };
}

/** Records of each kind: every task exactly one of each. */
async function exactly({ dataSource }: Bench): Promise<Record<string, number>> {
  const result: Record<string, number> = {};
  for (const { name, fact } of CHECKPOINTS) {
    const [row]: { n: number; units: number }[] = await dataSource.query(
      `select count(*)::int as n, count(distinct (e.process_id, e.body -> 'unitIds'))::int as units
       from audit_entry e join process p on p.id = e.process_id where starts_with(p.business_key, 'bench:') and e.kind = $1`,
      [fact],
    );
    result[`${name}Facts`] = row?.n ?? 0;
    result[`${name}Twice`] = (row?.n ?? 0) - (row?.units ?? 0);
  }
  return result;
}
