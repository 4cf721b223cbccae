import { calendarYear, FIRST_CALENDAR_YEAR, LAST_CALENDAR_YEAR } from '../../database/calendar/source.js';
import { WorkingCalendar } from '../../domain/time/calendar.js';
import { addDays, type CivilDate, civilDate, lastDayOfMonth, weekday } from '../../domain/time/zone.js';

/**
 * `npm run -s calendar -- 2026 [--json]`: the working calendar of a year, from the installed package alone (no database).
 * `name` is the holiday's (春节, weekends inside it too) or the make-up day's (春节调休); null on any other day, weekends included.
 */
interface Day {
  date: CivilDate;
  working: boolean;
  name: string | null;
  provisional: boolean;
}

function daysOf(year: number): Day[] {
  const calendar = new WorkingCalendar([calendarYear(year)]);
  const days: Day[] = [];
  for (let date = civilDate(year, 1, 1); date <= civilDate(year, 12, 31); date = addDays(date, 1)) {
    days.push({
      date,
      working: calendar.isWorkingDay(date),
      name: calendar.nameOf(date),
      provisional: calendar.isProvisional(date),
    });
  }
  return days;
}

function table(year: number, days: Day[]): string {
  const provisional = days.some((day) => day.provisional);
  const total = days.filter((day) => day.working).length;
  const head = [
    `${year}年工作日历  工作日共 ${total} 天`,
    '休 = 放假  班 = 调休上班  未标注的周六、周日休息',
    ...(provisional
      ? ['【推算】国务院尚未公布本年安排：仅按法定节假日推算，不含调休，公布后以公布为准']
      : []),
  ];
  const months = Array.from({ length: 12 }, (_, index) => monthTable(year, index + 1, days));
  return [head.join('\n'), ...months].join('\n\n');
}

function monthTable(year: number, month: number, days: Day[]): string {
  const first = civilDate(year, month, 1);
  const inMonth = days.filter((day) => day.date >= first && day.date <= lastDayOfMonth(year, month));
  const cells = [...Array<string>(weekday(first) - 1).fill('    '), ...inMonth.map(cell)];
  const weeks: string[] = [];
  for (let at = 0; at < cells.length; at += 7)
    weeks.push(
      cells
        .slice(at, at + 7)
        .join('  ')
        .trimEnd(),
    );
  const title = `${month}月（工作日 ${inMonth.filter((day) => day.working).length} 天）`;
  return [title, ' 一    二    三    四    五    六    日', ...weeks, ...notes(inMonth)].join('\n');
}

/** Four columns wide: two digits and one full-width mark. */
function cell(day: Day): string {
  const mark = day.name === null ? '  ' : day.working ? '班' : '休';
  return String(Number(day.date.slice(8))).padStart(2) + mark;
}

/** `  春节：15日至23日`, one line for each run of days with one name. */
function notes(days: Day[]): string[] {
  const runs: { name: string; from: string; to: string }[] = [];
  let previous: string | null = null;
  for (const { date, name } of days) {
    const number = String(Number(date.slice(8)));
    const run = runs.at(-1);
    if (name !== null && name === previous && run !== undefined) run.to = number;
    else if (name !== null) runs.push({ name, from: number, to: number });
    previous = name;
  }
  return runs.map(({ name, from, to }) => `  ${name}：${from === to ? `${from}日` : `${from}日至${to}日`}`);
}

/** The year asked for, or null when the arguments don't name one we have. */
function readYear(args: string[]): number | null {
  const [text, ...others] = args.filter((arg) => arg !== '--json');
  if (text === undefined || others.length > 0 || !/^\d{4}$/.test(text)) return null;
  const year = Number(text);
  return year >= FIRST_CALENDAR_YEAR && year <= LAST_CALENDAR_YEAR ? year : null;
}

const args = process.argv.slice(2);
const year = readYear(args);
if (year === null) {
  const range = `${FIRST_CALENDAR_YEAR}-${LAST_CALENDAR_YEAR}`;
  process.stderr.write(
    `年份无效：请给出一个 ${range} 之间的四位年份，例如 npm run -s calendar -- 2026 --json\n` +
      `Bad year: give one four-digit year within ${range}, for example: npm run -s calendar -- 2026 --json\n`,
  );
  process.exitCode = 2;
} else {
  const days = daysOf(year);
  process.stdout.write(args.includes('--json') ? `${JSON.stringify({ days })}\n` : `${table(year, days)}\n`);
}
