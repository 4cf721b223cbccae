import type { WorkingCalendar } from '../time/calendar.js';
import { addDays, civilDateOf, instantAt } from '../time/zone.js';
import { isUrgentKind } from './notice.js';
import { afterQuiet, isQuiet, isQuietClock } from './quiet.js';
import type { DigestSettings } from './settings.js';

const MINUTE_MS = 60_000;

export interface Notified {
  kind: string;
  createdAt: Date;
  deadline: Date | null;
}

export interface SendTime {
  at: Date;
  /** Goes out at any hour. */
  urgent: boolean;
}

/**
 * The latest instant by which a notice leaves. Urgent kinds: within `urgentMinutes`. Others: with the daily digest, or when their
 * window ends if that is earlier; never in quiet hours, and a window that ends before the morning's digest joins it. A notice
 * that would come too late for its own deadline is urgent: telling somebody afterwards is what must not happen.
 */
export function sendTimeOf(
  { kind, createdAt, deadline }: Notified,
  settings: DigestSettings,
  calendar: WorkingCalendar,
): SendTime {
  const soon = new Date(createdAt.getTime() + settings.urgentMinutes * MINUTE_MS);
  if (isUrgentKind(kind)) return { at: soon, urgent: true };
  const at = digestTime(createdAt, settings, calendar);
  const tooLate = deadline !== null && createdAt <= deadline && deadline <= at;
  return tooLate ? { at: soon < at ? soon : at, urgent: true } : { at, urgent: false };
}

/** Whether a notice that waits may go with a message that leaves now. */
export function mayLeave(
  urgent: boolean,
  now: Date,
  settings: DigestSettings,
  calendar: WorkingCalendar,
): boolean {
  return urgent || !isQuiet(now, settings.quiet, calendar);
}

/** When a notice that met quiet hours at its time (they were changed meanwhile) may try again. */
export function postponed(now: Date, settings: DigestSettings, calendar: WorkingCalendar): Date {
  return nextDigest(now, settings, calendar);
}

function digestTime(createdAt: Date, settings: DigestSettings, calendar: WorkingCalendar): Date {
  const daily = nextDigest(createdAt, settings, calendar);
  if (settings.windowMinutes === null) return daily;
  const windowEnds = new Date(createdAt.getTime() + settings.windowMinutes * MINUTE_MS);
  const free = afterQuiet(windowEnds, settings.quiet, calendar);
  const thatMorning = instantAt(civilDateOf(free), digestClock(settings));
  return earlier(daily, free < thatMorning ? thatMorning : free);
}

/** The first daily digest from `from` on that isn't on a quiet day. */
function nextDigest(from: Date, settings: DigestSettings, calendar: WorkingCalendar): Date {
  const clock = digestClock(settings);
  const today = civilDateOf(from);
  const day = instantAt(today, clock) >= from ? today : addDays(today, 1);
  return instantAt(settings.quiet.nonWorkingDays ? calendar.rollToWorkingDay(day, 'forward') : day, clock);
}

/** A digest set inside the quiet hours goes when they end. */
function digestClock({ digestAt, quiet }: DigestSettings): string {
  return isQuietClock(digestAt, quiet) ? quiet.to : digestAt;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
