import type { Dimension } from '../evaluation/dimensions.js';
import { nthOf } from '../errors/field-name.js';
import { Refusal } from '../errors/refusal.js';
import type { CivilDate } from '../time/zone.js';
import { hitsOf, type Finding, type Lists, type MatrixTarget } from './matrix.js';
import { isListed, levelOf, namesTargets, type VetoResult } from './words.js';
import type { VetoItem } from '../evaluation/veto-items.js';

export interface VetoCheck {
  targetSeq: number;
  result: VetoResult;
  item: VetoItem | null;
  happenedOn: CivilDate | null;
  account: string | null;
}

const wrong = (field: string, reason: string, path: string): Refusal =>
  new Refusal('INVALID_FIELD', { field, reason }, path);

const inFinding = (index: number, word: string): string => nthOf('亮点和问题', index, word);
const inCheck = (index: number, word?: string): string => nthOf('一票否决核查', index, word);

/** What can't be kept even for a moment. @throws Refusal INVALID_FIELD, FORM_REQUIRED */
export function checkMatrix(
  findings: readonly Finding[],
  targets: readonly MatrixTarget[],
  dimensions: readonly Dimension[],
): void {
  findings.forEach((finding, index) => {
    const path = `form.findings[${index}]`;
    const { dimension, level, kind, scope, named, limitDate, measuresAsked } = finding;
    if (!dimensions.includes(dimension))
      throw wrong(inFinding(index, '方面'), '不在这次督查的内容里', `${path}.dimension`);
    if (!targets.some((target) => levelOf(target.kind) === level))
      throw wrong(inFinding(index, '层面'), '这次督查没有这个层面的对象', `${path}.level`);
    const [field, word] = level === 'regions' ? ['regionCodes', '点名的县（区）'] : ['unitIds', '点名的单位'];
    if (namesTargets(scope) && named.length === 0)
      throw new Refusal('FORM_REQUIRED', { field: inFinding(index, word) }, `${path}.${field}`);
    if (!namesTargets(scope) && named.length > 0)
      throw wrong(inFinding(index, word), '只有“只有”和“除……外”才点名', `${path}.${field}`);
    if (isListed(scope) && kind === 'highlight')
      throw wrong(inFinding(index, '涉及的对象'), '系统名单只用于问题', `${path}.scope`);
    if (scope === 'noLiaison' && level === 'regions')
      throw wrong(inFinding(index, '涉及的对象'), '联络员由成员单位备案', `${path}.scope`);
    if (kind === 'highlight' && (limitDate !== null || measuresAsked !== null))
      throw wrong(inFinding(index, '整改时限'), '亮点没有整改要求和时限', `${path}.limitDate`);
  });
}

/**
 * What has to be there before the findings go on: every problem hits somebody and says what is asked and until when; every target was
 * looked at for veto items (固原督查通报2023 一: 没有……一票否决事项).
 *
 * @throws Refusal FINDING_OF_NOBODY, FORM_REQUIRED, DATE_IN_PAST, VETO_CHECKS_INCOMPLETE, FINDINGS_EMPTY
 */
export function checkComplete(
  findings: readonly Finding[],
  checks: readonly VetoCheck[],
  targets: readonly MatrixTarget[],
  lists: Lists,
  today: CivilDate,
): void {
  findings.forEach((finding, index) => {
    const path = `form.findings[${index}]`;
    // A list that has become empty meanwhile is good news, not a mistake: the line is taken away.
    if (hitsOf(finding, targets, lists).length === 0)
      throw new Refusal('FINDING_OF_NOBODY', { number: index + 1 }, `${path}.scope`);
    if (finding.kind !== 'problem') return;
    if (finding.measuresAsked === null)
      throw new Refusal('FORM_REQUIRED', { field: inFinding(index, '整改要求') }, `${path}.measuresAsked`);
    if (finding.limitDate === null)
      throw new Refusal('FORM_REQUIRED', { field: inFinding(index, '整改时限') }, `${path}.limitDate`);
    if (finding.limitDate < today)
      throw new Refusal('DATE_IN_PAST', { field: inFinding(index, '整改时限') }, `${path}.limitDate`);
  });
  const missing = targets.filter(({ seq }) => !checks.some(({ targetSeq }) => targetSeq === seq));
  if (missing.length > 0)
    throw new Refusal(
      'VETO_CHECKS_INCOMPLETE',
      { names: missing.map(({ name }) => name).join('、') },
      'form.vetoChecks',
    );
}

/** @throws Refusal INVALID_FIELD, FORM_REQUIRED, DATE_IN_FUTURE */
export function checkVetoChecks(checks: readonly VetoCheck[], today: CivilDate): void {
  checks.forEach((check, index) => {
    const path = `form.vetoChecks[${index}]`;
    if (checks.slice(0, index).some(({ targetSeq }) => targetSeq === check.targetSeq))
      throw wrong(inCheck(index), '同一对象只核查一次', path);
    const { result, item, happenedOn, account } = check;
    if (result === 'clear') {
      if (item !== null || happenedOn !== null || account !== null)
        throw wrong(inCheck(index, '一票否决情形'), '没有发现的，不填情形', `${path}.item`);
      return;
    }
    if (item === null)
      throw new Refusal('FORM_REQUIRED', { field: inCheck(index, '一票否决情形') }, `${path}.item`);
    if (happenedOn === null)
      throw new Refusal('FORM_REQUIRED', { field: inCheck(index, '发生日期') }, `${path}.happenedDate`);
    if (happenedOn > today)
      throw new Refusal('DATE_IN_FUTURE', { field: inCheck(index, '发生日期') }, `${path}.happenedDate`);
    if (account === null)
      throw new Refusal('FORM_REQUIRED', { field: inCheck(index, '情况') }, `${path}.account`);
  });
}
