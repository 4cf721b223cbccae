import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import { nextCheckAt } from '../../domain/steps/chase.js';
import { clockOfStep } from '../../domain/steps/clocks.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import type { LadderPolicy } from '../../domain/time/ladder.js';
import { warnAt } from '../../domain/time/light.js';
import { appendAudit, type Actor, type AuditFact, type ChainHead } from '../audit/audit-log.js';
import { loadCalendar } from '../calendar/calendar.repository.js';
import { effectsOf } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { armClock } from './clock.js';
import { chasedOf } from './serve-clock.js';
import { policiesById } from './step-rules.js';
import {
  loadAssignmentsOf,
  loadSteps,
  lockFreeProcesses,
  lockProcess,
  type AssignmentRow,
  type ProcessRow,
  type StepRow,
} from './step.store.js';

/** A step somebody still owes, as a projection sees it. */
export interface ProjectedStep {
  process: ProcessRow;
  step: StepRow;
  assignments: AssignmentRow[];
  calendar: WorkingCalendar;
}

/** What is to be different about a step; null leaves it alone. */
export interface Projection {
  /** Another ladder, with its id. */
  policy?: { id: string; policy: LadderPolicy };
  /** Another deadline; assignments that share the step's deadline move with it. */
  deadline?: Date;
  /** From when on missed reminders and rungs are made up; left out: what was looked at stays looked at. */
  checkedUntil?: Date;
}

export interface StepMove {
  processId: string;
  processTitle: string;
  processKind: string;
  regionCode: string;
  stepId: string;
  stepKey: string;
  round: number;
  /** Assignments still open in the step. */
  open: number;
  deadline: { before: Date | null; after: Date | null };
  nextCheck: { before: Date | null; after: Date | null };
}

export interface Reprojection {
  /** Further condition on `step s join process p`, with `$1 …` as its parameters. */
  where: string;
  parameters: unknown[];
  project(step: ProjectedStep): Promise<Projection | null> | Projection | null;
  /** The process's one record of all its moves; null for moves that change nothing anybody was promised. */
  fact(moves: StepMove[]): Omit<AuditFact, 'actor'> | null;
  actor: Actor | null;
  now: Date;
  dryRun: boolean;
  /** For a look at what another calendar would move; left out: the stored one. */
  calendar?: WorkingCalendar | undefined;
}

/** How many moves are named; the rest are only counted. */
export const MOVES_NAMED = 500;
const PROCESSES_AT_ONCE = 100;

/**
 * Computes deadlines, warnings and the next look of running steps anew, a batch of processes in a transaction, each under its lock.
 * Repeating it changes nothing more. Not for use inside a transaction: batches commit one by one so that signers never wait long.
 */
export async function reproject(
  manager: EntityManager,
  input: Reprojection,
): Promise<{ moved: number; processes: number; moves: StepMove[] }> {
  const calendar = input.calendar ?? (await loadCalendar(manager));
  const moves: StepMove[] = [];
  const result = { moved: 0, processes: 0, moves };
  const busy: string[] = [];
  const take = (batch: StepMove[]): void => {
    result.moved += batch.length;
    result.processes += new Set(batch.map(({ processId }) => processId)).size;
    moves.push(...batch.slice(0, MOVES_NAMED - moves.length));
  };
  for (let after: string | null = null; ;) {
    const ids = await candidates(manager, input, after);
    if (ids.length === 0) break;
    after = ids.at(-1) as string;
    if (input.dryRun) {
      take((await plan(manager, await readProcesses(manager, ids), calendar, input)).map(({ move }) => move));
      continue;
    }
    await manager.transaction(async (tx) => {
      const held = await lockFreeProcesses(tx, ids);
      const free = new Set(held.map(({ id }) => id));
      busy.push(...ids.filter((id) => !free.has(id)));
      take(await apply(tx, held, calendar, input));
    });
  }
  // Somebody was signing in these: one at a time, and wait.
  for (const id of busy) {
    await manager.transaction(async (tx) => {
      const process = await lockProcess(tx, id);
      if (process) take(await apply(tx, [process], calendar, input));
    });
  }
  return result;
}

