import { type WorkingCalendar } from './calendar.js';
import { type RuleProblem, RuleReader } from './problem.js';
import { addDays, civilDate, civilDateOf, endOfDay, lastDayOfMonth } from './zone.js';

/**
 * When a step is due (时限), as data. “每年2月底前” and “3月20日前” include the whole named day and are never moved by a
 * weekend; “5个工作日” counts the State Council's working days (DOMAIN section 2).
 */
export type DeadlineRule =
  | { kind: 'lastDayOfMonth'; month: number; yearOffset?: number }
  | { kind: 'date'; month: number; day: number; yearOffset?: number }
  | { kind: 'workingDays'; days: number }
  | { kind: 'calendarDays'; days: number; roll?: 'none' | 'forward' | 'back' }
  | { kind: 'hours'; hours: number }
  | { kind: 'minutes'; minutes: number }
  | { kind: 'given' }
  | { kind: 'none' };

export interface DeadlineContext {
  /** The instant durations count from, normally when the step is opened. */
  event: Date;
  /** The cycle's year, which absolute dates belong to. */
  year: number;
  calendar: WorkingCalendar;
  /** For `given`: the deadline supplied when the step is opened. */
  given?: Date;
}

/**
 * The last instant that is still in time (+08:00 day ends at 23:59:59.999), or null when the step has no deadline (`none`,
 * and `given` with nothing given). Days count from the day after the event. A day rolled back never passes the event's own day.
 * Throws InvalidCivilDateError for a day the year doesn't have (checkDeadlineRule refuses such rules).
 */
export function deadlineOf(rule: DeadlineRule, ctx: DeadlineContext): Date | null {
  switch (rule.kind) {
    case 'lastDayOfMonth':
      return endOfDay(lastDayOfMonth(ctx.year + (rule.yearOffset ?? 0), rule.month));
    case 'date':
      return endOfDay(civilDate(ctx.year + (rule.yearOffset ?? 0), rule.month, rule.day));
    case 'workingDays':
      return endOfDay(ctx.calendar.addWorkingDays(civilDateOf(ctx.event), rule.days));
    case 'calendarDays':
      return calendarDaysAfter(ctx, rule.days, rule.roll ?? 'none');
    case 'hours':
      return new Date(ctx.event.getTime() + rule.hours * 3_600_000);
    case 'minutes':
      return new Date(ctx.event.getTime() + rule.minutes * 60_000);
    case 'given':
      return ctx.given ?? null;
    case 'none':
      return null;
  }
}

function calendarDaysAfter(ctx: DeadlineContext, days: number, roll: 'none' | 'forward' | 'back'): Date {
  const eventDay = civilDateOf(ctx.event);
  const day = addDays(eventDay, days);
  if (roll === 'none') return endOfDay(day);
  const rolled = ctx.calendar.rollToWorkingDay(day, roll);
  return endOfDay(rolled < eventDay ? eventDay : rolled);
}

/** One line of Chinese for a page: “2月底前”, “次年1月15日前”, “5个工作日内”. */
export function describeDeadline(rule: DeadlineRule): string {
  switch (rule.kind) {
    case 'lastDayOfMonth':
      return `${yearWord(rule.yearOffset)}${rule.month}月底前`;
    case 'date':
      return `${yearWord(rule.yearOffset)}${rule.month}月${rule.day}日前`;
    case 'workingDays':
      return `${rule.days}个工作日内`;
    case 'calendarDays':
      return `${rule.days}天内${ROLL_WORDS[rule.roll ?? 'none']}`;
    case 'hours':
      return `${rule.hours}小时内`;
    case 'minutes':
      return `${rule.minutes}分钟内`;
    case 'given':
      return '时限在开启环节时确定';
    case 'none':
      return '不设时限';
  }
}

const ROLL_WORDS = { none: '', forward: '（遇非工作日顺延）', back: '（遇非工作日提前）' } as const;

function yearWord(offset = 0): string {
  if (offset === 0) return '';
  if (offset === 1) return '次年';
  if (offset === -1) return '上年';
  return offset > 0 ? `${offset}年后的` : `${-offset}年前的`;
}

type Kind = DeadlineRule['kind'];
type Check = (rule: Record<string, unknown>, reader: RuleReader) => void;

/** What an administrator may type; a kind without an entry doesn't compile. */
const CHECKS: { readonly [K in Kind]: { fields: readonly string[]; check: Check } } = {
  lastDayOfMonth: {
    fields: ['month', 'yearOffset'],
    check: (rule, reader) => {
      reader.integer(rule['month'], 'month', 1, 12);
      checkYearOffset(rule, reader);
    },
  },
  date: {
    fields: ['month', 'day', 'yearOffset'],
    check: (rule, reader) => {
      const month = reader.integer(rule['month'], 'month', 1, 12);
      const day = reader.integer(rule['day'], 'day', 1, 31);
      // A common year decides: a rule for February 29 would have no deadline in three years of four.
      if (month !== null && day !== null && day > Number(lastDayOfMonth(2027, month).slice(8))) {
        const hint = month === 2 ? '；如指月底，请选“月底前”' : '';
        reader.report('day', 'noSuchDate', `并非每年都有${month}月${day}日${hint}`);
      }
      checkYearOffset(rule, reader);
    },
  },
  workingDays: {
    fields: ['days'],
    check: (rule, reader) => void reader.integer(rule['days'], 'days', 1, 1000),
  },
  calendarDays: {
    fields: ['days', 'roll'],
    check: (rule, reader) => {
      reader.integer(rule['days'], 'days', 1, 3660);
      const roll = rule['roll'];
      if (roll !== undefined && roll !== 'none' && roll !== 'forward' && roll !== 'back') {
        reader.report('roll', 'badRoll', '遇非工作日只能是：不变（none）、顺延（forward）、提前（back）');
      }
    },
  },
  hours: { fields: ['hours'], check: (rule, reader) => void reader.integer(rule['hours'], 'hours', 1, 8784) },
  minutes: {
    fields: ['minutes'],
    check: (rule, reader) => void reader.integer(rule['minutes'], 'minutes', 1, 527_040),
  },
  given: { fields: [], check: () => undefined },
  none: { fields: [], check: () => undefined },
};

function checkYearOffset(rule: Record<string, unknown>, reader: RuleReader): void {
  if (rule['yearOffset'] !== undefined) reader.integer(rule['yearOffset'], 'yearOffset', -5, 5);
}

/** What is wrong with a rule somebody typed; an empty list means it is a DeadlineRule. Never throws. */
export function checkDeadlineRule(input: unknown): RuleProblem[] {
  const reader = new RuleReader();
  const rule = reader.object(input, '');
  if (rule === null) return reader.problems;
  const kind = rule['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(CHECKS, kind)) {
    reader.report('kind', 'unknownKind', '不认识的时限种类');
    return reader.problems;
  }
  const { fields, check } = CHECKS[kind as Kind];
  check(rule, reader);
  reader.noOtherFields(rule, '', ['kind', ...fields]);
  return reader.problems;
}

/** checkDeadlineRule as a type guard. */
export function isDeadlineRule(input: unknown): input is DeadlineRule {
  return checkDeadlineRule(input).length === 0;
}
