import type { VetoCheck } from '../../../domain/inspection/check-findings.js';
import { filled } from '../../../domain/inspection/draft.js';
import { hitsOf, whoOf, type Finding, type LevelWords } from '../../../domain/inspection/matrix.js';
import { isListed, levelOf, namesTargets, type Level } from '../../../domain/inspection/words.js';
import type { Schemas } from '../../api/schemas.js';

export type Matrix = Schemas['MatrixView'];
export type MatrixTarget = Matrix['targets'][number];

/** The matrix while it is entered. */
export interface MatrixDraft {
  findings: Finding[];
  checks: VetoCheck[];
}

export function draftOf({ findings, vetoChecks }: Pick<Matrix, 'findings' | 'vetoChecks'>): MatrixDraft {
  return {
    findings: findings.map(({ dimension, level, kind, scope, text, named, measuresAsked, limitDate }) => ({
      ...{ dimension, level, kind, scope, text, named, measuresAsked },
      limitDate: limitDate as Finding['limitDate'],
    })),
    checks: vetoChecks.map(({ targetSeq, result, item, happenedOn, account }) => ({
      ...{ targetSeq, account },
      result: result as VetoCheck['result'],
      item: item as VetoCheck['item'],
      happenedOn: happenedOn as VetoCheck['happenedOn'],
    })),
  };
}

const nameOf = ({ kind, regionCode, unitId }: MatrixTarget) =>
  kind === 'region' ? { regionCode } : { unitId };

/** What is handed in: targets by their names for the API, empty fields left out. */
export function bodyOf(
  { findings, checks }: MatrixDraft,
  { targets, version }: Pick<Matrix, 'targets' | 'version'>,
): Schemas['InspectionFindingsBody'] {
  const of = (seqs: readonly number[]) => targets.filter(({ seq }) => seqs.includes(seq));
  return {
    version,
    findings: findings.map(({ named, measuresAsked, limitDate, ...finding }) => ({
      ...finding,
      regionCodes: finding.level === 'regions' ? of(named).map(({ regionCode }) => regionCode) : [],
      unitIds: finding.level === 'units' ? of(named).map(({ unitId }) => unitId) : [],
      ...(measuresAsked ? { measuresAsked } : {}),
      ...(limitDate ? { limitDate } : {}),
    })),
    vetoChecks: checks.flatMap(({ targetSeq, result, item, happenedOn, account }) =>
      of([targetSeq]).map((target) => ({
        ...nameOf(target),
        result,
        ...(item ? { item } : {}),
        ...(happenedOn ? { happenedDate: happenedOn } : {}),
        ...(account ? { account } : {}),
      })),
    ),
  };
}

export const targetsOf = (targets: readonly MatrixTarget[], level: Level): MatrixTarget[] =>
  targets.filter(({ kind }) => levelOf(kind) === level);

/** Whom a finding says, in the circular's words, and who of the targets that is. */
export function hitBy(
  finding: Pick<Finding, 'level' | 'scope' | 'named'>,
  { targets, missingMaterial, noLiaison }: Matrix,
  words: LevelWords,
): { who: string; hits: MatrixTarget[] } {
  const hits = hitsOf(finding, targets, { missingMaterial, noLiaison });
  const who = whoOf(finding, targets, words);
  const value = String(hits.length);
  const keys = ['missingRegions', 'missingMaterial', 'noLiaison'];
  return {
    who: filled(
      who,
      keys.map((key) => ({ key, value })),
    ),
    hits,
  };
}

/** A click on a cell: this target is in or out. What a list of the system decides nobody clicks. */
export function toggled(finding: Finding, seq: number, hit: boolean): Finding {
  const { scope, named } = finding;
  if (isListed(scope)) return finding;
  if (scope === 'all') return { ...finding, scope: 'except', named: [seq] };
  const inNames = scope === 'only' ? !hit : hit;
  const next = inNames ? [...named, seq].sort((a, b) => a - b) : named.filter((one) => one !== seq);
  return next.length === 0 && scope === 'except'
    ? { ...finding, scope: 'all', named: [] }
    : { ...finding, named: next };
}

/** What is not whole yet, in words; empty when the matrix can go on. */
export function gapsOf(
  { findings, checks }: MatrixDraft,
  matrix: Pick<Matrix, 'targets' | 'missingMaterial' | 'noLiaison'>,
): string[] {
  const { targets, missingMaterial, noLiaison } = matrix;
  const numbers = (unfit: (finding: Finding) => boolean) =>
    findings.flatMap((finding, index) => (unfit(finding) ? [index + 1] : [])).join('、');
  const nobody = numbers((one) => hitsOf(one, targets, { missingMaterial, noLiaison }).length === 0);
  const silent = numbers((one) => one.kind === 'problem' && !(one.measuresAsked && one.limitDate));
  const unchecked = targets.filter(({ seq }) => !checks.some(({ targetSeq }) => targetSeq === seq));
  const vague = checks.filter(
    ({ result, item, happenedOn, account }) => result === 'found' && !(item && happenedOn && account),
  );
  return [
    ...(nobody ? [`第 ${nobody} 条没有涉及任何对象`] : []),
    ...(silent ? [`第 ${silent} 条没有整改要求或时限`] : []),
    ...(unchecked.length > 0 ? [`${unchecked.length} 个对象没有登记一票否决核查`] : []),
    ...(vague.length > 0 ? [`${vague.length} 项一票否决情形没有写全`] : []),
  ];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const without = <T>(list: readonly T[], gone: readonly T[]): T[] =>
  list.filter((one) => !gone.some((other) => same(one, other)));

/**
 * Somebody saved meanwhile: what I added to what we both saw comes behind his, what I took away or changed is gone from his, and his own
 * stays as it is.
 */
export function merged(seen: MatrixDraft, mine: MatrixDraft, theirs: MatrixDraft): MatrixDraft {
  const takenAway = without(seen.findings, mine.findings);
  const added = without(without(mine.findings, seen.findings), theirs.findings);
  const checked = without(mine.checks, seen.checks);
  return {
    findings: [...without(theirs.findings, takenAway), ...added],
    checks: [
      ...theirs.checks.filter(({ targetSeq }) => !checked.some((one) => one.targetSeq === targetSeq)),
      ...checked,
    ].sort((a, b) => a.targetSeq - b.targetSeq),
  };
}

/** Everybody who was not looked at for veto items yet, as one without a finding. */
export function restClear({ checks }: MatrixDraft, targets: readonly MatrixTarget[]): VetoCheck[] {
  const rest = targets.filter(({ seq }) => !checks.some(({ targetSeq }) => targetSeq === seq));
  return [
    ...checks,
    ...rest.map(({ seq }): VetoCheck => ({
      ...{ targetSeq: seq, result: 'clear', item: null, happenedOn: null, account: null },
    })),
  ].sort((a, b) => a.targetSeq - b.targetSeq);
}

/** The next finding keeps what goes on: level, dimension, kind, what is asked and until when. */
export const nextOf = (before: Finding): Finding => ({
  ...before,
  text: '',
  scope: namesTargets(before.scope) || isListed(before.scope) ? 'all' : before.scope,
  named: [],
});
