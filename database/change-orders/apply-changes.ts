import type { EntityManager } from 'typeorm';
import type { Change } from '../../domain/change-orders/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { runningTree } from '../pauses/pause.repository.js';
import { refusePaused } from '../pauses/refuse-paused.js';
import { recording, type Recording } from '../processes/recording.js';
import { differences, snapshotOf, type Differences } from '../processes/snapshot.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';
import { changeDeadline, seenDeadline } from './apply/change-deadline.js';
import { addUnit, removeUnit } from './apply/change-members.js';
import { changePlan, seenPlan } from './apply/change-plan.js';
import { changeUnit, seenUnit } from './apply/change-unit.js';
import type { ChangeContext } from './apply/change-context.js';
import { waiveStep } from './apply/waive-step.js';
import type { Seen, SeenChange } from './change-order.store.js';

export interface OrderToApply {
  id: string;
  title: string;
  reason: string;
  targetId: string;
}

export interface Conflict {
  /** 1 for the first change. */
  number: number;
  refusal: Refusal;
}

/** What a change finds now; it must find the same when it is approved. @throws Refusal as the change itself would be refused */
export function seenBy(context: ChangeContext, change: Change): Promise<Seen> {
  switch (change.type) {
    case 'deadline':
      return seenDeadline(context, change);
    case 'unit':
      return seenUnit(context, change);
    case 'planned':
      return seenPlan(context, change);
    case 'addUnit':
    case 'removeUnit':
    case 'step':
      return Promise.resolve({});
  }
}

function apply(context: ChangeContext, change: SeenChange): Promise<void> {
  switch (change.type) {
    case 'deadline':
      return changeDeadline(context, change, change.seen);
    case 'unit':
      return changeUnit(context, change, change.seen);
    case 'addUnit':
      return addUnit(context, change);
    case 'removeUnit':
      return removeUnit(context, change);
    case 'step':
      return waiveStep(context, change);
    case 'planned':
      return changePlan(context, change, change.seen);
  }
}

/** The changed process under its lock. @throws Refusal NOT_FOUND, PROCESS_ENDED, PROCESS_PAUSED */
export async function lockTarget(manager: EntityManager, targetId: string): Promise<ProcessRow> {
  const target = await lockProcess(manager, targetId);
  if (!target) throw new Refusal('NOT_FOUND', {}, 'form.processId');
  if (target.state === 'ended') throw new Refusal('PROCESS_ENDED', {}, 'form.processId');
  await refusePaused(manager, target);
  return target;
}

/**
 * Carries out an order's changes in their order, one record each in the changed process's chain. Whatever can't be done is given to
 * `refused`, which throws (all or nothing) or goes on to the next (a preview).
 */
export async function applyChanges(
  manager: EntityManager,
  order: OrderToApply,
  changes: readonly SeenChange[],
  { actor, now }: { actor: Actor | null; now: Date },
  refused: (conflict: Conflict) => void,
): Promise<Differences> {
  const target = await lockTarget(manager, order.targetId);
  const tree = await runningTree(manager, target.id);
  const before = await snapshotOf(manager, tree);
  for (const [index, change] of changes.entries()) {
    try {
      // A savepoint for each: what is refused half-way leaves nothing behind.
      await manager.transaction((tx) => applyOne(tx, target, order, change, { actor, now }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused({ number: index + 1, refusal: error });
    }
  }
  return differences(before, await snapshotOf(manager, tree));
}

async function applyOne(
  manager: EntityManager,
  target: ProcessRow,
  order: OrderToApply,
  change: SeenChange,
  moment: { actor: Actor | null; now: Date },
): Promise<void> {
  const head = { ...target.head };
  const context = contextOf(manager, target, order, moment);
  try {
    await apply(context, change);
    await appendAudit(manager, moment.now, [{ head: target.head, facts: context.effects.facts }]);
  } catch (error) {
    // The savepoint takes back what was appended: the chain ends where it did.
    Object.assign(target.head, head);
    throw error;
  }
}

export function contextOf(
  manager: EntityManager,
  process: ProcessRow,
  { id, title, reason }: OrderToApply,
  { actor, now }: { actor: Actor | null; now: Date },
): ChangeContext & { effects: Recording } {
  return {
    effects: recording({ manager, now, process, actor }),
    orderId: id,
    reason: `变更单“${title}”：${reason}`,
  };
}

export function sentenceOfConflict({ refusal }: Conflict): string {
  return refusal.message.replace(/。$/u, '');
}
