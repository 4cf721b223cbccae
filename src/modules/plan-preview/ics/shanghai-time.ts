import type { ICalDayJsStub } from 'ical-generator';
import { formatInstant } from '../../../../domain/time/zone.js';

export const ZONE = 'Asia/Shanghai';

/**
 * An instant as the library asks for one when it is not a plain Date, which it would write in the host's zone: it wants `YYYYMMDD` and
 * `HHmmss` in the event's zone. That zone is +08:00 (domain/time/zone.ts).
 */
export function shanghaiTime(instant: Date): ICalDayJsStub {
  const [date = '', time = ''] = formatInstant(instant).split('T');
  const digits: Record<string, string> = {
    YYYYMMDD: date.replaceAll('-', ''),
    HHmmss: time.slice(0, 8).replaceAll(':', ''),
  };
  const told: ICalDayJsStub = {
    format: (pattern = '') => digits[pattern] ?? '',
    isValid: () => true,
    toDate: () => instant,
    toJSON: () => instant.toISOString(),
    tz: () => told,
  };
  return told;
}

/** No summer time since 1991: one rule for all that is planned. */
export const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19920101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');
