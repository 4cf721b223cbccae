import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { stepDeadline } from '../../domain/steps/step-deadline.js';
import type { StepChange } from '../../domain/steps/step-machine.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import type { Act } from './act.js';
import type { Acting } from './acting.js';
import { calendarOf } from './step-rules.js';

/** Working days a unit has at least for what the office returned, and for what it hands in anew. */
const LEAST_WORKING_DAYS: Partial<Record<Act['action'], number>> = { returnFiling: 3, refile: 5 };

export interface NewDeadline {
  /** Of a reopened round; the old one's when left out. */
  reopenedUntil?: Date;
  /** Of whose turn comes for the first time (依次): a duration counts from then. */
  turnUntil?: Date | null;
}

/** Until when a round that an act reopens is owed: the time that was left, and the least of its kind. Null for acts that reopen none. */
export async function reopenedUntilOf(
  manager: EntityManager,
  action: Act['action'],
  deadlineAt: Date | null,
  now: Date,
): Promise<Date | null> {
  const days = LEAST_WORKING_DAYS[action];
  if (days === undefined) return null;
  const least = endOfDay((await calendarOf(manager)).addWorkingDays(civilDateOf(now), days));
  return deadlineAt && deadlineAt > least ? deadlineAt : least;
}

/** The deadlines that an act gives to who has to act because of it. */
export async function newDeadlineOf(
  manager: EntityManager,
  { process, step, assignment, blueprint }: Acting,
  { action }: Act,
  changes: readonly StepChange[],
  now: Date,
): Promise<NewDeadline> {
  const reopenedUntil = await reopenedUntilOf(manager, action, assignment.deadlineAt, now);
  if (reopenedUntil) return { reopenedUntil };
  if (!changes.some((change) => change.type === 'turned' && change.first)) return {};
  const { kind } = blueprint.deadline;
  if (kind === 'given' || kind === 'date' || kind === 'lastDayOfMonth') return { turnUntil: step.deadlineAt };
  const opening = { year: process.year, openedAt: now, calendar: await calendarOf(manager) };
  return { turnUntil: stepDeadline(blueprintOf(process.kind), blueprint, opening).at };
}
