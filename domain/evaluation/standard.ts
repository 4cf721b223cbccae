import type { SubjectKind } from '../organisation/subject.js';
import type { Dimension } from './dimensions.js';
import type { EvidenceRule } from './evidence.js';
import type { VetoItem } from './veto-items.js';

/** 考评标准: dimensions, indicators with their points and evidence, what fails whatever the points, and what the grades are called. */
export interface EvaluationStandard {
  title: string;
  dimensions: StandardDimension[];
  vetoes: VetoItem[];
  grades: GradeBand[];
}

export interface StandardDimension {
  key: Dimension;
  indicators: Indicator[];
}

export interface Indicator {
  /** Stays the same from version to version as long as it means the same. */
  key: string;
  text: string;
  /** In tenths at the finest. The indicators of each kind of subject make 100 together. */
  points: number;
  /** Whom it is put to: the tasks of a county and of a bureau differ. */
  appliesTo: Audience;
  evidence: EvidenceRule;
}

export const AUDIENCES = { both: '地区和单位', region: '地区', unit: '单位' } as const;
export type Audience = keyof typeof AUDIENCES;

/** A grade begins at its points; the last one begins at 0. */
export interface GradeBand {
  label: string;
  from: number;
}

export const FULL_POINTS = 100;

export const appliesTo = (
  { appliesTo: audience }: Pick<Indicator, 'appliesTo'>,
  kind: SubjectKind,
): boolean => audience === 'both' || audience === kind;

export type PlacedIndicator = Indicator & { dimension: Dimension };

/** What a subject of a kind is asked, in the standard's order. */
export function indicatorsFor({ dimensions }: EvaluationStandard, kind: SubjectKind): PlacedIndicator[] {
  return dimensions.flatMap(({ key, indicators }) =>
    indicators
      .filter((indicator) => appliesTo(indicator, kind))
      .map((indicator) => ({ ...indicator, dimension: key })),
  );
}

/** A sum in tenths, so that 0.1 and 0.2 are 0.3. */
export const sumOf = (points: readonly number[]): number =>
  points.reduce((sum, one) => sum + Math.round(one * 10), 0) / 10;
