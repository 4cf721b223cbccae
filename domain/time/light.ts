import { type WorkingCalendar } from './calendar.js';
import { type LadderPolicy } from './ladder-policy.js';
import { offsetFrom } from './offset.js';

export type Light = 'green' | 'yellow' | 'red' | 'grey';

/** The light (红黄绿灯) and whether the step missed its deadline, open or finished. */
export interface LightState {
  light: Light;
  late: boolean;
}

export interface LightArgs {
  deadline: Date | null;
  /** When yellow begins (see warnAt); null: never yellow. */
  warnAt: Date | null;
  now: Date;
  closedAt?: Date | null;
  paused?: boolean;
}

/**
 * The one definition of the lights (DOMAIN section 2, 4). The deadline's own millisecond is still in time. Finished: the light
 * stands still, green when in time, red and late for good when not. Paused: grey, the clock isn't running. No deadline: green.
 */
export function lightOf({ deadline, warnAt, now, closedAt, paused }: LightArgs): LightState {
  if (closedAt !== undefined && closedAt !== null) {
    const late = deadline !== null && closedAt > deadline;
    return { light: late ? 'red' : 'green', late };
  }
  if (paused === true) return { light: 'grey', late: false };
  if (deadline === null) return { light: 'green', late: false };
  if (now > deadline) return { light: 'red', late: true };
  if (warnAt !== null && now >= warnAt) return { light: 'yellow', late: false };
  return { light: 'green', late: false };
}

const URGENCY: readonly Light[] = ['green', 'grey', 'yellow', 'red'];

/** The light of several together; green for none. */
export function mostUrgent(lights: readonly Light[]): Light {
  return lights.reduce(
    (most, light) => (URGENCY.indexOf(light) > URGENCY.indexOf(most) ? light : most),
    'green',
  );
}

/** When the warning window opens: day offsets at 09:00 +08:00 of that day, hours and minutes exact. Null without a deadline. */
export function warnAt(policy: LadderPolicy, deadline: Date, calendar: WorkingCalendar): Date;
export function warnAt(policy: LadderPolicy, deadline: Date | null, calendar: WorkingCalendar): Date | null;
export function warnAt(policy: LadderPolicy, deadline: Date | null, calendar: WorkingCalendar): Date | null {
  return deadline === null ? null : offsetFrom(deadline, policy.warn, 'before', calendar);
}