/** SQL: somebody may still owe the step `s`; a ladder at its end has nothing armed, a longer one may have. */
const OWED = `(s.state = 'open' or s.check_at is not null or (p.paused_at is not null and exists (
  select 1 from assignment o where o.step_id = s.id and o.state = 'open')))`;

async function candidates(
  manager: EntityManager,
  { where, parameters }: Reprojection,
  after: string | null,
): Promise<string[]> {
  const next = parameters.length + 1;
  const rows: { id: string }[] = await manager.query(
    `select p.id from process p
     where p.state = 'running' and ($${next}::uuid is null or p.id > $${next})
       and exists (select 1 from step s where s.process_id = p.id and ${OWED} and (${where}))
     order by p.id limit $${next + 1}`,
    [...parameters, after, PROCESSES_AT_ONCE],
  );
  return rows.map(({ id }) => id);
}

/** Processes without their locks, for a look. Their chain ends stay unread: nothing is appended. */
async function readProcesses(manager: EntityManager, ids: string[]): Promise<ProcessRow[]> {
  const rows: Omit<ProcessRow, 'head'>[] = await manager.query(
    `select id, kind, region_code as "regionCode", year, title, state, parent_id as "parentId", restricted, paused_at as "pausedAt" from process where id = any($1::uuid[])
     order by id`,
    [ids],
  );
  return rows.map((row) => ({ ...row, head: { processId: row.id, seq: 0, hash: null } }));
}

interface Planned {
  process: ProcessRow;
  step: StepRow;
  following: string[];
  projection: Projection;
  deadline: Date | null;
  warn: Date | null;
  checkAt: Date | null;
  move: StepMove;
}

async function plan(
  manager: EntityManager,
  processes: ProcessRow[],
  calendar: WorkingCalendar,
  input: Reprojection,
): Promise<Planned[]> {
  const held = new Map(processes.map((process) => [process.id, process]));
  const owed: { id: string; warn_at: Date | null }[] = await manager.query(
    `select s.id, s.warn_at from step s join process p on p.id = s.process_id
     where p.state = 'running' and ${OWED} and (${input.where}) and s.process_id = any($${input.parameters.length + 1}::uuid[])`,
    [...input.parameters, [...held.keys()]],
  );
  const ids = owed.map(({ id }) => id);
  const steps = (await loadSteps(manager, ids)).sort((a, b) => a.processId.localeCompare(b.processId));
  const assignments = new Map<string, AssignmentRow[]>(ids.map((id) => [id, []]));
  for (const assignment of await loadAssignmentsOf(manager, ids))
    assignments.get(assignment.stepId)?.push(assignment);
  const policies = await policiesById(manager, [
    ...new Set(steps.flatMap(({ policyId }) => (policyId ? [policyId] : []))),
  ]);
  const planned: Planned[] = [];
  for (const step of steps) {
    const process = held.get(step.processId) as ProcessRow;
    const own = assignments.get(step.id) ?? [];
    const projection = await input.project({ process, step, assignments: own, calendar });
    if (!projection) continue;
    const warned = owed.find(({ id }) => id === step.id)?.warn_at ?? null;
    const one = projected(process, step, own, projection, policies, calendar);
    if (
      projection.policy ||
      !same(one.warn, warned) ||
      !same(one.checkAt, step.checkAt) ||
      one.changesDeadline
    )
      planned.push(one);
  }
  return planned;
}

