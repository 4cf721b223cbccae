import type { EntityManager } from 'typeorm';
import { blueprintOf, stepBlueprintOf } from '../../domain/blueprints/index.js';
import type { StepBlueprint } from '../../domain/blueprints/blueprint.js';
import { nextCheckAt } from '../../domain/steps/chase.js';
import { stepDeadline } from '../../domain/steps/step-deadline.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import { warnAt } from '../../domain/time/light.js';
import { appendAudit } from '../audit/audit-log.js';
import { openPauseOf } from '../pauses/pause.repository.js';
import { effectsOf, type EffectContext } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { clockOfStep } from '../../domain/steps/clocks.js';
import { armClock } from './clock.js';
import { assignmentIdOf, stepIdOf } from './ids.js';
import { notify } from './notify.js';
import { ownersOf, type Owner } from './owners.js';
import { calendarOf, currentPolicy } from './step-rules.js';
import { lockProcess, type ProcessRow } from './step.store.js';

export interface OpenStep {
  processId: string;
  key: string;
  round: number;
  now: Date;
}

export interface OpenedStepResult {
  stepId: string;
  /** Set when there was nothing to wait for, or the step is closed already. */
  outcome: string | null;
  /** The pause the process is in: nothing was opened. */
  pausedBy?: string;
}

/** Opens a step for its workflow, in a transaction of its own. Repeating it finds the step that is there. */
export function openStep(manager: EntityManager, input: OpenStep): Promise<OpenedStepResult> {
  return manager.transaction(async (tx) => {
    const stepId = stepIdOf(input.processId, input.key, input.round);
    // Two statements, the second with a snapshot taken under the lock; sent together, for one round trip.
    const [process, [there]]: [ProcessRow | null, { state: string; outcome: string | null }[]] =
      await Promise.all([
        lockProcess(tx, input.processId),
        tx.query(`select state, outcome from step where id = $1`, [stepId]),
      ]);
    if (!process) throw new Error(`no process ${input.processId}`);
    if (there) return { stepId, outcome: there.state === 'open' ? null : there.outcome };
    if (process.state === 'ended') return { stepId, outcome: 'cancelled' };
    const pause = process.pausedAt && (await openPauseOf(tx, process.id));
    if (pause) return { stepId, outcome: null, pausedBy: pause.id };
    return openUnderLock(tx, process, input);
  });
}

