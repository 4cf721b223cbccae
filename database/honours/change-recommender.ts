import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { subjectsOf } from '../organisation/subjects.js';
import { unitById } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { replacedIn, type UnitChange } from '../processes/unit-change.js';
import { moveRecommended } from './candidate.store.js';
import { changeNaming, namingOf } from './naming.store.js';
import { refuseExamined } from './recommend.js';
import { applyingRegions, recommendingUnits } from './recommenders.js';

/**
 * 变更单: another unit recommends in one's place, one more, or one is asked no more. What was recommended stays a candidate, and is whose it
 * was: a veto counts against the unit it was confirmed against. @throws Refusal RECOMMENDATION_OVER, INVALID_FIELD
 */
export async function changeRecommender(context: EffectContext, change: UnitChange): Promise<void> {
  const { manager, now, process } = context;
  const { from, to } = change;
  const on = civilDateOf(now);
  if (to !== null) {
    await refuseExamined(context);
    await subjectsOf(manager, process.regionCode, { regionCodes: [], unitIds: [to] }, on, 'toUnitId');
  }
  const naming = await namingOf(manager, process.id);
  const asked = (await recommendingUnits(manager, naming, on)).map(({ unitId }) => unitId);
  const recommenderUnitIds = replacedIn(withLeaving(asked, from), change);
  // Asked as everybody is who files: the round stays open to all of them.
  if (from !== null || !asked.includes(to as string))
    await changeNaming(manager, process.id, { recommenderUnitIds });
  if (from !== null && to !== null) await moveRecommended(manager, process.id, from, to);
}

/** A region more may apply, or one is asked no more; none applies for another. @throws Refusal RECOMMENDATION_OVER, INVALID_FIELD */
export async function changeApplicant(context: EffectContext, { from, to }: UnitChange): Promise<void> {
  const { manager, now, process } = context;
  const on = civilDateOf(now);
  const naming = await namingOf(manager, process.id);
  const asked = (await applyingRegions(manager, naming, on)).map(({ regionCode }) => regionCode);
  const [leaving, coming] = [await regionOf(context, from), await regionOf(context, to)];
  if (coming !== null) {
    await refuseExamined(context);
    const named = { regionCodes: [coming], unitIds: [] };
    const [office] = await subjectsOf(manager, process.regionCode, named, on, 'toUnitId');
    if (office?.unitId !== to)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '改由哪个单位承办', reason: '由下级地区的双拥办申报' },
        'toUnitId',
      );
  }
  // A region whose office is another one now stays the region it was.
  if (leaving === coming) return;
  if (leaving !== null && coming !== null)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '改由哪个单位承办', reason: '申报的是地区，不能由别的地区代替；请减少一个、增加一个' },
      'toUnitId',
    );
  const regionCodes = replacedIn(withLeaving(asked, leaving), { key: '', from: leaving, to: coming });
  if (leaving !== null || !asked.includes(coming as string))
    await changeNaming(manager, process.id, { regionCodes });
}

/** Who is abolished already isn't asked any more, but its place can still be taken. */
const withLeaving = (asked: readonly string[], from: string | null): readonly string[] =>
  from === null || asked.includes(from) ? asked : [...asked, from];

const regionOf = async ({ manager }: EffectContext, unitId: string | null): Promise<string | null> =>
  unitId === null ? null : ((await unitById(manager, unitId))?.regionCode ?? null);
