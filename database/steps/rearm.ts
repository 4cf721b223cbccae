import type { EntityManager } from 'typeorm';
import { nextCheckAt } from '../../domain/steps/chase.js';
import { clockOfStep } from '../../domain/steps/clocks.js';
import { armClock } from './clock.js';
import { setCheckAt } from './persist.js';
import { chasedOf } from './serve-clock.js';
import { calendarOf, policiesById } from './step-rules.js';
import type { AssignmentRow, ProcessRow, StepRow } from './step.store.js';

/** Computes anew when a step's next reminder or rung is due, after its assignments, deadline, ladder or calendar changed. */
export async function rearmStep(
  manager: EntityManager,
  process: ProcessRow,
  step: StepRow,
  assignments: AssignmentRow[],
  now: Date,
): Promise<void> {
  // Nothing is armed while the clock stands still; the resumption arms it.
  if (process.pausedAt) return;
  const owed = assignments.some(({ status }) => status === 'open');
  if (!owed && step.checkAt === null) return;
  // A step that ends by itself is looked at even when nobody owes it any more (the last unit on the list left).
  const watched =
    owed || (step.status === 'open' && chasedOf(process, step, [], new Map()).closesAfter !== null);
  const policies = owed && step.policyId ? await policiesById(manager, [step.policyId]) : new Map();
  const checkAt = watched
    ? nextCheckAt(
        chasedOf(process, step, assignments, policies),
        await calendarOf(manager),
        step.checkedUntil,
      )
    : null;
  if (checkAt?.getTime() === step.checkAt?.getTime()) return;
  await setCheckAt(manager, step.id, checkAt);
  await armClock(manager, clockOfStep(step.id), checkAt, now);
}
