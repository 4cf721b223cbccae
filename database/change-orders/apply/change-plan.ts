import type { Change } from '../../../domain/change-orders/forms.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { effectsOf } from '../../processes/effects.js';
import { type PlannedItem } from '../../processes/planned.js';
import { tellRescheduled } from '../../processes/tell-rescheduled.js';
import type { Seen } from '../change-order.store.js';
import { byOrder, type ChangeContext } from './change-context.js';
import { moved } from './moved.js';

type PlanChange = Change & { type: 'planned' };

async function itemOf({ effects }: ChangeContext, key: string): Promise<PlannedItem> {
  const { manager, process } = effects;
  const items = (await effectsOf(process.kind).plannedItems?.(manager, process.id)) ?? [];
  const item = items.find((one) => one.key === key);
  if (!item) throw new Refusal('NOT_FOUND');
  return item;
}

export async function seenPlan(context: ChangeContext, { key }: PlanChange): Promise<Seen> {
  const { from, to } = await itemOf(context, key);
  return { from, to };
}

/** @throws Refusal NOT_FOUND, CHANGE_MOVED and what the process refuses about its own plan */
export async function changePlan(
  context: ChangeContext,
  { key, fromDate, toDate }: PlanChange,
  seen: Seen,
): Promise<void> {
  const { effects, orderId } = context;
  const { manager, now, process } = effects;
  const before = await itemOf(context, key);
  if (before.from !== seen.from || before.to !== seen.to)
    throw moved(
      '计划日期',
      [seen.from, seen.to].filter(Boolean).join('至'),
      [before.from, before.to].filter(Boolean).join('至'),
    );
  await effectsOf(process.kind).rescheduled?.(effects, {
    key,
    ...(fromDate === undefined ? {} : { from: fromDate }),
    ...(toDate === undefined ? {} : { to: toDate }),
  });
  const after = await itemOf(context, key);
  if (after.from === before.from && after.to === before.to) throw new Refusal('CHANGE_NOTHING');
  effects.record({
    kind: 'planMoved',
    body: {
      ...{ key, label: before.label },
      ...{ before: { from: before.from, to: before.to }, after: { from: after.from, to: after.to } },
      ...byOrder(context),
    },
  });
  await tellRescheduled(manager, now, process, `${orderId}:${key}`);
}
