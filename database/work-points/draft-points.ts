import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { checkPoints, checkSource, checkSplit } from '../../domain/work-points/check-points.js';
import { sourceOfPoints } from '../../domain/work-points/compose-notice.js';
import type {
  PointAddressees,
  PointForm,
  WorkPointsDraftForm,
  WorkPointsSplitForm,
} from '../../domain/work-points/forms.js';
import { addressed } from '../circulars/addressees.js';
import type { EffectContext } from '../processes/effects.js';
import { pointsToSplit } from './point.store.js';
import { changePointSet, declareNone, pointSetOf, type PointSetChange } from './set.store.js';

/**
 * Keeps what the office drafted for who approves it.
 * @throws Refusal FORM_REQUIRED, INVALID_FIELD, DATE_IN_PAST
 */
export async function draftPoints(
  context: EffectContext,
  form: Pick<WorkPointsDraftForm, 'points'> & Partial<WorkPointsDraftForm>,
): Promise<void> {
  const { manager, now, process } = context;
  const {
    points,
    source = 'own',
    issuer = '',
    documentNumber = '',
    sourceTitle = '',
    sourceText = '',
  } = form;
  checkSource(form);
  points.forEach(({ parentPointId }, index) => {
    if (parentPointId !== undefined)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('要点', index, '分解自上级的哪一项要点'), reason: '本级自己的要点没有上级要点' },
        `form.points[${index}].parentPointId`,
      );
  });
  const notice = { issuer, number: documentNumber, title: sourceTitle, text: sourceText };
  await changePointSet(manager, process.id, {
    ...(await checked(context, points, form)),
    source,
    sourceDocument: source === 'forwarded' ? sourceOfPoints(notice, points, civilDateOf(now)) : null,
    draftedPoints: points,
    opinions: form.opinions ?? [],
  });
}

/**
 * Keeps what this level makes of the points that came from above.
 * @throws Refusal POINTS_NOT_SPLIT, INVALID_FIELD, DATE_IN_PAST
 */
export async function splitPoints(context: EffectContext, form: WorkPointsSplitForm): Promise<void> {
  const { manager, process, record } = context;
  const { points, none, opinions, ...addressees } = form;
  const { fromSetId } = await pointSetOf(manager, process.id);
  const received = await pointsToSplit(manager, fromSetId ?? '');
  checkSplit(received, points, none);
  await changePointSet(manager, process.id, {
    ...(await checked(context, points, addressees)),
    draftedPoints: points,
    opinions,
  });
  await declareNone(manager, process.id, none);
  record({
    kind: 'pointsSplit',
    body: { received: received.length, points: points.length, none: none.length },
  });
}

/** The points and whom they go to, checked. */
async function checked(
  context: EffectContext,
  points: readonly PointForm[],
  { copyUnitIds = [], regionCodes = [], receiptDate }: Partial<PointAddressees>,
): Promise<PointSetChange> {
  checkPoints(points, civilDateOf(context.now));
  if (points.length === 0) {
    // Everything declared 无本级任务: there is nothing to issue.
    if (regionCodes.length + copyUnitIds.length > 0)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '下达的下级地区', reason: '本级没有任务，也就没有可以下达的要点' },
        'form.regionCodes',
      );
    return { copyUnitIds: [], regionCodes: [], receiptDate: null };
  }
  const office = await checkPointUnits(context, points);
  const recipientUnitIds = unitsOf(points).filter((id) => id !== office);
  const { receiptDate: until = null } = await addressed(context, {
    recipientUnitIds,
    copyUnitIds,
    regionCodes,
    ...(receiptDate ? { receiptDate } : {}),
  });
  return { copyUnitIds, regionCodes, receiptDate: until };
}

/** Lead and cooperating units of points, each once. */
export function unitsOf(points: readonly Pick<PointForm, 'leadUnitIds' | 'cooperatingUnitIds'>[]): string[] {
  return [
    ...new Set(
      points.flatMap(({ leadUnitIds, cooperatingUnitIds }) => [...leadUnitIds, ...cooperatingUnitIds]),
    ),
  ];
}

/**
 * Departments, townships and army units of the region or below it, and the region's own office, that exist today: what is wrong is named
 * where it stands. @returns the office's id
 */
async function checkPointUnits(
  { manager, now, process }: EffectContext,
  points: readonly PointForm[],
): Promise<string | null> {
  const rows: { id: string; kind: string }[] = await manager.query(
    `select id, kind from unit
     where id = any($1::uuid[]) and active_from <= $3 and (active_to is null or active_to >= $3) and starts_with(region_code, $2)
       and (kind in ('member', 'township', 'military') or (kind = 'office' and region_code = $2))`,
    [unitsOf(points), process.regionCode, civilDateOf(now)],
  );
  const known = new Set(rows.map(({ id }) => id));
  points.forEach((point, index) => {
    for (const [field, word] of [
      ['leadUnitIds', '牵头单位'],
      ['cooperatingUnitIds', '配合单位'],
    ] as const)
      if (point[field].some((id) => !known.has(id)))
        throw new Refusal(
          'INVALID_FIELD',
          { field: nthOf('要点', index, word), reason: '单位不存在、已撤销或不在本地区，或者不能承办要点' },
          `form.points[${index}].${field}`,
        );
  });
  return rows.find(({ kind }) => kind === 'office')?.id ?? null;
}
