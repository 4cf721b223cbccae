import type { Dimension } from '../evaluation/dimensions.js';
import type { SubjectKind } from '../organisation/subject.js';

/** How a target is looked at: somebody goes there, or its papers are read (固原督查通报2023 一: 实地督查, 资料查验). */
export const METHODS = { visit: '实地督查', material: '资料查验' } as const;
export type Method = keyof typeof METHODS;

/** The circular speaks of regions first, of units then (固原督查通报2023 二（一）（二）). */
export const LEVELS = { regions: '县（区）层面', units: '成员单位层面' } as const;
export type Level = keyof typeof LEVELS;
export const LEVEL_KEYS = Object.keys(LEVELS) as Level[];

export const levelOf = (kind: SubjectKind): Level => (kind === 'region' ? 'regions' : 'units');

export const FINDING_KINDS = { problem: '问题', highlight: '亮点' } as const;
export type FindingKind = keyof typeof FINDING_KINDS;

/** Whom a finding is about: by a rule over its level's targets, or by one of the system's own lists. */
export const SCOPES = {
  all: '全部',
  only: '只有',
  except: '除……外',
  missingMaterial: '未报送材料的（系统名单）',
  noLiaison: '未备案联络员的（系统名单）',
} as const;
export type Scope = keyof typeof SCOPES;
export const SCOPE_KEYS = Object.keys(SCOPES) as Scope[];

/** Scopes that name targets, and those that a frozen list decides. */
export const namesTargets = (scope: Scope): boolean => scope === 'only' || scope === 'except';
export const isListed = (scope: Scope): scope is 'missingMaterial' | 'noLiaison' =>
  scope === 'missingMaterial' || scope === 'noLiaison';

export const VETO_RESULTS = { clear: '没有发现', found: '发现' } as const;
export type VetoResult = keyof typeof VETO_RESULTS;

/** What an inspection is about, where the plan doesn't say less: everything. */
export type Dimensions = readonly Dimension[];
