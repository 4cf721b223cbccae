import type { Dimension } from '../evaluation/dimensions.js';
import { lowerRegions } from '../organisation/labels.js';
import type { SubjectKind } from '../organisation/subject.js';
import type { CivilDate } from '../time/zone.js';
import { isListed, levelOf, type FindingKind, type Level, type Scope } from './words.js';

/** A target as findings know it: by its number in the plan. */
export interface MatrixTarget {
  seq: number;
  kind: SubjectKind;
  /** The name that people use: 原州区, 市财政局. */
  name: string;
}

export interface Finding {
  dimension: Dimension;
  level: Level;
  kind: FindingKind;
  text: string;
  scope: Scope;
  /** Numbers of the targets that `only` and `except` name. */
  named: readonly number[];
  measuresAsked: string | null;
  limitDate: CivilDate | null;
}

/** The system's own lists, by numbers of targets: who hasn't handed in, who hasn't filed a liaison. */
export interface Lists {
  missingMaterial: readonly number[];
  noLiaison: readonly number[];
}

/**
 * The targets a finding is about, in the plan's order: “除原州区、彭阳县外，其他各县…” (固原督查通报2023 二（一）) is one line and hits every
 * other county. Pure, so that whoever enters it sees who is hit while he types.
 */
export function hitsOf<Target extends MatrixTarget>(
  { level, scope, named }: Pick<Finding, 'level' | 'scope' | 'named'>,
  targets: readonly Target[],
  lists: Lists,
): Target[] {
  const own = targets.filter(({ kind }) => levelOf(kind) === level);
  if (isListed(scope)) return own.filter(({ seq }) => lists[scope].includes(seq));
  if (scope === 'all') return own;
  return own.filter(({ seq }) => named.includes(seq) === (scope === 'only'));
}

/** How the other targets of a level are called. */
export interface LevelWords {
  /** 县（区）, or 市（州） below a province. */
  regions: string;
  units: string;
}

export const levelWords = (regionCode: string): LevelWords => ({
  regions: lowerRegions(regionCode),
  units: '单位',
});

/** Whom a finding is about, in the circular's words; `{{…}}` where a list decides. */
export function whoOf(
  { level, scope, named }: Pick<Finding, 'level' | 'scope' | 'named'>,
  targets: readonly MatrixTarget[],
  words: LevelWords,
): string {
  const names = targets
    .filter(({ seq, kind }) => levelOf(kind) === level && named.includes(seq))
    .map(({ name }) => name)
    .join('、');
  switch (scope) {
    case 'all':
      return `各${words[level]}`;
    case 'only':
      return names;
    case 'except':
      return `除${names}外，其他${words[level]}`;
    case 'missingMaterial':
    case 'noLiaison':
      return `有{{${listFigure(scope, level)}}}个${words[level]}`;
  }
}

/** Which figure says how many a list names at a level. */
export const listFigure = (
  scope: 'missingMaterial' | 'noLiaison',
  level: Level,
): 'missingRegions' | 'missingMaterial' | 'noLiaison' =>
  scope === 'noLiaison' ? 'noLiaison' : level === 'regions' ? 'missingRegions' : 'missingMaterial';
