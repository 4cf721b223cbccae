import type { EntityManager } from 'typeorm';
import { stepBlueprintOf } from '../../domain/blueprints/index.js';
import {
  dueCheckpoints,
  nextCheckAt,
  type ChasedStep,
  type DueCheckpoint,
} from '../../domain/steps/chase.js';
import { applyStepCommand } from '../../domain/steps/step-machine.js';
import type { CheckpointKind } from '../../domain/time/ladder.js';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import { sleepUntilNext } from './clock.js';
import { notify, type Notification } from './notify.js';
import { persistChanges } from './persist.js';
import { calendarOf, policiesById } from './step-rules.js';
import {
  loadAssignmentsOf,
  loadSteps,
  lockFreeProcesses,
  type AssignmentRow,
  type ProcessRow,
  type StepRow,
} from './step.store.js';
import { findTold, type Told, type ToldQuestion } from './told.js';

/** Steps served in one transaction: enough to make round trips cheap, few enough that a signer never waits long. */
const BATCH = 250;
/** Tasks of one transaction: a step that collects from sixty units is sixty of them. */
const TASKS = 2_000;
/** Then the clock comes back for the rest: its activity has a minute. */
const ONE_TURN_MS = 20_000;
const LONGEST_SLEEP_MS = 60 * 60_000;

export interface Served {
  nextAt: Date | null;
  served: number;
}

/**
 * Does everything that is due on a clock up to `now`, in batches, then says when the next thing is due. Each reminder and rung
 * happens once, whoever asks and however often. Steps somebody is signing right now are left for the next look.
 */
export async function serveClock(
  manager: EntityManager,
  clock: number,
  now: Date,
  tasks = TASKS,
): Promise<Served> {
  const began = performance.now();
  let served = 0;
  for (;;) {
    const batch = await manager.transaction((tx) => serveBatch(tx, clock, now, tasks));
    served += batch.served;
    if (batch.served === 0 || !batch.more || performance.now() - began > ONE_TURN_MS) break;
  }
  return { served, nextAt: await sleepUntilNext(manager, clock, new Date(now.getTime() + LONGEST_SLEEP_MS)) };
}

interface Work {
  process: ProcessRow;
  step: StepRow;
  chased: ChasedStep;
  assignments: AssignmentRow[];
  due: DueCheckpoint[];
}

async function serveBatch(
  manager: EntityManager,
  clock: number,
  now: Date,
  tasks: number,
): Promise<{ more: boolean; served: number }> {
  const { found, more } = await dueSteps(manager, clock, now, tasks);
  if (found.length === 0) return { more, served: 0 };
  const processes = await lockFreeProcesses(manager, [...new Set(found.map(({ process_id }) => process_id))]);
  const held = new Map(processes.map((process) => [process.id, process]));
  const works = await worksOf(
    manager,
    found.filter(({ process_id }) => held.has(process_id)).map(({ id }) => id),
    held,
    now,
  );

  await fire(manager, works, now);
  for (const work of works) await closeAtDeadline(manager, work, now);
  await rearm(manager, works, now);
  return { more, served: works.length };
}

/** The steps that are due first, so many that their tasks make one batch; at least one. */
async function dueSteps(
  manager: EntityManager,
  clock: number,
  now: Date,
  most: number,
): Promise<{ found: { id: string; process_id: string }[]; more: boolean }> {
  const due: { id: string; process_id: string; tasks: number }[] = await manager.query(
    `select s.id, s.process_id, (select count(*)::int from assignment a where a.step_id = s.id and a.state = 'open') as tasks
     from (select id, process_id, check_at from step where clock = $1 and check_at <= $2 order by check_at, id limit $3) s
     order by s.check_at, s.id`,
    [clock, now, BATCH],
  );
  let tasks = 0;
  const found = due.filter((step) => (tasks += step.tasks) <= most || tasks === step.tasks);
  return { found, more: found.length < due.length || due.length === BATCH };
}

