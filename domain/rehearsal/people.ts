import type { WorkingCalendar } from '../time/calendar.js';
import { civilDateOf, instantAt } from '../time/zone.js';
import { pick, roll, seeded } from './dice.js';

export type Temper = 'punctual' | 'late' | 'silent';
export const SCENARIO_NAMES = ['punctual', 'mixed', 'late', 'silent'] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** Shares of punctual and late units; the rest is silent. Offices and leaders are punctual in every scenario. */
const SHARES: Record<ScenarioName, { punctual: number; late: number }> = {
  punctual: { punctual: 1, late: 0 },
  mixed: { punctual: 0.7, late: 0.2 },
  late: { punctual: 0.1, late: 0.9 },
  silent: { punctual: 0.4, late: 0 },
};

/** How a unit's people behave all year. `unit`: its name, seeded. */
export function temperOf(scenario: ScenarioName, unit: string): Temper {
  const { punctual, late } = SHARES[scenario];
  const die = roll('temper', unit);
  return die < punctual ? 'punctual' : die < punctual + late ? 'late' : 'silent';
}

/** One open assignment as a simulated person sees it. */
export interface Task {
  /** The same in every run with the same seed: the dice know a task by it. */
  id: string;
  /** Of this rehearsal, if it isn't left to region and year. */
  seed?: number;
  kind: string;
  stepKey: string;
  round: number;
  unitName: string;
  unitKind: string;
  openedAt: Date;
  deadline: Date | null;
  acknowledged: boolean;
  /** Rounds of this step that came back already. */
  returned: number;
}

const HOUR_MS = 3_600_000;
/** What is due sooner than this is done within hours, not on one of the next days. */
const URGENT_HOURS = 24;
const OFFICE_STEPS = ['office', 'leadingGroup'];
const HOURS = ['09:30', '10:30', '14:30', '16:00'] as const;
/** Latest working day on which somebody who isn't chased yet would do a thing without a near deadline. */
const USUAL_WORKING_DAYS = 15;

/** When the person in charge acts, or null if he never does. */
export function actsAt(task: Task, scenario: ScenarioName, calendar: WorkingCalendar): Date | null {
  const temper = OFFICE_STEPS.includes(task.unitKind)
    ? 'punctual'
    : temperOf(scenario, seeded(task.seed, task.unitName));
  if (temper === 'silent') return null;
  if (task.deadline && isUrgent(task.openedAt, task.deadline)) return urgentlyAt(task, temper, task.deadline);
  const opened = civilDateOf(task.openedAt);
  const time = pick(HOURS, 'hour', task.id);
  if (temper === 'late' && task.deadline) {
    const days = 1 + Math.floor(roll('late', task.id) * 10);
    return instantAt(calendar.addWorkingDays(civilDateOf(task.deadline), days), time);
  }
  const room = task.deadline
    ? Math.max(calendar.workingDaysBetween(opened, civilDateOf(task.deadline)), 1)
    : USUAL_WORKING_DAYS;
  const days = 1 + Math.floor(roll('days', task.id) * Math.max(Math.min(room, USUAL_WORKING_DAYS) - 1, 1));
  const at = instantAt(calendar.addWorkingDays(opened, days), time);
  return task.deadline && at > task.deadline ? task.deadline : at;
}

function isUrgent(openedAt: Date, deadline: Date): boolean {
  return deadline > openedAt && deadline.getTime() - openedAt.getTime() < URGENT_HOURS * HOUR_MS;
}

/** In a matter of minutes or hours people don't wait for office hours; whoever is late is late by as much again. To the whole minute. */
function urgentlyAt({ id, openedAt }: Task, temper: Temper, deadline: Date): Date {
  const time = deadline.getTime() - openedAt.getTime();
  const share = temper === 'late' ? 1 + roll('late', id) : 0.2 + 0.6 * roll('urgent', id);
  return new Date(openedAt.getTime() + Math.max(Math.round((share * time) / 60_000), 1) * 60_000);
}

/** Whether the person in charge signs for it at once: the punctual look at their telephone, the others don't. */
export function acknowledgesAtOnce({ unitKind, unitName, seed }: Task, scenario: ScenarioName): boolean {
  return OFFICE_STEPS.includes(unitKind) || temperOf(scenario, seeded(seed, unitName)) === 'punctual';
}

/** How many items a unit files: the army more than the departments, many a department none (零报告). */
export function itemsFiled(unitName: string, unitKind: string): number {
  if (unitKind === 'military') return 3 + Math.floor(roll('items', unitName) * 3);
  return roll('items', unitName) < 0.45 ? 0 : 1 + Math.floor(roll('many', unitName) * 1.4);
}

/** Whether a leader takes an item up by himself; what nobody takes is proposed by the office and assigned. */
export function isClaimed(itemId: string): boolean {
  return roll('claim', itemId) < 0.75;
}

/** Working days the leader gives the lead unit. */
export function daysToSolve(itemId: string): number {
  return 20 + Math.floor(roll('limit', itemId) * 80);
}

/** Now and then somebody objects to a public notice, once, and one of the office writes it down; else the window is only waited through. */
export function objects({ id, seed, round, openedAt }: Task): boolean {
  const window = seeded(seed, `objection/${openedAt.getTime()}`);
  return round === 1 && roll('objects', window) < 0.5 && roll('any', id) < 0.7;
}
