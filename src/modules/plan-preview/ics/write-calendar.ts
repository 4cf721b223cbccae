import ical, { ICalAlarmType, ICalCalendarMethod, type ICalAlarmData } from 'ical-generator';
import type { CivilDate } from '../../../../domain/time/zone.js';
import { shanghaiTime, VTIMEZONE, ZONE } from './shanghai-time.js';

/** One entry of a calendar file. Its texts name offices and work, never persons. */
export interface CalendarEntry {
  /** Stays the same whenever the file is made anew, so that a calendar program changes what it has instead of adding to it. */
  id: string;
  title: string;
  detail: string;
  /** A whole day, or an instant. */
  at: CivilDate | Date;
  place?: string | undefined;
  /** What is due is called to mind. */
  alarm: boolean;
}

const HOUR_SECONDS = 3_600;
/** A whole day begins at midnight: at nine the day before, and at nine the day itself. */
const WHOLE_DAY_ALARMS = [-15 * HOUR_SECONDS, 9 * HOUR_SECONDS];
const TIMED_ALARMS = [-24 * HOUR_SECONDS, -HOUR_SECONDS];
const ONE_HOUR_MS = HOUR_SECONDS * 1_000;

/** An iCalendar file (RFC 5545). `now` is when it was made; the same entries at the same instant give the same file. */
export function writeCalendar(name: string, entries: readonly CalendarEntry[], now: Date): string {
  const calendar = ical({
    name: oneLine(name),
    prodId: { company: 'Yushui', product: 'Plan', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: null, generator: () => VTIMEZONE },
  });
  for (const { id, title, detail, at, place, alarm } of entries) {
    const whole = typeof at === 'string';
    calendar.createEvent({
      id: `${id}@yushui`,
      stamp: now,
      summary: oneLine(title),
      description: detail,
      ...(place ? { location: oneLine(place) } : {}),
      // A day is written as it stands; the library reads a plain Date in UTC as long as no zone is set.
      ...(whole
        ? { start: new Date(`${at}T00:00:00Z`), allDay: true, timezone: null }
        : {
            start: shanghaiTime(at),
            end: shanghaiTime(new Date(at.getTime() + ONE_HOUR_MS)),
            timezone: ZONE,
          }),
      alarms: alarm
        ? (whole ? WHOLE_DAY_ALARMS : TIMED_ALARMS).map((seconds) => alarmOf(seconds, title))
        : [],
    });
  }
  return `${calendar.toString()}\r\n`;
}

function alarmOf(seconds: number, title: string): ICalAlarmData {
  const description = oneLine(title);
  return seconds < 0
    ? { type: ICalAlarmType.display, triggerBefore: -seconds, description }
    : { type: ICalAlarmType.display, triggerAfter: seconds, description };
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
