import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { checkChanges } from '../../domain/change-orders/check-changes.js';
import type { ChangeOrderForm } from '../../domain/change-orders/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Actor } from '../audit/audit-log.js';
import type { Differences } from '../processes/snapshot.js';
import { rolledBack } from '../rolled-back.js';
import {
  applyChanges,
  contextOf,
  lockTarget,
  seenBy,
  sentenceOfConflict,
  type Conflict,
  type OrderToApply,
} from './apply-changes.js';
import type { SeenChange } from './change-order.store.js';

type Written = Pick<ChangeOrderForm, 'processId' | 'reason' | 'changes'> & { id: string; title: string };

interface Moment {
  actor: Actor | null;
  now: Date;
}

/**
 * The changes of an order as they stand now, each with what it found, after they were tried out.
 * @throws Refusal CHANGE_CONFLICT naming the change that can't be done, and what an order can't be about
 */
export async function seenChanges(
  manager: EntityManager,
  written: Written,
  regionCode: string,
  moment: Moment,
): Promise<SeenChange[]> {
  const order = orderOf(written);
  const changes = checkChanges(written.changes, 'form.changes');
  const target = await lockTarget(manager, written.processId);
  if (target.regionCode !== regionCode)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '变更哪项工作', reason: '只能变更本地区的工作' },
      'form.processId',
    );
  if (target.kind === 'changeOrder')
    throw new Refusal(
      'INVALID_FIELD',
      { field: '变更哪项工作', reason: `${blueprintOf(target.kind).label}本身不能变更` },
      'form.processId',
    );
  const context = contextOf(manager, target, order, moment);
  const seen: SeenChange[] = [];
  for (const [index, change] of changes.entries())
    seen.push({ ...change, seen: await atChange(index + 1, () => seenBy(context, change)) });
  await rolledBack(manager, (tx) => applyChanges(tx, order, seen, moment, refuse));
  return seen;
}

/** What an order would do, and what of it can't be done. Nothing is written. @throws Refusal as `lockTarget` and `checkChanges` do */
export function previewChanges(
  manager: EntityManager,
  written: Written,
  moment: Moment,
  already?: readonly SeenChange[],
): Promise<{ differences: Differences; conflicts: { number: number; why: string }[] }> {
  const order = orderOf(written);
  return rolledBack(manager, async (tx) => {
    const conflicts: Conflict[] = [];
    const changes = already ?? (await seenNow(tx, written, moment, conflicts));
    const differences = await applyChanges(tx, order, changes, moment, (conflict) =>
      conflicts.push(conflict),
    );
    return {
      differences,
      conflicts: conflicts
        .map((conflict) => ({ number: conflict.number, why: sentenceOfConflict(conflict) }))
        .sort((a, b) => a.number - b.number)
        .filter((one, index, all) => all.findIndex(({ number }) => number === one.number) === index),
    };
  });
}

/** For a preview: what finds nothing is a conflict, and is tried as it stands. */
async function seenNow(
  manager: EntityManager,
  written: Written,
  moment: Moment,
  conflicts: Conflict[],
): Promise<SeenChange[]> {
  const changes = checkChanges(written.changes, 'changes');
  const context = contextOf(manager, await lockTarget(manager, written.processId), orderOf(written), moment);
  const seen: SeenChange[] = [];
  for (const [index, change] of changes.entries()) {
    const found = await seenBy(context, change).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      conflicts.push({ number: index + 1, refusal: error });
      return {};
    });
    seen.push({ ...change, seen: found });
  }
  return seen;
}

export function refuse(conflict: Conflict): never {
  const { number } = conflict;
  const field = conflict.refusal.field;
  throw new Refusal(
    'CHANGE_CONFLICT',
    { number, why: sentenceOfConflict(conflict) },
    `form.changes[${number - 1}]${field === undefined ? '' : `.${field}`}`,
  );
}

async function atChange<T>(number: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse({ number, refusal: error });
  }
}

const orderOf = ({ id, title, reason, processId }: Written): OrderToApply => ({
  ...{ id, title, reason },
  targetId: processId,
});
