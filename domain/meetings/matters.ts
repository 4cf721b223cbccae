import { Refusal } from '../errors/refusal.js';
import type { Disposition, Matter, MatterForm } from './forms.js';

/** What a decided matter must have before the minutes go on (三（三）1: 明确任务分工，制定具体措施). */
const NEEDED: readonly [keyof MatterForm, string][] = [
  ['leadUnitId', '牵头单位'],
  ['measures', '办理措施'],
  ['limitDate', '办理时限'],
];

/** What each matter lacks, in words; empty when nothing is missing. */
export function matterGaps(matters: readonly MatterForm[]): string[] {
  return matters.flatMap((matter, index) => {
    const missing = NEEDED.filter(([key]) => !String(matter[key] ?? '').trim()).map(([, word]) => word);
    return missing.length === 0 ? [] : [`第${index + 1}项“${matter.title}”缺${missing.join('、')}`];
  });
}

/**
 * Minutes can't be passed on while a matter lacks its unit, measures or limit.
 * @throws Refusal MATTERS_INCOMPLETE naming each, INVALID_FIELD
 */
export function checkMatters(matters: readonly MatterForm[], path: string): Matter[] {
  const gaps = matterGaps(matters);
  if (gaps.length > 0) throw new Refusal('MATTERS_INCOMPLETE', { gaps: gaps.join('；') }, path);
  matters.forEach(({ leadUnitId, cooperatingUnitIds }, index) => {
    if (cooperatingUnitIds.includes(leadUnitId as string))
      throw new Refusal(
        'INVALID_FIELD',
        { field: '配合单位', reason: '牵头单位不能同时是配合单位' },
        `${path}[${index}].cooperatingUnitIds`,
      );
  });
  return matters as Matter[];
}

/**
 * Every open suggestion becomes a matter or gets an answer, one of the two.
 * @throws Refusal SUGGESTIONS_OPEN naming those left out, INVALID_FIELD
 */
export function checkDispositions(
  open: readonly { id: string; text: string }[],
  dispositions: readonly Disposition[],
  path = 'form.dispositions',
): void {
  dispositions.forEach(({ suggestionId, matter, answer }, index) => {
    const at = `${path}[${index}]`;
    const refuse = (reason: string) => new Refusal('INVALID_FIELD', { field: '意见建议', reason }, at);
    if (!open.some(({ id }) => id === suggestionId)) throw refuse('没有这条待办理的意见建议');
    if (dispositions.findIndex((other) => other.suggestionId === suggestionId) !== index)
      throw refuse('同一条只能办理一次');
    if ((matter !== undefined) === Boolean(answer?.trim())) throw refuse('要么列为议定事项，要么答复');
    if (matter) checkMatters([matter], `${at}.matter`);
  });
  const left = open.filter(({ id }) => !dispositions.some(({ suggestionId }) => suggestionId === id));
  if (left.length > 0) {
    const texts = left.map(({ text }) => `“${text.slice(0, 20)}”`).join('、');
    throw new Refusal('SUGGESTIONS_OPEN', { texts }, path);
  }
}
