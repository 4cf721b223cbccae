import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { addDays, civilDateOf, daysBetween, instantAt } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import type { PlannedItem, PlannedMove } from '../processes/planned.js';
import { changeVetoEvent, vetoEventOf } from './veto-event.store.js';

const BEGINS = '09:00';

/** Which time it is that the titles are looked at again: one more than was settled so far. */
async function nextRound(manager: EntityManager, eventId: string): Promise<number> {
  const [row]: { n: number }[] = await manager.query(
    `select 1 + count(*)::int as n from step where process_id = $1 and key = 'settle' and outcome = 'approved'`,
    [eventId],
  );
  return row?.n ?? 1;
}

async function isReconsidered(manager: EntityManager, eventId: string): Promise<boolean> {
  const open: unknown[] = await manager.query(
    `select 1 from step where process_id = $1 and key in ('reconsider', 'settle') and state = 'open'`,
    [eventId],
  );
  return open.length > 0;
}

/** When what an event froze is looked at again; null while it freezes nothing. */
export async function reconsiderAt(manager: EntityManager, eventId: string): Promise<Date | null> {
  const { reconsiderOn, state } = await vetoEventOf(manager, eventId);
  return state === 'confirmed' && reconsiderOn !== null ? instantAt(reconsiderOn, BEGINS) : null;
}

export async function reconsiderItems(manager: EntityManager, eventId: string): Promise<PlannedItem[]> {
  const { reconsiderOn, state } = await vetoEventOf(manager, eventId);
  if (state !== 'confirmed' || reconsiderOn === null) return [];
  const [round, begun] = await Promise.all([nextRound(manager, eventId), isReconsidered(manager, eventId)]);
  return [{ key: `reconsider:${round}`, label: '复核暂停的称号', from: reconsiderOn, to: null, begun }];
}

/** @throws Refusal NOT_FOUND, STAGE_BEGUN, FORM_REQUIRED, DATE_IN_PAST */
export async function moveReconsideration(
  { manager, now, process }: EffectContext,
  { key, from }: PlannedMove,
): Promise<void> {
  const item = (await reconsiderItems(manager, process.id)).find((one) => one.key === key);
  if (!item) throw new Refusal('NOT_FOUND', {}, 'key');
  if (item.begun) throw new Refusal('STAGE_BEGUN', { stage: item.label }, 'key');
  if (from === undefined) throw new Refusal('FORM_REQUIRED', { field: '日期' }, 'from');
  if (from < civilDateOf(now)) throw new Refusal('DATE_IN_PAST', { field: '日期' }, 'from');
  await changeVetoEvent(manager, process.id, { reconsiderOn: from });
}

/** The clock stood still: the time to mend things, of which the day is the end, stood still with it. */
export async function shiftReconsideration(
  { manager, now, process }: EffectContext,
  since: Date,
): Promise<void> {
  const { reconsiderOn } = await vetoEventOf(manager, process.id);
  const days = daysBetween(civilDateOf(since), civilDateOf(now));
  if (reconsiderOn === null || days === 0 || (await isReconsidered(manager, process.id))) return;
  // What was due before the pause began is due, not put off.
  if (reconsiderOn < civilDateOf(since)) return;
  await changeVetoEvent(manager, process.id, { reconsiderOn: addDays(reconsiderOn, days) });
}
