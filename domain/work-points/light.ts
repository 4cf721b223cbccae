import { lightOf, mostUrgent, type LightState } from '../time/light.js';

/** What a lead owes of a point: its part of the step `complete` that is open now, or was last. */
export interface LeadTask {
  deadline: Date | null;
  warnAt: Date | null;
  completedAt: Date | null;
}

export interface PointClock {
  limitAt: Date;
  closedAt: Date | null;
  now: Date;
  /** Its clock stands still (挂起). */
  paused: boolean;
}

/**
 * The light of a point is that of its slowest lead: each stands still when that lead completes, or when the point ends without it.
 * Asked of nobody yet, it is the limit's.
 */
export function pointLight(
  leads: readonly LeadTask[],
  { limitAt, closedAt, now, paused }: PointClock,
): LightState {
  const tasks = leads.length > 0 ? leads : [{ deadline: limitAt, warnAt: null, completedAt: null }];
  const states = tasks.map(({ completedAt, ...task }) =>
    lightOf({ ...task, now, closedAt: completedAt ?? closedAt, paused }),
  );
  return { light: mostUrgent(states.map(({ light }) => light)), late: states.some(({ late }) => late) };
}

/** How far a point has come: the mean over its leads of what each reported last. Nothing reported is nothing done; completed is all. */
export function pointPercent(
  leadUnitIds: readonly string[],
  reports: readonly { unitId: string; percent: number }[],
  completed: readonly string[],
): number {
  if (leadUnitIds.length === 0) return 0;
  const latest = leadUnitIds.map((id) =>
    completed.includes(id) ? 100 : (reports.findLast(({ unitId }) => unitId === id)?.percent ?? 0),
  );
  return Math.round(latest.reduce((sum, percent) => sum + percent, 0) / leadUnitIds.length);
}
