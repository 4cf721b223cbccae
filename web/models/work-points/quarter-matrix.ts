import type { components } from '../../api/schema.js';
import { mostUrgent, type Light } from '../../../domain/time/light.js';

type Schemas = components['schemas'];
type Quarters = readonly Schemas['PointQuarterView'][];

export interface QuarterColumn {
  key: string;
  label: string;
}

/** What a quarter came to: everybody reported, somebody still may, somebody did not. */
export type CellState = 'none' | 'filed' | 'open' | 'missed';

export interface QuarterCell {
  state: CellState;
  asked: number;
  filed: number;
  /** Mean of what was reported; null before the first report. */
  percent: number | null;
  light: Light;
  reports: readonly Schemas['PointReportView'][];
}

const keyOf = ({ year, quarter }: { year: number; quarter: number }) => `${year}-${quarter}`;

/** Every quarter that any of the points reports on, in order of time. */
export function quarterColumns(points: readonly { quarters: Quarters }[]): QuarterColumn[] {
  const labels = new Map<string, string>();
  for (const { quarters } of points)
    for (const quarter of quarters) labels.set(keyOf(quarter), quarter.label);
  return [...labels].map(([key, label]) => ({ key, label })).sort((a, b) => a.key.localeCompare(b.key));
}

/** One point in one quarter. */
export function cellOf({ quarters }: { quarters: Quarters }, column: string): QuarterCell {
  const reports = quarters
    .filter((quarter) => keyOf(quarter) === column)
    .flatMap((quarter) => quarter.reports);
  const filed = reports.filter(({ state }) => state === 'filed');
  const told = filed.flatMap(({ percent }) => percent ?? []);
  return {
    state: stateOf(reports.map(({ state }) => state)),
    asked: reports.length,
    filed: filed.length,
    percent: told.length === 0 ? null : Math.round(told.reduce((sum, one) => sum + one, 0) / told.length),
    light: mostUrgent(reports.map(({ light }) => light)),
    reports,
  };
}

function stateOf(states: readonly string[]): CellState {
  if (states.length === 0) return 'none';
  if (states.includes('missed')) return 'missed';
  return states.includes('open') ? 'open' : 'filed';
}

/** In words, for the cell's label and for whoever doesn't see colours. */
export function cellInWords({ state, asked, filed, percent }: QuarterCell): string {
  if (state === 'none') return '不用报';
  const reached = percent === null ? '' : `，完成 ${percent}%`;
  if (asked === 1) return `${{ filed: '已报', open: '待报', missed: '未报' }[state]}${reached}`;
  return `${filed}/${asked} 已报${reached}`;
}
