import {
  addDays,
  civilDate,
  civilDateOf,
  daysBetween,
  lastDayOfMonth,
  startOfDay,
  type CivilDate,
} from '../../../domain/time/zone.js';

export interface GanttStage {
  key: string;
  title: string;
  fromDate: string;
  toDate: string;
  /** Instants; what really happened. */
  openedAt?: string | null;
  closedAt?: string | null;
  moves?: readonly { title: string; before: { from: string; to?: string | null } }[];
}

/** A stretch of the picture, in per cent of its width. */
export interface Stretch {
  left: number;
  width: number;
}

export interface GanttRow {
  key: string;
  title: string;
  planned: Stretch;
  /** From its real beginning to its end, or to now; undefined before it begins. */
  actual: Stretch | undefined;
  /** Where it first stood, when it was moved since. */
  original: Stretch | undefined;
  /** Days of inspections and the like, each the middle of its day. */
  marks: { at: number; label: string; done: boolean }[];
}

export interface Gantt {
  months: (Stretch & { label: string; year: number; month: number })[];
  years: (Stretch & { label: string })[];
  rows: GanttRow[];
  /** Undefined when now lies outside. */
  today: number | undefined;
}

export interface GanttInput {
  stages: readonly GanttStage[];
  now: Date;
  /** Row key of the marks: the stage that runs beside the others. */
  marks?: { stage: string; days: readonly { date: string; label: string; done: boolean }[] };
}

/**
 * The picture of stages by whole months: from the first day of the first one's month to the last day of the last one's. A day is a day,
 * whatever month or leap year it lies in; a stage covers its last day too. All days and instants in +08:00.
 */
export function ganttOf({ stages, now, marks }: GanttInput): Gantt {
  const days = stages.flatMap((stage) => extentOf(stage));
  if (days.length === 0) return { months: [], years: [], rows: [], today: undefined };
  const sorted = [...days].sort();
  const first = monthStart(sorted[0] as CivilDate);
  const last = monthEnd(sorted.at(-1) as CivilDate);
  const axis = new Axis(first, daysBetween(first, last) + 1);
  return {
    months: monthsOf(axis, last),
    years: yearsOf(axis, last),
    rows: stages.map((stage) => rowOf(axis, stage, now, marks)),
    today: axis.instant(now),
  };
}

class Axis {
  constructor(
    readonly first: CivilDate,
    readonly days: number,
  ) {}

  /** Both days included; what reaches beyond the picture is cut. */
  stretch(from: CivilDate, to: CivilDate): Stretch {
    const start = Math.max(0, daysBetween(this.first, from));
    const end = Math.min(this.days, daysBetween(this.first, to) + 1);
    return { left: this.percent(start), width: this.percent(Math.max(0, end - start)) };
  }

  between(from: Date, to: Date): Stretch {
    const [start, end] = [this.dayOf(from), this.dayOf(to)].map((day) =>
      Math.min(this.days, Math.max(0, day)),
    );
    return {
      left: this.percent(start as number),
      width: this.percent(Math.max(0, (end as number) - (start as number))),
    };
  }

  middle(day: CivilDate): number {
    return this.percent(daysBetween(this.first, day) + 0.5);
  }

  instant(at: Date): number | undefined {
    const day = this.dayOf(at);
    return day < 0 || day > this.days ? undefined : this.percent(day);
  }

  private dayOf(at: Date): number {
    return (at.getTime() - startOfDay(this.first).getTime()) / 86_400_000;
  }

  private percent(days: number): number {
    return (days / this.days) * 100;
  }
}

function rowOf(axis: Axis, stage: GanttStage, now: Date, marks: GanttInput['marks']): GanttRow {
  const [from, to] = [stage.fromDate as CivilDate, stage.toDate as CivilDate];
  const before = stage.moves?.find((move) => move.before.to)?.before;
  const moved = before && (before.from !== from || before.to !== to);
  const opened = stage.openedAt ? new Date(stage.openedAt) : undefined;
  return {
    key: stage.key,
    title: stage.title,
    planned: from <= to ? axis.stretch(from, to) : { left: axis.stretch(from, from).left, width: 0 },
    actual: opened && axis.between(opened, stage.closedAt ? new Date(stage.closedAt) : now),
    original: moved ? axis.stretch(before.from as CivilDate, before.to as CivilDate) : undefined,
    marks:
      marks?.stage === stage.key
        ? marks.days.map(({ date, label, done }) => ({ at: axis.middle(date as CivilDate), label, done }))
        : [],
  };
}

function extentOf({ fromDate, toDate, openedAt, closedAt, moves = [] }: GanttStage): CivilDate[] {
  const real = [openedAt, closedAt].flatMap((at) => (at ? civilDateOf(new Date(at)) : []));
  const earlier = moves.flatMap(({ before }) => [before.from, ...(before.to ? [before.to] : [])]);
  return [fromDate, toDate, ...earlier, ...real].filter(isDay) as CivilDate[];
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

function partsOf(day: CivilDate): [number, number] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return [year, month];
}

const monthStart = (day: CivilDate): CivilDate => civilDate(...partsOf(day), 1);
const monthEnd = (day: CivilDate): CivilDate => lastDayOfMonth(...partsOf(day));

function monthsOf(axis: Axis, last: CivilDate): Gantt['months'] {
  const months: Gantt['months'] = [];
  for (let start = axis.first; start <= last; start = addDays(monthEnd(start), 1)) {
    const [year, month] = partsOf(start);
    months.push({ ...axis.stretch(start, monthEnd(start)), label: `${month}月`, year, month });
  }
  return months;
}

function yearsOf(axis: Axis, last: CivilDate): Gantt['years'] {
  const years: Gantt['years'] = [];
  for (let [year] = partsOf(axis.first); civilDate(year, 1, 1) <= last; year += 1) {
    const from = civilDate(year, 1, 1) < axis.first ? axis.first : civilDate(year, 1, 1);
    const to = civilDate(year, 12, 31) > last ? last : civilDate(year, 12, 31);
    years.push({ ...axis.stretch(from, to), label: `${year}年` });
  }
  return years;
}
