import { Refusal } from '../../domain/errors/refusal.js';
import type { CommendationLaunchForm, ModelCityLaunchForm } from '../../domain/honours/forms.js';
import { awardsOf, checkAwards, checkDates, type Award } from '../../domain/honours/naming.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { regionNames } from '../circulars/coverage.repository.js';
import { officeOf } from '../organisation/unit.repository.js';
import { subjectsOf } from '../organisation/subjects.js';
import type { EffectContext } from '../processes/effects.js';
import { itemIdOf } from '../steps/ids.js';
import { insertCandidates } from './candidate.store.js';
import { insertNaming } from './naming.store.js';
import { checkRegions } from './recommenders.js';

/** @throws Refusal DATE_IN_PAST, DATE_IN_FUTURE, INVALID_FIELD */
export async function launchCommendation(
  context: EffectContext,
  form: CommendationLaunchForm,
): Promise<void> {
  const { manager, now, process } = context;
  const on = civilDateOf(now);
  checkDates(form, on);
  checkAwards(form.awards, 'form.awards');
  const { unitIds } = form;
  await subjectsOf(manager, process.regionCode, { regionCodes: [], unitIds }, on, 'form');
  await insertNaming(manager, {
    ...common(context, form, awardsOf(form.awards)),
    byRecommendation: true,
    recommenderUnitIds: unitIds,
    regionCodes: [],
    recommendDate: form.recommendDate,
  });
}

/** @throws Refusal DATE_IN_PAST, DATE_IN_FUTURE, FORM_REQUIRED, INVALID_FIELD, NO_OFFICE */
export async function launchModelCity(context: EffectContext, form: ModelCityLaunchForm): Promise<void> {
  const { manager, now, process } = context;
  const on = civilDateOf(now);
  checkDates(form, on);
  const { honourTitle, quota, regionCodes, nominees, recommendDate } = form;
  const byRecommendation = nominees.length === 0;
  if (byRecommendation && recommendDate === undefined)
    throw new Refusal('FORM_REQUIRED', { field: '申报截止日期' }, 'form.recommendDate');
  if (!byRecommendation && regionCodes.length > 0)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '由哪些下级地区申报', reason: '直接提名的，不再由下级申报' },
      'form.regionCodes',
    );
  if (byRecommendation) await checkRegions(manager, process.regionCode, regionCodes, on);
  const award: Award = { id: '1', honourKind: 'modelCity', title: honourTitle, quota, perUnit: 1 };
  await insertNaming(manager, {
    ...common(context, form, [award]),
    byRecommendation,
    recommenderUnitIds: [],
    regionCodes: byRecommendation ? regionCodes : nominees.map((one) => one.regionCode),
    recommendDate: byRecommendation ? (recommendDate ?? null) : null,
  });
  if (!byRecommendation) await nominate(context, form);
}

/** The office names the candidates itself. */
async function nominate(context: EffectContext, { nominees }: ModelCityLaunchForm): Promise<void> {
  const { manager, now, process } = context;
  const codes = nominees.map(({ regionCode }) => regionCode);
  if (new Set(codes).size < codes.length)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '由双拥办直接提名的', reason: '同一地区只能提名一次' },
      'form.nominees',
    );
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const named = { regionCodes: codes, unitIds: [] };
  const subjects = await subjectsOf(manager, process.regionCode, named, civilDateOf(now), 'form');
  const names = new Map(
    (await regionNames(manager, codes)).map(({ code, name }) => [code, regionLabel(name)]),
  );
  await insertCandidates(
    manager,
    process.id,
    subjects.map((subject, index) => ({
      id: itemIdOf(process.id, index),
      awardId: '1',
      subject,
      name: names.get(subject.regionCode) ?? subject.regionCode,
      post: null,
      deeds: nominees.find(({ regionCode }) => regionCode === subject.regionCode)?.deeds ?? '',
      evidence: null,
      assignmentId: null,
      recommenderUnitId: office.id,
    })),
    now,
  );
}

function common(
  { process }: EffectContext,
  form: CommendationLaunchForm | ModelCityLaunchForm,
  awards: Award[],
) {
  const { basis, conditions, periodFromDate, publicNoticeDays, validUntilDate = null } = form;
  return {
    processId: process.id,
    regionCode: process.regionCode,
    ...{ basis, conditions, awards, periodFromDate, publicNoticeDays },
    validUntil: validUntilDate,
  };
}
