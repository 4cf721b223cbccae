import { nthOf } from '../errors/field-name.js';
import { Refusal } from '../errors/refusal.js';
import type { CivilDate } from '../time/zone.js';
import type { NoTaskForm, PointForm, WorkPointsDraftForm } from './forms.js';

/** @throws Refusal INVALID_FIELD, DATE_IN_PAST naming the point and the field */
export function checkPoints(points: readonly PointForm[], today: CivilDate, path = 'form.points'): void {
  points.forEach(({ leadUnitIds, cooperatingUnitIds, limitDate, title }, index) => {
    const at = `${path}[${index}]`;
    if (leadUnitIds.length === 0)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('要点', index, '牵头单位'), reason: `“${title}”没有牵头单位` },
        `${at}.leadUnitIds`,
      );
    if (cooperatingUnitIds.some((id) => leadUnitIds.includes(id)))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('要点', index, '配合单位'), reason: '牵头单位不能同时是配合单位' },
        `${at}.cooperatingUnitIds`,
      );
    if (limitDate !== undefined && limitDate < today)
      throw new Refusal('DATE_IN_PAST', { field: nthOf('要点', index, '时限') }, `${at}.limitDate`);
  });
}

/** What a forwarded notice has to say of itself. @throws Refusal FORM_REQUIRED */
export function checkSource({
  source,
  ...given
}: Pick<WorkPointsDraftForm, 'source' | 'issuer' | 'documentNumber' | 'sourceTitle'>): void {
  if (source !== 'forwarded') return;
  const needed = { issuer: '来文机关', documentNumber: '来文字号', sourceTitle: '来文标题' };
  for (const [field, word] of Object.entries(needed) as [keyof typeof needed, string][])
    if (!given[field]?.trim()) throw new Refusal('FORM_REQUIRED', { field: word }, `form.${field}`);
}

/** A point that came from above. */
export interface ReceivedPoint {
  id: string;
  number: string;
  title: string;
}

/**
 * Every received point is split into points of one's own, or declared 无本级任务 with its reason: one of the two.
 * @throws Refusal POINTS_NOT_SPLIT naming those left out, INVALID_FIELD
 */
export function checkSplit(
  received: readonly ReceivedPoint[],
  points: readonly PointForm[],
  none: readonly NoTaskForm[],
): void {
  const known = (id: string | undefined) => received.some((point) => point.id === id);
  const split = new Set<string>();
  points.forEach(({ parentPointId }, index) => {
    if (parentPointId === undefined || !known(parentPointId))
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('要点', index, '分解自上级的哪一项要点'), reason: '要写明分解自上级的哪一项要点' },
        `form.points[${index}].parentPointId`,
      );
    split.add(parentPointId);
  });
  none.forEach(({ parentPointId }, index) => {
    const refuse = (reason: string) =>
      new Refusal(
        'INVALID_FIELD',
        { field: nthOf('无本级任务的上级要点', index, '上级的要点'), reason },
        `form.none[${index}].parentPointId`,
      );
    if (!known(parentPointId)) throw refuse('上级没有这一项要点');
    if (split.has(parentPointId)) throw refuse('已有分解的任务，不能再列为无本级任务');
    if (none.findIndex((other) => other.parentPointId === parentPointId) !== index)
      throw refuse('同一项只列一次');
  });
  const left = received.filter(
    ({ id }) => !split.has(id) && !none.some(({ parentPointId }) => parentPointId === id),
  );
  if (left.length > 0) {
    const points = left.map(({ number, title }) => `${number}“${title.slice(0, 20)}”`).join('、');
    throw new Refusal('POINTS_NOT_SPLIT', { points, count: left.length }, 'form.points');
  }
}
