import type { NamedRole } from '../../domain/blueprints/blueprint.js';
import type { ChangeOrderState } from '../../domain/blueprints/change-order.blueprint.js';
import type { ChangeOrderForm } from '../../domain/change-orders/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, formatInstant } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import { leadingGroupOf, officeOf } from '../organisation/unit.repository.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import type { NamedOwners } from '../processes/named-owners.js';
import { processById } from '../processes/process.repository.js';
import { applyChanges, sentenceOfConflict, type Conflict } from './apply-changes.js';
import {
  changeOrderOf,
  insertChangeOrder,
  updateChangeOrder,
  type ChangeOrderRow,
} from './change-order.store.js';
import { seenChanges } from './write-order.js';

/** What a 变更单 writes: its own row, and with its approval everything that it changes. */
export const changeOrderEffects: ProcessEffects = {
  async launched(context, { form }) {
    const { manager, process, actor, now } = context;
    const { processId, reason, changes } = form as ChangeOrderForm;
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

  async namedOwners(context, role): Promise<NamedOwners> {
    const order = await changeOrderOf(context.manager, context.process.id);
    const positionId = await positionOf(context, role, order);
    return { positions: positionId === null ? [] : [{ positionId }] };
  },

  async opened({ manager, process }, key) {
    const state = OPEN_STATES[key];
    if (state) await updateChangeOrder(manager, process.id, { state });
  },

  async decided(context, decided) {
    const { step, decision, form } = decided;
    if (step.key === 'approve') return approve(context, decided);
    if (decision === 'submitted') await resubmit(context, form as ChangeOrderForm);
    return undefined;
  },

  async ended({ manager, now, process }, outcome) {
    const { state } = await changeOrderOf(manager, process.id);
    if (state === 'applied') return;
    const ended = outcome in ENDED_STATES ? ENDED_STATES[outcome] : 'terminated';
    await updateChangeOrder(manager, process.id, { state: ended as ChangeOrderState, settledAt: now });
  },
};

const OPEN_STATES: Record<string, ChangeOrderState> = { approve: 'approving', revise: 'revising' };
const ENDED_STATES: Record<string, ChangeOrderState> = { rejected: 'rejected', withdrawn: 'withdrawn' };

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
    throw new Refusal('INVALID_FIELD', { reason: '不能改为变更另一项工作，请另行提出' }, 'form.processId');
  const changes = await seenChanges(manager, { ...form, id: process.id }, process.regionCode, { actor, now });
  await manager.query(`update process set title = $2 where id = $1`, [process.id, form.title]);
  await updateChangeOrder(manager, process.id, { reason: form.reason, changes, overtaken: null });
}

/** Whoever approves is never who wrote it: 双拥办主任, for his own the 组长, then a 副组长. */
async function positionOf(
  { manager, now, process }: EffectContext,
  role: NamedRole,
  { authorPositionId, authorPersonId }: ChangeOrderRow,
): Promise<string | null> {
  const on = civilDateOf(now);
  const [office, group] = await Promise.all([
    officeOf(manager, process.regionCode),
    leadingGroupOf(manager, process.regionCode),
  ]);
  const inOffice = (...kinds: Parameters<typeof positionsOf>[2]) =>
    office ? positionsOf(manager, office.id, kinds, on) : Promise.resolve([]);
  if (role === 'changeAuthor') {
    if (authorPositionId !== null) return authorPositionId;
    const staff = await inOffice('officeStaff', 'officeDeputy', 'officeDirector');
    return (staff.find(({ holders }) => holders.length > 0) ?? staff[0])?.positionId ?? null;
  }
  if (role !== 'approver') return null;
  const candidates = [
    ...(await inOffice('officeDirector')),
    ...(group ? await positionsOf(manager, group.id, ['groupLeader', 'deputyLeader'], on) : []),
  ].filter(
    ({ positionId, holders }) =>
      positionId !== authorPositionId && holders.every(({ personId }) => personId !== authorPersonId),
  );
  // Nobody there today: it waits on the position for whoever is appointed, and the ladder tells those above.
  return (candidates.find(({ holders }) => holders.length > 0) ?? candidates[0])?.positionId ?? null;
}
