import { Refusal } from '../../../domain/errors/refusal.js';
import {
  type CivilDate,
  civilDateOf,
  InvalidCivilDateError,
  parseCivilDate,
} from '../../../domain/time/zone.js';

/** @throws Refusal INVALID_DATE for a day the calendar does not have (2027-02-29) */
export function dateIn(text: string, field: string): CivilDate {
  try {
    return parseCivilDate(text);
  } catch (error) {
    if (error instanceof InvalidCivilDateError) throw new Refusal('INVALID_DATE', {}, field);
    throw error;
  }
}

/** The day asked for, else today. @throws Refusal INVALID_DATE */
export function dayOf(text: string | undefined | null, now: Date, field = 'on'): CivilDate {
  return text ? dateIn(text, field) : civilDateOf(now);
}

/** @throws Refusal ENDS_BEFORE_START */
export function refuseEndBefore(from: CivilDate, end: CivilDate, field: string): void {
  if (end < from) throw new Refusal('ENDS_BEFORE_START', { from }, field);
}
