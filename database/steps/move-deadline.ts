import type { EntityManager } from 'typeorm';
import { warnAt } from '../../domain/time/light.js';
import { calendarOf, policiesById } from './step-rules.js';
import type { StepRow } from './step.store.js';

/** Moves the deadline of the step as a whole, and with it the instant its light turns yellow. */
export async function moveStepDeadline(
  manager: EntityManager,
  step: StepRow,
  deadline: Date | null,
): Promise<void> {
  const policies = await policiesById(manager, step.policyId ? [step.policyId] : []);
  const policy = policies.get(step.policyId ?? '');
  const warn = policy ? warnAt(policy, deadline, await calendarOf(manager)) : null;
  await manager.query(`update step set deadline_at = $2, warn_at = $3 where id = $1`, [
    step.id,
    deadline,
    warn,
  ]);
  step.deadlineAt = deadline;
}

/** The same where somebody sets it: it does not follow the step's rule any more. */
export async function setStepDeadline(manager: EntityManager, step: StepRow, deadline: Date): Promise<void> {
  await moveStepDeadline(manager, step, deadline);
  await manager.query(`update step set deadline_set = true where id = $1`, [step.id]);
  step.deadlineSet = true;
}
