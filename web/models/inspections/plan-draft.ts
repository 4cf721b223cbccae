import { DIMENSION_KEYS, type Dimension } from '../../../domain/evaluation/dimensions.js';
import type { Method } from '../../../domain/inspection/words.js';
import type { Schemas } from '../../api/schemas.js';

/** A place or a unit that may be inspected. */
export interface Candidate {
  key: string;
  name: string;
  regionCode?: string;
  unitId?: string;
}

export interface TargetDraft {
  /** 1 for the first team. */
  team: number;
  method: Method;
}

/** A plan while it is written; targets by the candidate's key. */
export interface PlanDraft {
  title: string;
  basis: string;
  fromDate: string;
  toDate: string;
  materialDueDate: string;
  requirements: string;
  dimensions: Dimension[];
  teams: { name: string; leaderPositionId: string | undefined; members: string }[];
  targets: Record<string, TargetDraft>;
}

const NUMERALS = '一二三四五六七八九十';
export const teamName = (index: number): string => `第${NUMERALS[index] ?? index + 1}组`;
export const newTeam = (index: number): PlanDraft['teams'][number] => ({
  name: teamName(index),
  leaderPositionId: undefined,
  members: '',
});

export const emptyPlan = (): PlanDraft => ({
  ...{ title: '', basis: '', fromDate: '', toDate: '', materialDueDate: '', requirements: '' },
  dimensions: [...DIMENSION_KEYS],
  teams: [newTeam(0), newTeam(1)],
  targets: {},
});

export const regionKey = (code: string): string => `region:${code}`;
export const unitKey = (id: string): string => `unit:${id}`;

/** A plan that came back, to be written on. */
export function planOf(inspection: Schemas['InspectionDetail']): PlanDraft {
  const { title, basis, fromDate, toDate, materialDueDate, requirements, dimensions } = inspection;
  return {
    ...{ title, basis, fromDate, toDate, materialDueDate, requirements },
    dimensions: [...dimensions],
    teams: inspection.teams.map(({ name, leaderPositionId, members }) => ({
      ...{ name, leaderPositionId },
      members: members.join('、'),
    })),
    targets: Object.fromEntries(
      inspection.targets.map(({ kind, regionCode, unitId, team, method }) => [
        kind === 'region' ? regionKey(regionCode) : unitKey(unitId),
        { team, method },
      ]),
    ),
  };
}

/** All of some candidates in, as the others of them are: regions are gone to, of units the papers are read. */
export function withAll(
  plan: PlanDraft,
  candidates: readonly Candidate[],
  method: Method,
): PlanDraft['targets'] {
  const added = candidates
    .filter(({ key }) => !plan.targets[key])
    .map(({ key }, index): [string, TargetDraft] => [
      key,
      // Dealt out evenly: whoever wants it otherwise changes a few, not all.
      { team: method === 'visit' ? (index % plan.teams.length) + 1 : plan.teams.length, method },
    ]);
  return { ...plan.targets, ...Object.fromEntries(added) };
}

/** A team less: its targets go to the team before it. */
export function withoutTeam(plan: PlanDraft, index: number): Pick<PlanDraft, 'teams' | 'targets'> {
  return {
    teams: plan.teams.filter((_, at) => at !== index),
    targets: Object.fromEntries(
      Object.entries(plan.targets).map(([key, target]) => [
        key,
        { ...target, team: target.team > index ? Math.max(target.team - 1, 1) : target.team },
      ]),
    ),
  };
}

/** As the API takes it, targets in the candidates' order. */
export function planForm(plan: PlanDraft, candidates: readonly Candidate[]): object {
  const { teams, targets, dimensions, ...rest } = plan;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
    dimensions,
    teams: teams.map(({ name, leaderPositionId, members }) => ({
      name,
      ...(leaderPositionId ? { leaderPositionId } : {}),
      members: members
        .split(/[、，,;；\n]/u)
        .map((one) => one.trim())
        .filter((one, index, all) => one !== '' && all.indexOf(one) === index),
    })),
    targets: candidates.flatMap(({ key, regionCode, unitId }) => {
      const target = targets[key];
      return target ? [{ ...(regionCode ? { regionCode } : { unitId }), ...target }] : [];
    }),
  };
}

/** 5 个县（区）、41 个单位；实地督查 11 个. */
export function targetsInWords(plan: PlanDraft, candidates: readonly Candidate[]): string {
  const chosen = candidates.filter(({ key }) => plan.targets[key]);
  const regions = chosen.filter(({ regionCode }) => regionCode !== undefined).length;
  const visited = chosen.filter(({ key }) => plan.targets[key]?.method === 'visit').length;
  return `${regions} 个下级地区、${chosen.length - regions} 个单位；实地督查 ${visited} 个`;
}
