import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { outcomeLabel, processOutcomeLabel, stepLabel } from '../../domain/blueprints/outcome-label.js';

/** How one step went, over all processes and rounds of a rehearsal. */
export interface StepSummary {
  process: string;
  step: string;
  /** How often it was opened, and is open still. */
  opened: number;
  open: number;
  /** How it ended, by outcome in words. */
  outcomes: Record<string, number>;
  /** Units that were asked, and how many assignments that came to. */
  units: string[];
  asked: number;
  done: number;
  late: number;
  reminders: number;
  overdue: number;
  /** How often each rung of the ladder was reached, by its number. */
  rungs: Record<string, number>;
}

export interface FlowSummary {
  /** The process that was launched, and what it started in its turn. */
  processes: { process: string; started: number; running: number; outcomes: Record<string, number> }[];
  steps: StepSummary[];
  reminders: number;
  overdue: number;
  escalations: number;
  documents: number;
  /** Titles of what hadn't ended. */
  stillOpen: string[];
  /** How many things each unit was asked. */
  load: Record<string, number>;
}

/** What came of a rehearsal, whatever process it was of. In names and counts, in an order that every run has. */
export async function flowSummary(manager: EntityManager): Promise<FlowSummary> {
  const steps = await stepSummaries(manager);
  const [documents]: { n: number }[] = await manager.query(`select count(*)::int as n from document`);
  const open: { title: string }[] = await manager.query(
    `select title from process where state = 'running' order by kind, region_code, title, id`,
  );
  const load: { unit: string; n: number }[] = await manager.query(
    `select u.short_name as unit, count(*)::int as n from assignment a join unit u on u.id = a.unit_id group by 1 order by 1`,
  );
  const total = (count: (step: StepSummary) => number) => steps.reduce((sum, step) => sum + count(step), 0);
  return {
    processes: await processSummaries(manager),
    steps,
    reminders: total(({ reminders }) => reminders),
    overdue: total(({ overdue }) => overdue),
    escalations: total(({ rungs }) => Object.values(rungs).reduce((sum, n) => sum + n, 0)),
    documents: documents?.n ?? 0,
    stillOpen: open.map(({ title }) => title),
    load: Object.fromEntries(load.map(({ unit, n }) => [unit, n])),
  };
}

async function processSummaries(manager: EntityManager): Promise<FlowSummary['processes']> {
  const rows: { kind: string; outcome: string | null; n: number }[] = await manager.query(
    `select kind, outcome, count(*)::int as n from process group by kind, outcome order by min(launched_at), kind, outcome nulls first`,
  );
  return [...new Set(rows.map(({ kind }) => kind))].map((kind) => {
    const blueprint = blueprintOf(kind);
    const own = rows.filter((row) => row.kind === kind);
    return {
      process: blueprint.label,
      started: own.reduce((sum, { n }) => sum + n, 0),
      running: own.find(({ outcome }) => outcome === null)?.n ?? 0,
      outcomes: counted(own, (outcome) => processOutcomeLabel(blueprint, outcome)),
    };
  });
}

interface StepRow {
  kind: string;
  key: string;
  opened: number;
  open: number;
  outcomes: { outcome: string; n: number }[] | null;
  units: string[] | null;
  asked: number;
  done: number;
  late: number;
}

async function stepSummaries(manager: EntityManager): Promise<StepSummary[]> {
  const rows: StepRow[] = await manager.query(
    `select p.kind, s.key, count(*)::int as opened, count(*) filter (where s.state = 'open')::int as open,
       (select json_agg(json_build_object('outcome', outcome, 'n', n) order by outcome) from (
          select coalesce(s2.outcome, s2.state) as outcome, count(*)::int as n from step s2 join process p2 on p2.id = s2.process_id
          where p2.kind = p.kind and s2.key = s.key and s2.state <> 'open' group by 1) o) as outcomes,
       sum(a.asked)::int as asked, sum(a.done)::int as done, sum(a.late)::int as late,
       (select array_agg(distinct u.short_name order by u.short_name) from assignment a3 join step s3 on s3.id = a3.step_id
          join process p3 on p3.id = s3.process_id join unit u on u.id = a3.unit_id where p3.kind = p.kind and s3.key = s.key) as units
     from step s join process p on p.id = s.process_id
     cross join lateral (select count(*) as asked, count(*) filter (where decided_at is not null) as done,
       count(*) filter (where decided_at is not null and late) as late from assignment where step_id = s.id) a
     group by p.kind, s.key order by min(s.opened_at), p.kind, s.key`,
  );
  const chased = await chasing(manager);
  return rows.map(({ kind, key, units, outcomes, ...counts }) => {
    const blueprint = blueprintOf(kind);
    const facts = chased.filter((row) => row.kind === kind && row.key === key);
    const howOften = (...names: string[]) =>
      facts.filter(({ fact }) => names.includes(fact)).reduce((sum, { n }) => sum + n, 0);
    return {
      process: blueprint.label,
      step: stepLabel(blueprint, key),
      ...counts,
      units: units ?? [],
      outcomes: counted(outcomes ?? [], (outcome) => outcomeLabel(blueprint, key, outcome)),
      reminders: howOften('reminded', 'remindedToAcknowledge'),
      overdue: howOften('overdue'),
      rungs: Object.fromEntries(
        facts
          .filter(({ fact }) => fact === 'escalated')
          .map(({ checkpoint, n }) => [checkpoint.replace('rung:', ''), n]),
      ),
    };
  });
}

interface Chased {
  kind: string;
  key: string;
  fact: string;
  checkpoint: string;
  n: number;
}

function chasing(manager: EntityManager): Promise<Chased[]> {
  return manager.query(
    `select p.kind, e.body->>'step' as key, e.kind as fact, coalesce(e.body->>'checkpoint', '') as checkpoint, count(*)::int as n
     from audit_entry e join process p on p.id = e.process_id
     where e.kind in ('reminded', 'remindedToAcknowledge', 'overdue', 'escalated') group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  );
}

/** By outcome in words; two that are called alike count together. */
function counted(
  rows: readonly { outcome: string | null; n: number }[],
  labelOf: (outcome: string) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome, n } of rows) {
    if (outcome === null) continue;
    const label = labelOf(outcome);
    counts[label] = (counts[label] ?? 0) + n;
  }
  return counts;
}
