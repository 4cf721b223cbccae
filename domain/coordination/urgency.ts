import { nthOf } from '../errors/field-name.js';
import { Refusal } from '../errors/refusal.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { civilDateOf, endOfDay } from '../time/zone.js';
import type { MatterTask } from './forms.js';

/** 特急 is a matter of minutes and hours around the clock, 加急 of hours, 一般 of working days. */
export const URGENCIES = ['flash', 'urgent', 'ordinary'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const URGENCY_LABELS: Record<Urgency, string> = { flash: '特急', urgent: '加急', ordinary: '一般' };

export const isUrgency = (value: unknown): value is Urgency => URGENCIES.includes(value as Urgency);

/** Exactly one of the three. Minutes and hours run day and night; working days end with the day. */
export interface TaskLimit {
  minutes?: number;
  hours?: number;
  workingDays?: number;
}

type LimitUnit = 'minutes' | 'hours' | 'workingDays';
const UNITS: readonly LimitUnit[] = ['minutes', 'hours', 'workingDays'];
const UNIT_LABELS: Record<LimitUnit, string> = { minutes: '分钟', hours: '小时', workingDays: '个工作日' };

/** The longest limit of each urgency: what may take longer is not of that urgency. */
const LONGEST: Record<Urgency, Record<LimitUnit, number>> = {
  flash: { minutes: 24 * 60, hours: 24, workingDays: 0 },
  urgent: { minutes: 72 * 60, hours: 72, workingDays: 0 },
  ordinary: { minutes: 0, hours: 240, workingDays: 120 },
};

/**
 * Tasks that may go out: at least one, each unit once, every limit in what the urgency allows.
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED naming the field
 */
export function checkTasks(urgency: Urgency, tasks: readonly MatterTask[], at = 'form.tasks'): void {
  if (tasks.length === 0) throw new Refusal('FORM_REQUIRED', { field: '交办的任务' }, at);
  tasks.forEach(({ unitId, task, limit }, index) => {
    const field = `${at}[${index}]`;
    if (tasks.findIndex((other) => other.unitId === unitId) !== index)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('交办的任务', index, '承办单位'), reason: '同一单位的任务请并为一项' },
        `${field}.unitId`,
      );
    if (task.trim() === '')
      throw new Refusal('FORM_REQUIRED', { field: nthOf('交办的任务', index, '任务') }, `${field}.task`);
    checkLimit(urgency, limit, `${field}.limit`, nthOf('交办的任务', index, '时限'));
  });
}

function checkLimit(urgency: Urgency, limit: TaskLimit, field: string, called: string): void {
  const given = UNITS.filter((unit) => limit[unit] !== undefined && limit[unit] !== null);
  const [unit] = given;
  const refuse = (reason: string) => new Refusal('INVALID_FIELD', { field: called, reason }, field);
  if (unit === undefined || given.length > 1) throw refuse('须填且只填一种：分钟、小时或工作日');
  const amount = limit[unit] as number;
  const longest = LONGEST[urgency][unit];
  if (longest === 0)
    throw refuse(`${URGENCY_LABELS[urgency]}事项的时限不用${UNIT_LABELS[unit].replace('个', '')}`);
  if (!Number.isInteger(amount) || amount < 1 || amount > longest)
    throw refuse(`${URGENCY_LABELS[urgency]}事项的时限为1至${longest}${UNIT_LABELS[unit]}`);
}

/** The last instant in time of a task that is handed out now. */
export function taskDeadline(
  { minutes, hours, workingDays }: TaskLimit,
  now: Date,
  calendar: WorkingCalendar,
): Date {
  if (workingDays !== undefined && workingDays !== null)
    return endOfDay(calendar.addWorkingDays(civilDateOf(now), workingDays));
  return new Date(now.getTime() + ((minutes ?? 0) + (hours ?? 0) * 60) * 60_000);
}

/** Minutes the office has to hand out tasks, by the urgency that is proposed; an ordinary matter is triaged in working days. */
const TRIAGE_MINUTES: Record<Exclude<Urgency, 'ordinary'>, number> = { flash: 15, urgent: 60 };

export function triageDeadline(urgency: Urgency, now: Date): Date | null {
  return urgency === 'ordinary' ? null : new Date(now.getTime() + TRIAGE_MINUTES[urgency] * 60_000);
}
