import { Refusal } from '../../../domain/errors/refusal.js';
import type { EffectContext } from '../../processes/effects.js';
import { loadStep, type AssignmentRow, type LoadedStep } from '../../steps/step.store.js';

/** What a change works with: the changed process's effects context (its lock is held), and the order it belongs to. */
export interface ChangeContext {
  effects: EffectContext;
  orderId: string;
  /** What the record says of each change: the order, and its reason. */
  reason: string;
}

/** What stands in the record of the changed process with every change. */
export const byOrder = ({ orderId, reason }: ChangeContext) => ({ orderId, reason });

/** A step of the changed process, read under its lock. @throws Refusal NOT_FOUND */
export async function stepOfTarget({ effects }: ChangeContext, stepId: string): Promise<LoadedStep> {
  const { manager, process } = effects;
  const [row]: unknown[] = await manager.query(`select 1 from step where id = $1 and process_id = $2`, [
    stepId,
    process.id,
  ]);
  if (!row) throw new Refusal('NOT_FOUND');
  return loadStep(manager, stepId);
}

/** An assignment of the changed process, with its step. @throws Refusal NOT_FOUND */
export async function assignmentOfTarget(
  context: ChangeContext,
  assignmentId: string,
): Promise<LoadedStep & { assignment: AssignmentRow }> {
  const { manager, process } = context.effects;
  const [row]: { step_id: string }[] = await manager.query(
    `select step_id from assignment where id = $1 and process_id = $2`,
    [assignmentId, process.id],
  );
  if (!row) throw new Refusal('NOT_FOUND');
  const loaded = await loadStep(manager, row.step_id);
  return { ...loaded, assignment: loaded.assignments.find(({ id }) => id === assignmentId) as AssignmentRow };
}
