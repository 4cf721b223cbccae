import type { ChangeOrderForm } from '../../domain/change-orders/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { formatInstant } from '../../domain/time/zone.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import type { EngineEffects } from '../processes/engine-effects.js';
import { processById } from '../processes/process.repository.js';
import { applyChanges, sentenceOfConflict, type Conflict } from './apply-changes.js';
import { changeOrderOf, insertChangeOrder, updateChangeOrder } from './change-order.store.js';
import { seenChanges } from './write-order.js';

/** What a 变更单 does to the process that it changes: tried out when it is written, done with its approval. */
export const changeOrderEngine: EngineEffects = {
  async launched(context, { form }) {
    const { manager, process, actor, now } = context;
    const { processId, reason, changes } = form as ChangeOrderForm;
    await refuseOutsiders(context, processId);
    const seen = await seenChanges(
      manager,
      { id: process.id, title: process.title, processId, reason, changes },
      process.regionCode,
      { actor, now },
    );
    // Of a case of dereliction nobody hears beyond its scope: nor of a change of it.
    await manager.query(
      `update process set restricted = (select restricted from process where id = $2) where id = $1`,
      [process.id, processId],
    );
    await insertChangeOrder(manager, {
      ...{ id: process.id, targetId: processId, reason, changes: seen },
      authorPositionId: actor?.positionId ?? null,
    });
  },

  async decided(context, decided) {
    const { step, decision, form } = decided;
    if (step.key === 'approve') return approve(context, decided);
    if (decision === 'submitted') await resubmit(context, form as ChangeOrderForm);
    return undefined;
  },
};

/** What is not for the regions above is changed by its own office alone, and exists for nobody else. @throws Refusal NOT_FOUND */
async function refuseOutsiders({ manager, actor }: EffectContext, targetId: string): Promise<void> {
  const [outside]: unknown[] = await manager.query(
    `select 1 from process p join unit u on u.id = $2 where p.id = $1 and p.restricted and u.region_code <> p.region_code`,
    [targetId, actor?.unitId ?? null],
  );
  if (outside) throw new Refusal('NOT_FOUND', {}, 'form.processId');
}

/**
 * Approved, it is in force: all of it, in the transaction of the approval. What does not hold any more is not half done: the order goes back
 * to who wrote it, and says why.
 *
 * @throws Refusal OWN_CHANGE, for whoever wrote it, in whatever position he signs
 */
async function approve(
  { manager, now, process, actor, record }: EffectContext,
  { decision }: Decided,
): Promise<{ outcome: string } | undefined> {
  const order = await changeOrderOf(manager, process.id);
  if (actor && [actor.personId, actor.actingForId].includes(order.authorPersonId ?? ''))
    throw new Refusal('OWN_CHANGE');
  if (decision !== 'approved') return undefined;
  try {
    const outcome = await manager.transaction((tx) =>
      applyChanges(tx, order, order.changes, { actor, now }, (conflict) => {
        throw new Overtaken(conflict);
      }),
    );
    await updateChangeOrder(manager, order.id, {
      ...{ state: 'applied', outcome, overtaken: null, settledAt: now },
    });
    const target = await processById(manager, order.targetId);
    record({
      kind: 'changesApplied',
      body: {
        ...{ targetId: order.targetId, target: target?.title },
        ...{ changes: order.changes.length, moved: outcome.owed.length + outcome.planned.length },
      },
    });
    return undefined;
  } catch (error) {
    const found = overtakenBy(error);
    await updateChangeOrder(manager, order.id, { overtaken: { ...found, at: formatInstant(now) } });
    record({ kind: 'changesOvertaken', body: found });
    return { outcome: 'overtaken' };
  }
}

class Overtaken extends Error {
  constructor(readonly conflict: Conflict) {
    super('overtaken');
  }
}

/** Which change, and why; the first where the whole process can't be changed any more. */
function overtakenBy(error: unknown): { number: number; why: string } {
  if (error instanceof Overtaken)
    return { number: error.conflict.number, why: sentenceOfConflict(error.conflict) };
  if (error instanceof Refusal) return { number: 1, why: sentenceOfConflict({ number: 1, refusal: error }) };
  throw error;
}

async function resubmit(
  { manager, now, process, actor }: EffectContext,
  form: ChangeOrderForm,
): Promise<void> {
  const { targetId } = await changeOrderOf(manager, process.id);
  if (form.processId !== targetId)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '变更哪项工作', reason: '不能改为变更另一项工作，请另行提出' },
      'form.processId',
    );
  const changes = await seenChanges(manager, { ...form, id: process.id }, process.regionCode, { actor, now });
  await manager.query(`update process set title = $2 where id = $1`, [process.id, form.title]);
  await updateChangeOrder(manager, process.id, { reason: form.reason, changes, overtaken: null });
}
