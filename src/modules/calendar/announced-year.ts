import type { CalendarYearRequest, NamedDay } from '../../../contracts/http/calendar.js';
import type { FieldProblem } from '../../../contracts/http/problem.js';
import { sentenceOf } from '../../../domain/errors/refusal.js';
import type { CalendarDay, CalendarYear } from '../../../domain/time/calendar.js';
import { civilDate, type CivilDate, parseCivilDate, weekday } from '../../../domain/time/zone.js';
import { InvalidRequest } from '../../http/validation.js';

/** Days of rest in every year whatever is announced (全国年节及纪念日放假办法 第二条): a list without them is not the whole list. */
const ALWAYS_OFF = [
  [1, 1, '元旦'],
  [5, 1, '劳动节'],
  [10, 1, '国庆节'],
] as const;

/**
 * An announced arrangement as typed in, checked day by day. `version` is 1; storing gives the real one.
 *
 * @throws InvalidRequest naming every day that cannot be right
 */
export function announcedYear(
  year: number,
  { source, holidays, workingWeekends }: CalendarYearRequest,
): CalendarYear {
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  const read = (list: readonly NamedDay[], name: string, working: boolean): CalendarDay[] =>
    list.flatMap((day, index) => {
      const field = `${name}[${index}].date`;
      const wrong = (reason: string) => void problems.push(invalid(field, day.date, reason));
      const date = dateOf(day.date);
      if (!date)
        problems.push({
          field,
          code: 'INVALID_DATE',
          detail: sentenceOf('INVALID_DATE', { field: day.date }),
        });
      else if (!date.startsWith(`${year}-`)) wrong(`不在 ${year} 年`);
      else if (seen.has(date)) wrong('这一天重复了');
      else if (working && weekday(date) <= 5) wrong('调休上班日应为周六或周日');
      else {
        seen.add(date);
        return [{ date, working, name: day.name.trim() }];
      }
      return [];
    });
  const days = [...read(holidays, 'holidays', false), ...read(workingWeekends, 'workingWeekends', true)];
  const off = new Set(days.filter(({ working }) => !working).map(({ date }) => date));
  for (const [month, day, name] of ALWAYS_OFF) {
    if (!off.has(civilDate(year, month, day)))
      problems.push(invalid('holidays', '放假的日子', `没有${month}月${day}日（${name}）`));
  }
  if (problems.length > 0) throw new InvalidRequest(problems);
  days.sort((a, b) => a.date.localeCompare(b.date));
  return { year, version: 1, provisional: false, source, days };
}

/** `called`: what a person knows the field by. */
function invalid(field: string, called: string, reason: string): FieldProblem {
  return { field, code: 'INVALID_FIELD', detail: sentenceOf('INVALID_FIELD', { field: called, reason }) };
}

function dateOf(text: string): CivilDate | null {
  try {
    return parseCivilDate(text);
  } catch {
    return null;
  }
}
