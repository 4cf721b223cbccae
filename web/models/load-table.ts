/** How much a unit has in each month: of a plan (preview) or as it came about (rehearsal). */
export interface LoadRow {
  unit: string;
  total: number;
  months: number[];
  /** Its fullest week in words, empty if it has none. */
  busiest: string;
}

export interface LoadTable {
  /** Names of the columns: 1月 … or 2027年1月 where it is more than one year. */
  months: string[];
  rows: LoadRow[];
}

interface PlannedLoad {
  name: string;
  total: number;
  months: readonly number[];
  busiest: { from: string; count: number } | null;
}

interface RehearsedLoad {
  months: readonly string[];
  units: readonly {
    unit: string;
    asked: number;
    months: object;
    busiestWeek: { monday: string; things: number } | null;
  }[];
}

const week = (monday: string, count: number): string =>
  `${Number(monday.slice(5, 7))}月${Number(monday.slice(8))}日起一周 ${count} 件`;

export const plannedLoad = (units: readonly PlannedLoad[]): LoadTable => ({
  months: Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
  rows: units.map(({ name, total, months, busiest }) => ({
    ...{ unit: name, total, months: [...months] },
    busiest: busiest ? week(busiest.from, busiest.count) : '',
  })),
});

export function rehearsedLoad({ months, units }: RehearsedLoad): LoadTable {
  const years = new Set(months.map((month) => month.slice(0, 4)));
  return {
    months: months.map((month) =>
      years.size === 1 ? `${Number(month.slice(5))}月` : `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
    ),
    rows: units.map(({ unit, asked, months: counted, busiestWeek }) => ({
      ...{ unit, total: asked },
      months: months.map((month) => (counted as Record<string, number>)[month] ?? 0),
      busiest: busiestWeek ? week(busiestWeek.monday, busiestWeek.things) : '',
    })),
  };
}

/** Sums of the columns, for the table's foot. */
export const monthSums = ({ months, rows }: LoadTable): number[] =>
  months.map((_, column) => rows.reduce((sum, row) => sum + (row.months[column] ?? 0), 0));

/** Units that have anything at all: bars for the others would be empty lines. */
export const busyRows = ({ rows }: LoadTable): LoadRow[] => rows.filter(({ total }) => total > 0);
