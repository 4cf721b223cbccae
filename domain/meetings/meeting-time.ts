import { Refusal } from '../errors/refusal.js';
import { InvalidCivilDateError, instantAt, InvalidTimeError, parseCivilDate } from '../time/zone.js';

const SHAPE = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::00(?:\.000)?)?\+08:00$/;

/** `2027-05-12T09:00+08:00` as an instant; the day must exist. @throws Refusal INVALID_FIELD */
export function meetingTime(text: string, path: string): Date {
  const [, day = '', time = ''] = SHAPE.exec(text) ?? [];
  try {
    return instantAt(parseCivilDate(day), time);
  } catch (error) {
    if (error instanceof InvalidCivilDateError || error instanceof InvalidTimeError)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '会议时间', reason: '应为 2027-05-12T09:00+08:00 这样的时间' },
        path,
      );
    throw error;
  }
}

/** A meeting is convened for a time to come. @throws Refusal INVALID_FIELD */
export function timeToCome(text: string, now: Date, path: string): Date {
  const at = meetingTime(text, path);
  if (at <= now) throw new Refusal('INVALID_FIELD', { field: '会议时间', reason: '应在现在之后' }, path);
  return at;
}
