import type { EntityManager } from 'typeorm';
import { checkDay, checkPlan } from '../../domain/annual-cycle/check-plan.js';
import { movedForm } from '../../domain/annual-cycle/move-form.js';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, daysBetween, type CivilDate } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { calendarOf } from '../steps/step-rules.js';
import { changeEntry, entriesOf, entryOf, insertEntries, type EntryRow } from './entry.store.js';

/** An entry that is still to be launched. @throws Refusal INVALID_FIELD for an unknown key, ENTRY_BEGUN */
export async function entryToChange(
  manager: EntityManager,
  processId: string,
  key: string,
  field = 'key',
): Promise<EntryRow> {
  const entry = await entryOf(manager, processId, key);
  if (!entry)
    throw new Refusal('INVALID_FIELD', { field: '年度计划中的安排', reason: '年度计划中没有这一项' }, field);
  if (entry.state !== 'planned' && entry.state !== 'failed')
    throw new Refusal('ENTRY_BEGUN', { title: entry.title });
  return entry;
}

/** Another day for an entry that hasn't begun; what its form says of days moves with it. @throws Refusal INVALID_FIELD */
export async function moveEntry(
  context: EffectContext,
  entry: EntryRow,
  { date, reason, field = 'date' }: { date: CivilDate; reason?: string | undefined; field?: string },
): Promise<void> {
  const { manager, now, process, record } = context;
  checkDay(date, process.year, field);
  if (date < civilDateOf(now))
    throw new Refusal('INVALID_FIELD', { field: '启动日期', reason: '不能早于今天' }, field);
  const form = movedForm(entry.form, daysBetween(entry.date, date), await calendarOf(manager));
  await changeEntry(manager, process.id, entry, { state: 'planned', date, form }, now);
  const { key, title, date: from } = entry;
  record({ kind: 'entryMoved', body: { key, title, from, to: date, reason } });
}

/** Not this year, with the reason on record. */
export async function skipEntry(context: EffectContext, entry: EntryRow, reason: string): Promise<void> {
  const { manager, now, process, record } = context;
  await changeEntry(manager, process.id, entry, { state: 'skipped', reason }, now);
  record({ kind: 'entrySkipped', body: { key: entry.key, title: entry.title, reason } });
}

/** One more for a running year. @throws Refusal what `checkPlan` throws */
export async function addEntry(context: EffectContext, entry: PlanEntry, reason: string): Promise<void> {
  const { manager, process, record } = context;
  checkPlan([entry], process.year, await entriesOf(manager, process.id));
  await insertEntries(manager, [{ processId: process.id, entries: [entry] }]);
  const { key, title, date } = entry;
  record({ kind: 'entryAdded', body: { key, title, date, reason } });
}
