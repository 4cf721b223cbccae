import type { NamedRole } from '../../domain/blueprints/blueprint.js';
import type { ChangeOrderState } from '../../domain/blueprints/change-order.blueprint.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { positionsOf } from '../organisation/position.repository.js';
import { leadingGroupOf, officeOf } from '../organisation/unit.repository.js';
import type { EffectContext, ProcessEffects } from '../processes/effects.js';
import type { NamedOwners } from '../processes/named-owners.js';
import { changeOrderOf, updateChangeOrder, type ChangeOrderRow } from './change-order.store.js';

/** What a 变更单 writes of itself; what it changes is the engine's (change-order.engine.ts). */
export const changeOrderEffects: ProcessEffects = {
  async namedOwners(context, role): Promise<NamedOwners> {
    const order = await changeOrderOf(context.manager, context.process.id);
    const positionId = await positionOf(context, role, order);
    return { positions: positionId === null ? [] : [{ positionId }] };
  },

  async opened({ manager, process }, key) {
    const state = OPEN_STATES[key];
    if (state) await updateChangeOrder(manager, process.id, { state });
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
