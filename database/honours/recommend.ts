import { Refusal } from '../../domain/errors/refusal.js';
import type { HonourApplicationForm, HonourRecommendationForm } from '../../domain/honours/forms.js';
import { checkRecommended } from '../../domain/honours/naming.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { subjectsOf } from '../organisation/subjects.js';
import { unitsByIds } from '../organisation/unit.repository.js';
import { regionByCode } from '../organisation/region.repository.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { itemIdOf } from '../steps/ids.js';
import { candidatesOf, deleteEarlier, insertCandidates } from './candidate.store.js';
import { namingOf } from './naming.store.js';
import { applyingRegions } from './recommenders.js';

/** A candidate that comes or goes while others are examined would be nobody's to examine. @throws Refusal RECOMMENDATION_OVER */
export async function refuseExamined({ manager, process }: EffectContext): Promise<void> {
  const candidates = await candidatesOf(manager, process.id);
  if (candidates.some(({ state }) => state !== 'recommended')) throw new Refusal('RECOMMENDATION_OVER');
}

/** 推荐: what a unit hands in takes the place of what it handed in before. @throws Refusal RECOMMENDATION_OVER, INVALID_FIELD, FORM_REQUIRED */
export async function recommend(context: EffectContext, { step, assignment, form }: Decided): Promise<void> {
  const { manager, now, process } = context;
  await refuseExamined(context);
  const { candidates } = form as HonourRecommendationForm;
  const { awards } = await namingOf(manager, process.id);
  checkRecommended(awards, candidates, 'form.candidates');
  const own = assignment.unitId;
  const unitIds = [...new Set(candidates.map(({ unitId }) => unitId ?? own))];
  await subjectsOf(
    manager,
    process.regionCode,
    { regionCodes: [], unitIds },
    civilDateOf(now),
    'form.candidates',
  );
  const names = new Map((await unitsByIds(manager, unitIds)).map(({ id, name }) => [id, name]));
  await deleteEarlier(manager, process.id, { id: assignment.id, stepId: step.id, unitId: own });
  await insertCandidates(
    manager,
    process.id,
    candidates.map(({ awardId, name, post, unitId = own, deeds, evidence }, index) => ({
      id: itemIdOf(assignment.id, index),
      awardId,
      subject: { kind: 'unit', regionCode: process.regionCode, unitId },
      name: name?.trim() || (names.get(unitId) ?? ''),
      post: post ?? null,
      deeds,
      evidence: evidence ?? null,
      assignmentId: assignment.id,
      recommenderUnitId: own,
    })),
    now,
  );
}

/** 申报 by a lower region's office. @throws Refusal INVALID_FIELD when the region may not apply any more */
export async function apply(context: EffectContext, { step, assignment, form }: Decided): Promise<void> {
  const { manager, now, process } = context;
  await refuseExamined(context);
  const { deeds, evidence = null } = form as HonourApplicationForm;
  const regions = await applyingRegions(manager, await namingOf(manager, process.id), civilDateOf(now));
  const subject = regions.find(({ unitId }) => unitId === assignment.unitId);
  if (!subject)
    throw new Refusal('INVALID_FIELD', { field: '申报', reason: '这个地区不在申报范围内' }, 'form');
  await deleteEarlier(manager, process.id, {
    ...{ id: assignment.id, stepId: step.id, unitId: assignment.unitId },
  });
  await insertCandidates(
    manager,
    process.id,
    [
      {
        id: itemIdOf(assignment.id, 0),
        awardId: '1',
        subject,
        name: await nameOf(context, subject),
        post: null,
        deeds,
        evidence,
        assignmentId: assignment.id,
        recommenderUnitId: assignment.unitId,
      },
    ],
    now,
  );
}

async function nameOf({ manager }: EffectContext, { regionCode }: Subject): Promise<string> {
  return regionLabel((await regionByCode(manager, regionCode))?.name ?? regionCode);
}