async function worksOf(
  manager: EntityManager,
  ids: string[],
  processes: Map<string, ProcessRow>,
  now: Date,
): Promise<Work[]> {
  const calendar = await calendarOf(manager);
  // Read again under the locks: somebody may have served or signed in between.
  const steps = (await loadSteps(manager, ids)).filter(({ checkAt }) => checkAt !== null && checkAt <= now);
  const assignments = await loadAssignmentsOf(
    manager,
    steps.map(({ id }) => id),
  );
  const byStep = groupByStep(assignments);
  const policies = await policiesById(manager, [
    ...new Set(steps.flatMap(({ policyId }) => (policyId ? [policyId] : []))),
  ]);
  return steps.map((step) => {
    const process = processes.get(step.processId) as ProcessRow;
    const own = byStep.get(step.id) ?? [];
    const chased = chasedOf(process, step, own, policies);
    return {
      process,
      step,
      chased,
      assignments: own,
      due: dueCheckpoints(chased, calendar, step.checkedUntil, lastOwed(process, step, chased, now)),
    };
  });
}

/** A step that frees its owners when it ends by itself is not chased beyond that instant, however late the clock comes by. */
function lastOwed(process: ProcessRow, step: StepRow, { closesAfter }: ChasedStep, now: Date): Date {
  const { atDeadline } = stepBlueprintOf(process.kind, step.key);
  if (!closesAfter || !atDeadline || atDeadline.stillOwed) return now;
  return new Date(Math.min(now.getTime(), closesAfter.getTime() + 1));
}

function groupByStep(assignments: AssignmentRow[]): Map<string, AssignmentRow[]> {
  const groups = new Map<string, AssignmentRow[]>();
  for (const assignment of assignments)
    groups.set(assignment.stepId, [...(groups.get(assignment.stepId) ?? []), assignment]);
  return groups;
}

/** The clock's view of a step; the one place that says which assignments are chased. */
export function chasedOf(
  process: ProcessRow,
  step: StepRow,
  assignments: AssignmentRow[],
  policies: Awaited<ReturnType<typeof policiesById>>,
): ChasedStep {
  const blueprint = stepBlueprintOf(process.kind, step.key);
  return {
    stepId: step.id,
    rule: step.rule,
    policy: (step.policyId && policies.get(step.policyId)) || blueprint.ladder,
    owed: assignments
      .filter(({ status }) => status === 'open')
      .map(({ id, openedAt, deadlineAt, acknowledged }) => ({
        id,
        openedAt,
        deadline: deadlineAt,
        acknowledged,
      })),
    closesAfter: step.status === 'open' && blueprint.atDeadline ? step.deadlineAt : null,
    window: blueprint.atDeadline?.window === true,
  };
}

const FACT_KINDS: Record<CheckpointKind, string> = {
  remind: 'reminded',
  unack: 'remindedToAcknowledge',
  overdue: 'overdue',
  rung: 'escalated',
};

interface Firing {
  work: Work;
  due: DueCheckpoint;
  told: Told[];
}

async function fire(manager: EntityManager, works: Work[], now: Date): Promise<void> {
  const questions: ToldQuestion[] = [];
  for (const work of works) for (const due of work.due) questions.push(...questionsOf(work, due));
  if (questions.length === 0) return;
  const find = await findTold(manager, now, questions);
  const firings: Firing[] = works.flatMap((work) =>
    work.due.map((due) => {
      const told = new Map(
        questionsOf(work, due)
          .flatMap(find)
          .map((one) => [one.positionId, one]),
      );
      return { work, due, told: [...told.values()] };
    }),
  );
  const fresh = await rememberFirings(manager, firings, now);
  const factsOf = new Map<ProcessRow, AuditFact[]>();
  for (const firing of fresh) {
    const { process } = firing.work;
    factsOf.set(process, [...(factsOf.get(process) ?? []), factOf(firing)]);
  }
  await appendAudit(
    manager,
    now,
    [...factsOf].map(([process, facts]) => ({ head: process.head, facts })),
  );
  await notify(manager, now, fresh.map(notificationOf));
}

