import { type WorkingCalendar } from './calendar.js';
import { type LadderPolicy, type RungRecipient } from './ladder-policy.js';
import { offsetFrom, offsetKey } from './offset.js';

export { checkLadder, isLadderPolicy } from './ladder-check.js';
export * from './ladder-policy.js';
export { describeOffset, type Offset } from './offset.js';

export type CheckpointKind = 'remind' | 'overdue' | 'rung' | 'unack';

/** One instant at which the step engine has something to do for a step. */
export interface Checkpoint {
  /** Stable when the deadline moves: `remind:10wd`, `overdue`, `rung:1`, `unack`. Unique within a step. */
  key: string;
  kind: CheckpointKind;
  at: Date;
  /** 1 for the first rung. */
  rung?: number;
  to: RungRecipient[];
}

export interface LadderArgs {
  openedAt: Date;
  deadline: Date;
  calendar: WorkingCalendar;
}

/**
 * Everything that falls due for a step, ascending, nothing before `openedAt`. Reminders (and the 签收 reminder) at or after the
 * deadline are left out, and so are those already past at opening. `overdue` is the first millisecond after the deadline; rungs
 * count from the deadline, never before `overdue` and never before the rung below. A step opened after its deadline is overdue
 * at once and its rungs count from the opening: nobody could have acted earlier. Moved deadline: compute again, keys stay.
 */
export function checkpointsOf(policy: LadderPolicy, args: LadderArgs): Checkpoint[] {
  const all = [...reminders(policy, args), ...escalations(policy, args)];
  return all.sort((a, b) => a.at.getTime() - b.at.getTime() || RANK[a.kind] - RANK[b.kind]);
}

/** The first checkpoint strictly after `after`, or null when there is none left. */
export function nextCheckpoint(policy: LadderPolicy, args: LadderArgs, after: Date): Checkpoint | null {
  return checkpointsOf(policy, args).find((checkpoint) => checkpoint.at > after) ?? null;
}

/** Order of what falls on one instant; the sort is stable, so rungs keep theirs. */
const RANK: Record<CheckpointKind, number> = { unack: 0, remind: 1, overdue: 2, rung: 3 };

function reminders(policy: LadderPolicy, { openedAt, deadline, calendar }: LadderArgs): Checkpoint[] {
  const found = new Map<string, Checkpoint>();
  const add = (key: string, kind: CheckpointKind, at: Date) => {
    if (at >= openedAt && at < deadline) found.set(key, { key, kind, at, to: ['assignee'] });
  };
  for (const offset of policy.reminders) {
    add(`remind:${offsetKey(offset)}`, 'remind', offsetFrom(deadline, offset, 'before', calendar));
  }
  if (policy.unacknowledged !== undefined) {
    add('unack', 'unack', offsetFrom(openedAt, policy.unacknowledged, 'after', calendar));
  }
  return [...found.values()];
}

function escalations(policy: LadderPolicy, { openedAt, deadline, calendar }: LadderArgs): Checkpoint[] {
  const overdueAt = later(new Date(deadline.getTime() + 1), openedAt);
  const base = later(deadline, openedAt);
  const found: Checkpoint[] = [{ key: 'overdue', kind: 'overdue', at: overdueAt, to: ['assignee'] }];
  let floor = overdueAt;
  policy.rungs.forEach(({ after, to }, index) => {
    floor = later(offsetFrom(base, after, 'after', calendar), floor);
    found.push({ key: `rung:${index + 1}`, kind: 'rung', at: floor, rung: index + 1, to: [...to] });
  });
  return found;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
