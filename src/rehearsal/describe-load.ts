import { COLLISION_LABELS, type Collision } from '../../domain/rehearsal/collisions.js';
import type { LoadReport } from '../../domain/rehearsal/load-report.js';

/** The load and collision report as text: a table of units by months, then what lies badly. */
export function describeLoad({
  limits,
  months,
  units,
  crowdedDays,
  fullWeeks,
  collisions,
}: LoadReport): string[] {
  const width = Math.max(...units.map(({ unit }) => wide(unit)), 4);
  const heads = months.map((month) => `${Number(month.slice(5))}月`.padStart(4));
  return [
    `工作量（各单位每月新收到的任务件数；${years(months)}）`,
    `  ${'单位'.padEnd(width - 2)}  ${heads.join('')}  合计  最忙的一周`,
    ...units.map(({ unit, asked, months: counts, busiestWeek }) => {
      const cells = months.map((month) => String(counts[month] || '·').padStart(5));
      const week = busiestWeek ? `${busiestWeek.monday} 起 ${busiestWeek.things} 件` : '';
      return `  ${unit}${' '.repeat(width - wide(unit))}  ${cells.join('')} ${String(asked).padStart(5)}  ${week}`.trimEnd();
    }),
    '',
    `同一天有 ${limits.deadlinesADay} 项以上到期的：${crowdedDays.length === 0 ? '无' : ''}`,
    ...crowdedDays.map(({ date, unit, due }) => `  ${date}  ${unit}  ${due.join('、')}`),
    '',
    `一周超过 ${limits.thingsAWeek} 件的：${fullWeeks.length === 0 ? '无' : ''}`,
    ...fullWeeks.map(({ monday, unit, things }) => `  ${monday} 起一周  ${unit}  ${things} 件`),
    '',
    `与节假日相碰的：${collisions.length === 0 ? '无' : ''}`,
    ...collisions.map(collisionLine),
  ];
}

function collisionLine({ date, kind, what, holiday, process, step, units, things }: Collision): string {
  const day = holiday ? `${COLLISION_LABELS[kind]}，${holiday}` : COLLISION_LABELS[kind];
  const many = things > units ? `${units} 个单位 ${things} 项` : `${units} 个单位`;
  return `  ${date}（${day}）  ${what === 'start' ? '开始' : '到期'}  ${process}【${step}】  ${many}`;
}

function years(months: readonly string[]): string {
  const [first, last] = [months[0]?.slice(0, 4), months.at(-1)?.slice(0, 4)];
  return first === last ? `${first ?? ''}年` : `${first}—${last}年`;
}

/** Columns on a terminal: a Chinese character takes two. */
function wide(text: string): number {
  return [...text].reduce((sum, char) => sum + ((char.codePointAt(0) as number) > 0x2e7f ? 2 : 1), 0);
}
