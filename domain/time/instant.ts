import { Refusal } from '../errors/refusal.js';
import { civilDateOf, InvalidCivilDateError, instantAt, InvalidTimeError, parseCivilDate } from './zone.js';

const SHAPE = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{3}))?)?\+08:00$/;

/** `2027-05-12T09:00+08:00`, with seconds where somebody needs them, as an instant; the day must exist. @throws Refusal INVALID_FIELD */
export function instantIn(text: string, field: string, called: string): Date {
  const [, day = '', time = '', seconds = '0', milliseconds = '0'] = SHAPE.exec(text) ?? [];
  try {
    const minute = instantAt(parseCivilDate(day), time);
    const at = new Date(minute.getTime() + Number(seconds) * 1000 + Number(milliseconds));
    if (Number(seconds) < 60 && civilDateOf(at) === day) return at;
  } catch (error) {
    if (!(error instanceof InvalidCivilDateError || error instanceof InvalidTimeError)) throw error;
  }
  throw new Refusal(
    'INVALID_FIELD',
    { field: called, reason: '应为 2027-05-12T09:00+08:00 这样的时间' },
    field,
  );
}