function projected(
  process: ProcessRow,
  step: StepRow,
  assignments: AssignmentRow[],
  projection: Projection,
  policies: Map<string, LadderPolicy>,
  calendar: WorkingCalendar,
): Planned & { changesDeadline: boolean } {
  const deadline = projection.deadline ?? step.deadlineAt;
  const changesDeadline = !same(deadline, step.deadlineAt);
  // An assignment with a deadline of its own (extended, joined later) keeps it.
  const open = assignments.filter(({ status }) => status === 'open');
  const following = changesDeadline
    ? open.filter(({ deadlineAt }) => same(deadlineAt, step.deadlineAt)).map(({ id }) => id)
    : [];
  const moved = assignments.map((assignment) =>
    following.includes(assignment.id) ? { ...assignment, deadlineAt: deadline } : assignment,
  );
  const ladders = projection.policy ? new Map([[projection.policy.id, projection.policy.policy]]) : policies;
  const policyId = projection.policy?.id ?? step.policyId;
  const after = { ...step, policyId, deadlineAt: deadline };
  const chased = chasedOf(process, after, moved, ladders);
  // While its clock stands still nothing is armed; the resumption arms it.
  const checkAt = process.pausedAt
    ? null
    : nextCheckAt(chased, calendar, projection.checkedUntil ?? step.checkedUntil);
  return {
    process,
    step,
    following,
    projection,
    deadline,
    warn: warnAt(chased.policy, deadline, calendar),
    checkAt,
    changesDeadline,
    move: {
      processId: process.id,
      processTitle: process.title,
      processKind: process.kind,
      regionCode: process.regionCode,
      stepId: step.id,
      stepKey: step.key,
      round: step.round,
      open: open.length,
      deadline: { before: step.deadlineAt, after: deadline },
      nextCheck: { before: step.checkAt, after: checkAt },
    },
  };
}

async function apply(
  manager: EntityManager,
  processes: ProcessRow[],
  calendar: WorkingCalendar,
  input: Reprojection,
): Promise<StepMove[]> {
  const planned = await plan(manager, processes, calendar, input);
  if (planned.length === 0) return [];
  await write(manager, planned);
  await recordMoves(manager, planned, input);
  const earliest = new Map<number, Date>();
  for (const { step, checkAt } of planned) {
    const clock = clockOfStep(step.id);
    const known = earliest.get(clock);
    if (checkAt && (!known || checkAt < known)) earliest.set(clock, checkAt);
  }
  for (const [clock, checkAt] of [...earliest].sort(([a], [b]) => a - b))
    await armClock(manager, clock, checkAt, input.now);
  return planned.map(({ move }) => move);
}

async function write(manager: EntityManager, planned: Planned[]): Promise<void> {
  await manager.query(
    `update step s set deadline_at = n.deadline_at, warn_at = n.warn_at, check_at = n.check_at, policy_id = n.policy_id,
       checked_until = least(s.checked_until, n.checked_until)
     from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::timestamptz[])
       as n(id, deadline_at, warn_at, check_at, policy_id, checked_until) where s.id = n.id`,
    [
      planned.map(({ step }) => step.id),
      planned.map(({ deadline }) => deadline),
      planned.map(({ warn }) => warn),
      planned.map(({ checkAt }) => checkAt),
      planned.map(({ step, projection }) => projection.policy?.id ?? step.policyId),
      planned.map(({ step, projection }) => projection.checkedUntil ?? step.checkedUntil),
    ],
  );
  const following = planned.flatMap(({ following, deadline }) => following.map((id) => ({ id, deadline })));
  await manager.query(
    `update assignment a set deadline_at = n.deadline_at from unnest($1::uuid[], $2::timestamptz[]) as n(id, deadline_at) where a.id = n.id`,
    [following.map(({ id }) => id), following.map(({ deadline }) => deadline)],
  );
}

/** One record for each process, and what the process itself notes of a moved deadline. */
async function recordMoves(manager: EntityManager, planned: Planned[], input: Reprojection): Promise<void> {
  const { now, actor } = input;
  const entries: { head: ChainHead; facts: AuditFact[] }[] = [];
  for (const process of new Set(planned.map((one) => one.process))) {
    const own = planned.filter((one) => one.process === process);
    const context = recording({ manager, now, process, actor });
    for (const { move, deadline } of own) {
      if (!deadline || same(move.deadline.before, deadline)) continue;
      await effectsOf(process.kind).deadlineMoved?.(context, move.stepKey, deadline);
    }
    const fact = input.fact(own.map(({ move }) => move));
    if (fact) context.record(fact);
    if (context.facts.length > 0) entries.push({ head: process.head, facts: context.facts });
  }
  await appendAudit(manager, now, entries);
}

/** The step's blueprint rule, for projections that follow it. */
export const blueprintOfStep = ({ process, step }: Pick<ProjectedStep, 'process' | 'step'>) =>
  stepBlueprintOf(process.kind, step.key);

export function same(a: Date | null, b: Date | null): boolean {
  return a?.getTime() === b?.getTime();
}
