import type { EntityManager } from 'typeorm';
import { blueprintOf, stepBlueprintOf } from '../../domain/blueprints/index.js';
import { afterStandstill, isLegalDate, type Standstill } from '../../domain/steps/standstill.js';
import { stepDeadline } from '../../domain/steps/step-deadline.js';
import { isLive } from '../../domain/steps/step-state.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import type { DeadlineRule } from '../../domain/time/deadline.js';
import { moveStepDeadline } from '../steps/move-deadline.js';
import type { AssignmentRow, ProcessRow, StepRow } from '../steps/step.store.js';

/** A deadline that moves because the clock stood still: of the step and who shares it, or of one assignment with its own. */
export interface ShiftedDeadline {
  process: ProcessRow;
  step: StepRow;
  /** Left out where the whole step's deadline moves. */
  assignment?: AssignmentRow;
  /** Live assignments that have it. */
  assignments: AssignmentRow[];
  from: Date;
  to: Date;
  /** The regulation names the date itself. */
  legal: boolean;
}

export interface Shift {
  process: ProcessRow;
  step: StepRow;
  assignments: AssignmentRow[];
  standstill: Standstill;
  calendar: WorkingCalendar;
  /** Dates of the regulation stay where they are. */
  keepLegalDates: boolean;
}

/** The deadlines of a step after a standstill, by the rule that gave them. Those that don't move are among them only when they are legal dates. */
export function shiftedDeadlines(shift: Shift): ShiftedDeadline[] {
  const { process, step, assignments } = shift;
  const rule = ruleOf(shift);
  const live = assignments.filter(isLive);
  const found: ShiftedDeadline[] = [];
  const add = (from: Date, by: DeadlineRule, own: AssignmentRow[], assignment?: AssignmentRow) => {
    const legal = isLegalDate(by);
    const kept = legal && shift.keepLegalDates;
    const to = kept ? from : afterStandstill(from, by, shift.standstill, shift.calendar);
    if (!legal && to.getTime() === from.getTime()) return;
    found.push({ process, step, ...(assignment ? { assignment } : {}), assignments: own, from, to, legal });
  };
  const shared = live.filter(({ deadlineAt }) => deadlineAt?.getTime() === step.deadlineAt?.getTime());
  if (step.deadlineAt && (step.status === 'open' || shared.length > 0)) add(step.deadlineAt, rule, shared);
  for (const one of live)
    // Given more time, asked later, handed out with a limit of his own: a limit that somebody gave.
    if (one.deadlineAt && !shared.includes(one)) add(one.deadlineAt, { kind: 'given' }, [one], one);
  return found;
}

/** The rule that gave the step's deadline; what somebody set since is a given limit. */
function ruleOf({ process, step, calendar }: Shift): DeadlineRule {
  if (step.deadlineSet || !step.deadlineAt) return { kind: 'given' };
  const opening = { year: process.year, openedAt: step.openedAt, calendar };
  const { rule } = stepDeadline(blueprintOf(process.kind), stepBlueprintOf(process.kind, step.key), opening);
  return rule;
}

/**
 * Writes what moved. What was fired before the pause was fired for this distance: it counts for the new deadline as well, so nobody hears it
 * twice; what was not is still to come, or is made up.
 */
export async function writeShift(
  manager: EntityManager,
  step: StepRow,
  shifted: readonly ShiftedDeadline[],
): Promise<void> {
  const moved = shifted.filter(({ from, to }) => from.getTime() !== to.getTime());
  if (moved.length === 0) return;
  await carryCheckpoints(manager, step, moved);
  for (const { assignment, assignments, to } of moved) {
    if (!assignment && step.status === 'open') await moveStepDeadline(manager, step, to);
    await manager.query(`update assignment set deadline_at = $2 where id = any($1::uuid[])`, [
      assignments.map(({ id }) => id),
      to,
    ]);
    for (const one of assignments) one.deadlineAt = to;
  }
}

/** By subject: the assignments themselves, and the step where it is chased as one. */
async function carryCheckpoints(
  manager: EntityManager,
  step: StepRow,
  moved: readonly ShiftedDeadline[],
): Promise<void> {
  const subjects = moved.flatMap(({ assignments, from, to }) =>
    [step.id, ...assignments.map(({ id }) => id)].map((id) => ({ id, from, to })),
  );
  await manager.query(
    `insert into checkpoint (step_id, assignment_id, key, deadline_at, due_at, fired_at, told)
     select c.step_id, c.assignment_id, c.key, m.new, c.due_at, c.fired_at, c.told
     from checkpoint c join unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as m(subject, old, new)
       on m.subject = c.assignment_id and m.old = c.deadline_at
     where c.step_id = $1 on conflict do nothing`,
    [step.id, subjects.map(({ id }) => id), subjects.map(({ from }) => from), subjects.map(({ to }) => to)],
  );
}
