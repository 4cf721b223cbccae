import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import type { EntityManager } from 'typeorm';
import { ANNUAL_SCHEDULE, annualScheduleId } from '../../contracts/processes/annual-cycles.js';
import { wantedSchedules } from '../../database/annual-cycles/schedule.repository.js';
import { NEXT_YEAR_LAUNCH } from '../../domain/annual-cycle/next-launch.js';

/** Raised when the specification below changes: schedules made by an earlier release are then made anew. */
const VERSION = 1;
const ACTION = 'launchYear';

/**
 * A region's schedule. After an outage of up to a month the missed launch is made up; what comes later is the alarm's
 * (database/annual-cycles/watch-years.ts).
 */
export function scheduleOf(regionCode: string, taskQueue: string): ScheduleOptions {
  const { month, day, hour } = NEXT_YEAR_LAUNCH;
  return {
    scheduleId: annualScheduleId(regionCode),
    spec: {
      calendars: [{ month: MONTHS[month - 1] as 'DECEMBER', dayOfMonth: day, hour }],
      timezone: 'Asia/Shanghai',
    },
    action: {
      type: 'startWorkflow',
      workflowType: ACTION,
      workflowId: `${annualScheduleId(regionCode)}:launch`,
      taskQueue,
      args: [{ regionCode }],
    },
    policies: { catchupWindow: '30 days', overlap: ScheduleOverlapPolicy.SKIP },
    memo: { version: VERSION },
  };
}

const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;

/**
 * Makes Temporal's schedules what the table wants. A comparison of the two, not a message for each change: it repairs a schedule that
 * somebody deleted or a restored backup lost as well, and December is months away.
 */
export async function followSchedules(
  manager: EntityManager,
  client: Client,
  taskQueue: string,
): Promise<{ created: number; removed: number }> {
  const wanted = new Set(await wantedSchedules(manager));
  const there = new Map<string, boolean>();
  for await (const { scheduleId, memo } of client.schedule.list()) {
    const code = ANNUAL_SCHEDULE.exec(scheduleId)?.[1];
    if (code !== undefined) there.set(code, memo?.['version'] === VERSION);
  }
  let created = 0;
  let removed = 0;
  for (const [code, current] of there) {
    if (current && wanted.has(code)) continue;
    await remove(client, code);
    removed += 1;
    there.delete(code);
  }
  for (const code of wanted) {
    if (there.has(code)) continue;
    if (await create(client, code, taskQueue)) created += 1;
  }
  return { created, removed };
}

/** False when another worker was faster, or the list was behind. */
async function create(client: Client, code: string, taskQueue: string): Promise<boolean> {
  try {
    await client.schedule.create(scheduleOf(code, taskQueue));
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}

async function remove(client: Client, code: string): Promise<void> {
  try {
    await client.schedule.getHandle(annualScheduleId(code)).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
