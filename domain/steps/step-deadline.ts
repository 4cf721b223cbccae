import type { ProcessBlueprint, StepBlueprint } from '../blueprints/blueprint.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { deadlineOf, type DeadlineRule } from '../time/deadline.js';
import { yearOf } from '../time/zone.js';

export interface StepDeadlineContext {
  /** The process's own year. */
  year: number;
  openedAt: Date;
  calendar: WorkingCalendar;
  /** For a `given` deadline. */
  given?: Date;
}

/**
 * The rule a step's deadline follows: its own, or, where its legal date is past when it opens, the one that counts from the
 * opening; and the deadline by it. The one place that knows both.
 */
export function stepDeadline(
  blueprint: Pick<ProcessBlueprint, 'legalDatesOf'>,
  { deadline, deadlineIfPast }: Pick<StepBlueprint, 'deadline' | 'deadlineIfPast'>,
  { year, openedAt, calendar, given }: StepDeadlineContext,
): { rule: DeadlineRule; at: Date | null } {
  const dated = blueprint.legalDatesOf === 'presentYear' ? yearOf(openedAt) : year;
  const context = { event: openedAt, year: dated, calendar, ...(given ? { given } : {}) };
  const at = deadlineOf(deadline, context);
  if (at && at < openedAt && deadlineIfPast)
    return { rule: deadlineIfPast, at: deadlineOf(deadlineIfPast, context) };
  return { rule: deadline, at };
}
