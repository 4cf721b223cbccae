import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { PointCompletionForm } from '../../domain/work-points/forms.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { unitsThatOweReplies } from '../steps/check-replies.js';
import { pointOf } from './point.store.js';

/**
 * Keeps what a lead says of its part. It can't complete over the heads of units that owe it a reply, nor without evidence.
 * @throws Refusal POINT_REPLIES_OPEN, EVIDENCE_REQUIRED
 */
export async function keepCompletion(
  context: EffectContext,
  { step, assignment }: Decided,
  { result, evidence, quantitiesDone }: PointCompletionForm,
): Promise<void> {
  const { manager, now, process } = context;
  const { repliesOptional } = await pointOf(manager, process.id);
  const units = repliesOptional ? '' : await unitsThatOweReplies(context);
  if (units !== '') throw new Refusal('POINT_REPLIES_OPEN', { units }, 'decision');
  if (!evidence?.trim() && !(await hasAttachment(context, step.id, assignment.unitId)))
    throw new Refusal('EVIDENCE_REQUIRED', {}, 'form.evidence');
  await manager.query(
    `insert into work_point_completion (assignment_id, point_id, unit_id, result, evidence, quantities_done, completed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [assignment.id, process.id, assignment.unitId, result, evidence ?? null, quantitiesDone ?? null, now],
  );
}

/** Handed in by the unit in this round, by whoever of it was asked. */
async function hasAttachment({ manager }: EffectContext, stepId: string, unitId: string): Promise<boolean> {
  const [row]: unknown[] = await manager.query(
    `select 1 from attachment t join assignment a on a.id = t.assignment_id where a.step_id = $1 and a.unit_id = $2 limit 1`,
    [stepId, unitId],
  );
  return row !== undefined;
}

/** Leads that have completed their part in the present round. */
export async function unitsThatCompleted(manager: EntityManager, pointId: string): Promise<string[]> {
  const rows: { unit_id: string }[] = await manager.query(
    `select unit_id from work_point_completion where point_id = $1`,
    [pointId],
  );
  return rows.map(({ unit_id }) => unit_id);
}

/** Taken back by one lead, or all asked anew: what was said before stands in the record. */
export async function forgetCompletions(
  { manager, process }: EffectContext,
  assignmentId: string | null = null,
): Promise<void> {
  await manager.query(
    `delete from work_point_completion where point_id = $1 and ($2::uuid is null or assignment_id = $2)`,
    [process.id, assignmentId],
  );
}