function questionsOf(
  { process, assignments }: Work,
  { checkpoint, assignmentIds }: DueCheckpoint,
): ToldQuestion[] {
  const owed = assignments.filter(({ id }) => assignmentIds.includes(id));
  return checkpoint.to.flatMap((to) =>
    owed.map(({ unitId, positionId }) => ({
      to,
      regionCode: process.regionCode,
      unitId,
      positionId,
      restricted: process.restricted,
    })),
  );
}

/** Writes the firings down; only those not written before are fired. */
async function rememberFirings(manager: EntityManager, firings: Firing[], now: Date): Promise<Firing[]> {
  const written: { step_id: string; assignment_id: string; key: string; deadline_at: Date }[] =
    await manager.query(
      `insert into checkpoint (step_id, assignment_id, key, deadline_at, due_at, fired_at, told)
     select step_id, assignment_id, key, deadline_at, due_at, $1, told::jsonb
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[])
       as f(step_id, assignment_id, key, deadline_at, due_at, told)
     on conflict do nothing returning step_id, assignment_id, key, deadline_at`,
      [
        now,
        firings.map(({ work }) => work.step.id),
        firings.map(({ due }) => due.subjectId),
        firings.map(({ due }) => due.checkpoint.key),
        firings.map(({ due }) => due.deadline),
        firings.map(({ due }) => due.checkpoint.at),
        firings.map(({ told }) => JSON.stringify(told)),
      ],
    );
  const keys = new Set(
    written.map((row) => `${row.step_id}/${row.assignment_id}/${row.key}/${row.deadline_at.getTime()}`),
  );
  return firings.filter(({ work, due }) =>
    keys.has(`${work.step.id}/${due.subjectId}/${due.checkpoint.key}/${due.deadline.getTime()}`),
  );
}

function factOf({ work, due, told }: Firing): AuditFact {
  const { checkpoint, deadline } = due;
  return {
    kind: FACT_KINDS[checkpoint.kind],
    actor: null,
    body: {
      step: work.step.key,
      round: work.step.round,
      checkpoint: checkpoint.key,
      dueAt: checkpoint.at,
      deadline,
      unitIds: work.assignments
        .filter(({ id }) => due.assignmentIds.includes(id))
        .map(({ unitId }) => unitId),
      told,
    },
  };
}

function notificationOf({ work, due, told }: Firing): Notification {
  const { checkpoint, deadline, assignmentIds } = due;
  return {
    kind: checkpoint.kind,
    process: work.process,
    stepKey: work.step.key,
    stepId: work.step.id,
    assignmentId: assignmentIds.length === 1 ? (assignmentIds[0] as string) : null,
    positionIds: told.map(({ positionId }) => positionId),
    deadline,
    ...(checkpoint.rung === undefined ? {} : { rung: checkpoint.rung }),
  };
}

async function closeAtDeadline(manager: EntityManager, work: Work, now: Date): Promise<void> {
  const { process, step, chased } = work;
  if (!chased.closesAfter || chased.closesAfter >= now) return;
  const changes = applyStepCommand(
    { ...step, assignments: work.assignments },
    { type: 'deadline' },
    stepBlueprintOf(process.kind, step.key),
  );
  await persistChanges(manager, { process, step, assignments: work.assignments, changes, now, actor: null });
  for (const change of changes) {
    if (change.type !== 'superseded') continue;
    work.chased = {
      ...work.chased,
      owed: work.chased.owed.filter(({ id }) => !change.assignmentIds.includes(id)),
    };
  }
  work.chased = { ...work.chased, closesAfter: null };
}

async function rearm(manager: EntityManager, works: Work[], now: Date): Promise<void> {
  const calendar = await calendarOf(manager);
  await manager.query(
    `update step s set check_at = w.check_at, checked_until = $1
     from unnest($2::uuid[], $3::timestamptz[]) as w(id, check_at) where s.id = w.id`,
    [now, works.map(({ step }) => step.id), works.map(({ chased }) => nextCheckAt(chased, calendar, now))],
  );
}
