import type { EntityManager } from 'typeorm';
import { afterStandstill } from '../../domain/steps/standstill.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import { calendarOf } from './step-rules.js';

/** Working days a unit gets when the limit is already past at the moment the work comes (back) to it. */
const GRACE_WORKING_DAYS = 5;

/** The limit that a plan has set, or, where it is gone or was never set, a few days from now. */
export async function limitOrGrace(manager: EntityManager, limit: Date | null, now: Date): Promise<Date> {
  if (limit && limit > now) return limit;
  const calendar = await calendarOf(manager);
  return endOfDay(calendar.addWorkingDays(civilDateOf(now), GRACE_WORKING_DAYS));
}

/** A limit that stands beside the steps moves on by what the clock stood still since `since`; null for one that was missed by then. */
export async function limitAfterStandstill(
  manager: EntityManager,
  limit: Date | null,
  since: Date,
  now: Date,
): Promise<Date | null> {
  if (!limit || limit < since) return null;
  return afterStandstill(limit, { kind: 'given' }, { since, until: now }, await calendarOf(manager));
}
