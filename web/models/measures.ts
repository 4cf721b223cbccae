import type { Measure } from '../../contracts/http/overview.js';

export type { Measure };

/** What a leader looks at, in this order. */
export const MEASURE_LABELS: Record<Measure, string> = {
  overdue: '逾期',
  stalled: '停滞',
  dueThisWeek: '本周到期',
};
export const MEASURES = Object.keys(MEASURE_LABELS) as Measure[];

export type Measures = Record<Measure, number>;

/** One line of a table of figures: whose, and what opens the list behind them. */
export interface MeasuresRow extends Measures {
  key: string;
  label: string;
  /** Parameters of the list, beside the measure. */
  list: Record<string, string>;
  /** Where the name itself leads, if anywhere. */
  to?: { name: string; query: Record<string, string> };
}

/** Nothing to look at in a line. */
export const isQuiet = (row: Measures): boolean => MEASURES.every((measure) => row[measure] === 0);

interface Overview {
  regionCode: string;
  units: (Measures & { unitId: string; unit: string })[];
  kinds: (Measures & { kind: string; kindLabel: string })[];
  regions: (Measures & { code: string; label: string })[];
}

/** The tables of a region, in the order the API gives: never sorted by a figure, nobody is ranked. */
export function tablesOf({ regionCode, units, kinds, regions }: Overview) {
  return {
    units: units.map(({ unitId, unit, ...figures }): MeasuresRow => ({
      ...figures,
      key: unitId,
      label: unit,
      list: { region: regionCode, unitId },
    })),
    kinds: kinds.map(({ kind, kindLabel, ...figures }): MeasuresRow => ({
      ...figures,
      key: kind,
      label: kindLabel,
      list: { region: regionCode, kind },
    })),
    regions: regions.map(({ code, label, ...figures }): MeasuresRow => ({
      ...figures,
      key: code,
      label,
      list: { region: code, reach: 'whole' },
      to: { name: 'overview', query: { region: code } },
    })),
  };
}
