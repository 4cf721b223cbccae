import { Refusal } from '../../../domain/errors/refusal.js';
import { type CivilDate, civilDateOf } from '../../../domain/time/zone.js';
import { civilDateIn } from '../../http/checked-form.js';

/** The day asked for, else today. @throws Refusal INVALID_DATE */
export function dayOf(text: string | undefined | null, now: Date): CivilDate {
  return text ? civilDateIn(text, 'on', '查哪一天的情况') : civilDateOf(now);
}

/** @throws Refusal ENDS_BEFORE_START */
export function refuseEndBefore(from: CivilDate, end: CivilDate, field: string, called: string): void {
  if (end < from) throw new Refusal('ENDS_BEFORE_START', { field: called, from }, field);
}
