import { DIMENSIONS } from './dimensions.js';
import { EVIDENCE_SOURCES, type EvidenceRule } from './evidence.js';
import { appliesTo, FULL_POINTS, sumOf, type EvaluationStandard, type Indicator } from './standard.js';
import { SUBJECT_KINDS, type SubjectKind } from '../organisation/subject.js';
import { VETO_ITEMS } from './veto-items.js';

export interface StandardFinding {
  /** In the standard, for instance `dimensions.0.indicators.2.points`. */
  path: string;
  reason: string;
}

const inTenths = (points: number): boolean =>
  points > 0 && Math.abs(points * 10 - Math.round(points * 10)) < 1e-9;

/** All that keeps a standard from being measured by. It never throws, whatever stands in the standard. */
export function checkStandard({ dimensions, vetoes, grades }: EvaluationStandard): StandardFinding[] {
  const findings: StandardFinding[] = [];
  const find = (path: string, reason: string): void => void findings.push({ path, reason });

  const seenDimensions = new Set<string>();
  const seenKeys = new Set<string>();
  dimensions.forEach(({ key, indicators }, d) => {
    const at = `dimensions.${d}`;
    if (!Object.hasOwn(DIMENSIONS, key)) find(`${at}.key`, '没有这个方面');
    if (seenDimensions.has(key)) find(`${at}.key`, '同一个方面只能出现一次');
    seenDimensions.add(key);
    indicators.forEach((indicator, i) => {
      const path = `${at}.indicators.${i}`;
      if (seenKeys.has(indicator.key)) find(`${path}.key`, `代号“${indicator.key}”重复`);
      seenKeys.add(indicator.key);
      if (indicator.text.trim() === '') find(`${path}.text`, '没有写指标内容');
      if (!inTenths(indicator.points)) find(`${path}.points`, '分值应大于0，最多一位小数');
      checkRule(indicator, path, find);
    });
  });

  for (const kind of Object.keys(SUBJECT_KINDS) as SubjectKind[]) {
    const points = dimensions.flatMap(({ indicators }) =>
      indicators.filter((indicator) => appliesTo(indicator, kind)).map((indicator) => indicator.points),
    );
    const sum = sumOf(points);
    if (sum !== FULL_POINTS)
      find('dimensions', `对${SUBJECT_KINDS[kind]}的指标合计${sum}分，应为${FULL_POINTS}分`);
  }

  vetoes.forEach((item, v) => {
    if (!Object.hasOwn(VETO_ITEMS, item)) find(`vetoes.${v}`, '没有这个一票否决事项');
    if (vetoes.indexOf(item) !== v) find(`vetoes.${v}`, '一票否决事项重复');
  });
  checkGrades(grades, find);
  return findings;
}

type Find = (path: string, reason: string) => void;

function checkRule({ evidence, points, appliesTo: audience }: Indicator, path: string, find: Find): void {
  if (evidence.kind === 'manual') {
    if (evidence.asks.trim() === '') find(`${path}.evidence.asks`, '自行举证的，写明要提供什么');
    return;
  }
  const source = Object.hasOwn(EVIDENCE_SOURCES, evidence.source)
    ? EVIDENCE_SOURCES[evidence.source]
    : undefined;
  if (!source) return find(`${path}.evidence.source`, '没有这个数据来源');
  const of: readonly SubjectKind[] = source.of;
  const asked: SubjectKind[] = audience === 'both' ? ['region', 'unit'] : [audience];
  for (const kind of asked)
    if (!of.includes(kind))
      find(`${path}.evidence.source`, `“${source.label}”的记录不涉及${SUBJECT_KINDS[kind]}`);
  checkAmounts(evidence, points, path, find);
}

function checkAmounts(evidence: EvidenceRule, points: number, path: string, find: Find): void {
  if (evidence.kind === 'atLeast' && !(Number.isInteger(evidence.n) && evidence.n >= 1 && evidence.n <= 999))
    find(`${path}.evidence.n`, '次数应为1至999的整数');
  if (evidence.kind !== 'share') return;
  if (evidence.steps.length === 0) find(`${path}.evidence.steps`, '至少写一档比例');
  evidence.steps.forEach((step, s) => {
    const at = `${path}.evidence.steps.${s}`;
    const above = evidence.steps[s - 1];
    if (!(step.percent > 0 && step.percent <= 100)) find(`${at}.percent`, '比例应大于0，不超过100');
    if (!inTenths(step.points) || step.points > points)
      find(`${at}.points`, '得分应大于0，不超过指标分值，最多一位小数');
    if (above && !(above.percent > step.percent && above.points > step.points))
      find(at, '比例和得分应逐档降低');
  });
  if (evidence.steps.length > 0 && evidence.steps[0]?.points !== points)
    find(`${path}.evidence.steps.0.points`, '第一档应得满分');
}

function checkGrades(grades: EvaluationStandard['grades'], find: Find): void {
  if (grades.length < 2) find('grades', '至少分两个等次');
  grades.forEach(({ label, from }, g) => {
    const above = grades[g - 1];
    if (label.trim() === '') find(`grades.${g}.label`, '没有写等次名称');
    if (grades.findIndex((other) => other.label === label) !== g) find(`grades.${g}.label`, '等次名称重复');
    if (!(from >= 0 && from <= FULL_POINTS)) find(`grades.${g}.from`, `起点应在0至${FULL_POINTS}之间`);
    if (above && !(above.from > from)) find(`grades.${g}.from`, '等次从高到低排列，起点逐档降低');
  });
  if (grades.length > 0 && grades.at(-1)?.from !== 0)
    find(`grades.${grades.length - 1}.from`, '最后一个等次从0分起');
}
