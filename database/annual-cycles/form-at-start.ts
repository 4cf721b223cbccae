import type { EntityManager } from 'typeorm';
import { movedForm } from '../../domain/annual-cycle/move-form.js';
import { civilDateOf, daysBetween } from '../../domain/time/zone.js';
import { calendarOf } from '../steps/step-rules.js';
import type { EntryRow } from './entry.store.js';
import { everybodyIn, namesNobody, withEverybody } from './everybody.js';

/**
 * An entry's form on the day of its launch: days and meeting times as far away as they were planned; what names nobody is for everybody
 * who is in office then, so that who joins during the year is asked too.
 */
export async function formAtStart(
  manager: EntityManager,
  regionCode: string,
  { kind, date, form }: EntryRow,
  now: Date,
): Promise<Record<string, unknown> | undefined> {
  if (form === null) return undefined;
  const today = civilDateOf(now);
  const moved = movedForm(form, daysBetween(date, today), await calendarOf(manager));
  if (!namesNobody({ kind, form: moved })) return moved;
  return withEverybody(kind, moved, (await everybodyIn(manager, [regionCode], today))(regionCode));
}