/** Opens a step inside a transaction that already holds the process's lock. */
export async function openUnderLock(
  manager: EntityManager,
  process: ProcessRow,
  { key, round, now }: OpenStep,
  about?: { assignmentId: string; request: Record<string, unknown> },
): Promise<OpenedStepResult> {
  const blueprint = stepBlueprintOf(process.kind, key);
  const effects = effectsOf(process.kind);
  const stepId = stepIdOf(process.id, key, round);
  const context = recording({ manager, now, process, actor: null });
  const { facts, record } = context;

  const skipped = await effects.skip?.(context, key, round);
  const owners = skipped ? [] : await ownersOf(context, blueprint.owner, key);
  if (skipped || owners.length === 0) {
    const outcome = skipped ?? 'nobodyToAsk';
    await manager.query(
      `insert into step (id, process_id, key, round, rule, state, opened_at, closed_at, outcome, clock, checked_until)
       values ($1, $2, $3, $4, $5, 'cancelled', $6, $6, $7, $8, $6)`,
      [stepId, process.id, key, round, blueprint.rule, now, outcome, clockOfStep(stepId)],
    );
    record({ kind: 'stepSkipped', body: { step: key, round, outcome } });
    await appendAudit(manager, now, [{ head: process.head, facts }]);
    return { stepId, outcome };
  }

  const calendar = await calendarOf(manager);
  const { id: policyId, policy } = await currentPolicy(manager, process.kind, key, process.regionCode, now);
  const own = await deadlineFor(context, key, blueprint, calendar);
  const assignments = owners.map(({ deadline = own, ...owner }, index) => ({
    ...owner,
    deadline,
    id: assignmentIdOf(stepId, owner.unitId, owner.positionId, 1),
    turn: blueprint.rule === 'order' ? index : 0,
  }));
  const asked = assignments.filter(({ turn }) => turn === 0);
  const deadline = latest(assignments.map((assignment) => assignment.deadline));
  const checkAt = nextCheckAt(
    {
      stepId,
      rule: blueprint.rule,
      policy,
      owed: asked.map((one) => ({
        id: one.id,
        openedAt: now,
        deadline: one.deadline,
        acknowledged: false,
      })),
      closesAfter: blueprint.atDeadline ? deadline : null,
      window: blueprint.atDeadline?.window === true,
    },
    calendar,
    now,
  );
  const clock = clockOfStep(stepId);
  const inserting = manager.query(
    `insert into step (id, process_id, key, round, rule, state, about_assignment_id, request, opened_at, deadline_at, warn_at, policy_id,
       clock, check_at, checked_until)
     values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10, $11, $12, $13, $8)`,
    [
      stepId,
      process.id,
      key,
      round,
      blueprint.rule,
      about?.assignmentId ?? null,
      about ? JSON.stringify(about.request) : null,
      now,
      deadline,
      warnAt(policy, deadline, calendar),
      policyId,
      clock,
      checkAt,
    ],
  );
  // Sent one behind the other without waiting in between.
  const assigning = insertAssignments(manager, {
    stepId,
    processId: process.id,
    round: 1,
    openedAt: now,
    assignments,
  });
  await Promise.all([inserting, assigning, effects.opened?.(context, key)]);
  // An owner's own deadline is said only where it is not the step's.
  const said = assignments.map(({ unitId, positionId, deadline: by }) => ({
    unitId,
    positionId,
    ...(by?.getTime() === deadline?.getTime() ? {} : { deadline: by }),
  }));
  facts.unshift({ kind: 'stepOpened', actor: null, body: { step: key, round, deadline, owners: said } });
  await Promise.all([
    appendAudit(manager, now, [{ head: process.head, facts }]),
    notify(
      manager,
      now,
      asked.map((one) => ({
        kind: 'assigned',
        process,
        stepKey: key,
        stepId,
        assignmentId: one.id,
        positionIds: [one.positionId],
        deadline: one.deadline,
        ...(one.inSteadOf === undefined ? {} : { about: one.inSteadOf }),
      })),
    ),
    armClock(manager, clock, checkAt, now),
  ]);
  return { stepId, outcome: null };
}

export interface NewAssignments {
  stepId: string;
  processId: string;
  round: number;
  openedAt: Date;
  /** `turn`: 0 for who is asked at once; the others wait for theirs (依次). */
  assignments: (Omit<Owner, 'deadline'> & { id: string; deadline: Date | null; turn: number })[];
}

export async function insertAssignments(manager: EntityManager, input: NewAssignments): Promise<void> {
  await manager.query(
    `insert into assignment (id, step_id, process_id, round, position_id, unit_id, state, opened_at, deadline_at, turn)
     select id, $1, $2, $3, position_id, unit_id, case when turn = 0 then 'open' else 'waiting' end, $4, deadline_at, turn
     from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::timestamptz[], $9::int[]) as a(id, position_id, unit_id, deadline_at, turn)`,
    [
      input.stepId,
      input.processId,
      input.round,
      input.openedAt,
      input.assignments.map(({ id }) => id),
      input.assignments.map(({ positionId }) => positionId),
      input.assignments.map(({ unitId }) => unitId),
      input.assignments.map(({ deadline }) => deadline),
      input.assignments.map(({ turn }) => turn),
    ],
  );
}

async function deadlineFor(
  context: EffectContext,
  key: string,
  blueprint: StepBlueprint,
  calendar: WorkingCalendar,
): Promise<Date | null> {
  const { now, process } = context;
  const given =
    blueprint.deadline.kind === 'given' ? await effectsOf(process.kind).givenDeadline?.(context, key) : null;
  const opening = { year: process.year, openedAt: now, calendar, ...(given ? { given } : {}) };
  return stepDeadline(blueprintOf(process.kind), blueprint, opening).at;
}

/** The step is due when the last of its assignments is; without a deadline as soon as one of them has none. */
function latest(deadlines: readonly (Date | null)[]): Date | null {
  const times = deadlines.map((deadline) => deadline?.getTime() ?? Infinity);
  const last = Math.max(...times);
  return last === Infinity ? null : new Date(last);
}
