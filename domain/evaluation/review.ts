import { nthOf } from '../errors/field-name.js';
import { Refusal } from '../errors/refusal.js';
import type { EvidenceFigure } from './evidence.js';
import type { EvaluationSelfForm, SelfIndicatorForm } from './forms.js';
import type { Indicator, PlacedIndicator } from './standard.js';

/** What is known of one indicator of one subject before anybody reviews it. */
export interface Assessed {
  /** Null where only the subject can say something. */
  system: number | null;
  /** Null: it said nothing, or confirmed the system's figure. */
  claimed: number | null;
}

/** Points that stand unless the review says otherwise; null where the two contradict each other and somebody has to decide. */
export function standing({ system, claimed }: Assessed): number | null {
  if (claimed === null) return system ?? 0;
  return system === null || system === claimed ? claimed : null;
}

/** Whether points differ from what the system has or from what the subject claims: then a reason is asked for, and kept. */
export const isCorrection = ({ system, claimed }: Assessed, points: number): boolean =>
  (system !== null && points !== system) ||
  (claimed !== null && points !== claimed) ||
  (system === null && claimed === null && points !== 0);

/** @throws Refusal INVALID_FIELD for points the indicator doesn't have */
export function checkPoints(
  points: number,
  indicator: Pick<Indicator, 'points'>,
  path: string,
  called: string,
): void {
  const tenths = Math.abs(points * 10 - Math.round(points * 10)) < 1e-9;
  if (!tenths || points < 0 || points > indicator.points)
    throw new Refusal(
      'INVALID_FIELD',
      { field: called, reason: `应在0至${indicator.points}之间，最多一位小数` },
      path,
    );
}

/**
 * A self-assessment against what the subject is asked: nothing unknown, nothing twice, every indicator without records answered, and a
 * reason wherever it claims something else than the system has.
 *
 * @throws Refusal INVALID_FIELD, FORM_REQUIRED, SELF_INCOMPLETE
 */
export function checkSelf(
  { indicators }: EvaluationSelfForm,
  asked: readonly PlacedIndicator[],
  figures: ReadonlyMap<string, EvidenceFigure>,
  path: string,
): Map<string, SelfIndicatorForm> {
  const byKey = new Map(asked.map((indicator) => [indicator.key, indicator]));
  const said = new Map<string, SelfIndicatorForm>();
  indicators.forEach((one, index) => {
    const at = `${path}.indicators[${index}]`;
    const indicator = byKey.get(one.indicator);
    if (!indicator)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('逐项自评', index, '指标代号'), reason: '考评标准里没有这项指标，或者不适用于本对象' },
        `${at}.indicator`,
      );
    if (said.has(one.indicator))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('逐项自评', index, '指标代号'), reason: '同一项指标填了两次' },
        `${at}.indicator`,
      );
    const { points, text = '' } = one;
    if (points !== undefined)
      checkPoints(points, indicator, `${at}.points`, nthOf('逐项自评', index, '自评得分'));
    const system = figures.get(indicator.key);
    const claims = points !== undefined && points !== (system?.points ?? 0);
    if (claims && text.trim() === '')
      throw new Refusal(
        'FORM_REQUIRED',
        { field: system ? '不同意系统得分的理由' : '举证情况' },
        `${at}.text`,
      );
    said.set(one.indicator, one);
  });
  const open = asked.filter(
    ({ key, evidence }) => evidence.kind === 'manual' && said.get(key)?.points === undefined,
  );
  if (open.length > 0)
    throw new Refusal(
      'SELF_INCOMPLETE',
      {
        count: open.length,
        indicators: open
          .slice(0, 3)
          .map(({ text }) => text)
          .join('；'),
      },
      `${path}.indicators`,
    );
  return said;
}
