import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { afterStandstill } from '../../domain/steps/standstill.js';
import { stepDeadline } from '../../domain/steps/step-deadline.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import type { DeadlineRule } from '../../domain/time/deadline.js';
import { civilDate, civilDateOf, endOfDay, formatInstant, startOfDay } from '../../domain/time/zone.js';
import type { Actor } from '../audit/audit-log.js';
import { loadCalendar } from '../calendar/calendar.repository.js';
import { standstillsOf } from '../pauses/pause.repository.js';
import {
  blueprintOfStep,
  reproject,
  same,
  type ProjectedStep,
  type Projection,
  type StepMove,
} from '../steps/reproject.js';
import type { Differences } from '../processes/snapshot.js';
import { forgetCalendar } from '../steps/step-rules.js';
import { reprojectPlans } from './reproject-plans.js';

export interface CalendarReprojection {
  /** The year whose arrangement changed, and its version now. */
  year: number;
  version: number;
  actor: Actor;
  now: Date;
  dryRun: boolean;
  /** An arrangement that is not stored, for a look at what it would move. Only with `dryRun`. */
  calendar?: WorkingCalendar;
}

type Standstills = Awaited<ReturnType<typeof standstillsOf>>;

/** A ladder's offset is at most 260 working days: a deadline further back than this has nothing left to come. */
const LONGEST_LADDER_DAYS = 400;

/**
 * Moves what counts working days to the calendar as it is now: deadlines, warnings, the next reminder or rung. Absolute legal dates
 * never move, nor do deadlines that people set (limits of items, extensions granted, dates given to a unit that joined).
 */
export async function reprojectCalendar(
  manager: EntityManager,
  { year, version, actor, now, dryRun, calendar }: CalendarReprojection,
): Promise<{ moved: number; processes: number; moves: StepMove[]; planned: Differences['planned'] }> {
  forgetCalendar(manager.connection);
  const from = startOfDay(civilDate(year, 1, 1)).getTime() - LONGEST_LADDER_DAYS * 86_400_000;
  const extended: { step_id: string }[] = await manager.query(
    `select distinct a.step_id from step x join assignment a on a.id = x.about_assignment_id
     where x.outcome = 'approved' and a.state = 'open'`,
  );
  const set = new Set(extended.map(({ step_id }) => step_id));
  const standstills = await standstillsOf(manager);
  const reason = `${year}年工作日历（第 ${version} 版）`;
  const steps = await reproject(manager, {
    where: `s.opened_at < $1 and coalesce(s.deadline_at, s.opened_at) >= $2`,
    parameters: [startOfDay(civilDate(year + 1, 1, 1)), new Date(from)],
    project: (step) => project(step, set.has(step.step.id), now, standstills),
    fact: (moves) => factOf(moves, reason),
    actor,
    now,
    dryRun,
    calendar,
  });
  const id = `calendar:${year}:${version}`;
  const planned = await reprojectPlans(manager, {
    calendar: calendar ?? (await loadCalendar(manager)),
    reason,
    id,
    actor,
    now,
    dryRun,
  });
  return { ...steps, planned };
}

function project(
  projected: ProjectedStep,
  extended: boolean,
  now: Date,
  standstills: Standstills,
): Projection {
  const { step } = projected;
  if (step.status !== 'open' || step.deadlineAt === null || step.deadlineSet || extended) return {};
  const deadline = deadlineByRule(projected, standstills);
  if (!deadline || same(deadline, step.deadlineAt)) return {};
  return { deadline: fair(deadline, step.deadlineAt, now) };
}

/** The deadline that the step's rule gives under the calendar as it is now; null for a rule that does not count working days. */
function deadlineByRule(projected: ProjectedStep, standstills: Standstills): Date | null {
  const { process, step, calendar } = projected;
  const opening = { year: process.year, openedAt: step.openedAt, calendar };
  const { rule, at } = stepDeadline(blueprintOf(process.kind), blueprintOfStep(projected), opening);
  if (!at || !countsWorkingDays(rule)) return null;
  // What the step stood still counts for nothing under the new calendar either.
  return standstills(process.id, step.openedAt).reduce(
    (deadline, standstill) => afterStandstill(deadline, rule, standstill, calendar),
    at,
  );
}

function countsWorkingDays(rule: DeadlineRule): boolean {
  return rule.kind === 'workingDays' || (rule.kind === 'calendarDays' && (rule.roll ?? 'none') !== 'none');
}

/** Nobody becomes late by a calendar that is loaded afterwards: who was in time has at least the rest of the day. */
function fair(deadline: Date, before: Date, now: Date): Date {
  if (deadline >= before || before < now) return deadline < before ? before : deadline;
  const today = endOfDay(civilDateOf(now));
  const least = today < before ? today : before;
  return deadline < least ? least : deadline;
}

function factOf(moves: StepMove[], reason: string): { kind: string; body: Record<string, unknown> } | null {
  const moved = moves.filter(({ deadline }) => !same(deadline.before, deadline.after));
  const [first] = moved;
  if (!first) return null;
  const told = moved.map(({ stepKey, round, deadline }) => ({
    step: stepKey,
    round,
    from: deadline.before && formatInstant(deadline.before),
    to: deadline.after && formatInstant(deadline.after),
  }));
  return { kind: 'deadlineMoved', body: { ...told[0], reason, ...(told.length > 1 ? { moves: told } : {}) } };
}
