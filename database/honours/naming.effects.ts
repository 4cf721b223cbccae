import { Refusal } from '../../domain/errors/refusal.js';
import type {
  CommendationLaunchForm,
  HonourExaminationForm,
  HonourObjectionForm,
  HonourProposalForm,
  HonourPublicationForm,
  ModelCityLaunchForm,
} from '../../domain/honours/forms.js';
import { OPEN_STATES, type CandidateState } from '../../domain/honours/naming.js';
import { civilDateOf, endOfDay, type CivilDate } from '../../domain/time/zone.js';
import { markReceived, receiptOwners } from '../documents/receipts.js';
import { subjectOwners } from '../organisation/subjects.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import type { NamedOwners } from '../processes/named-owners.js';
import { isOpen } from '../steps/step.store.js';
import { limitAfterStandstill, limitOrGrace } from '../steps/limit-or-grace.js';
import {
  candidatesOf,
  deleteEarlier,
  deleteRecommended,
  moveCandidates,
  type Standing,
} from './candidate.store.js';
import { changeApplicant, changeRecommender } from './change-recommender.js';
import { examine, propose } from './examine.js';
import { launchCommendation, launchModelCity } from './launch-naming.js';
import { nameThem } from './name-candidates.js';
import { changeNaming, namingOf } from './naming.store.js';
import { answer, conclude, needsInquiry, publish, registerObjection } from './public-notice.js';
import { apply, recommend, refuseExamined } from './recommend.js';
import { applyingRegions, recommendingUnits } from './recommenders.js';
import { refuseOwn } from './recusal.js';

/** Without a candidate in one of these states there is nothing to do in the step. */
const NEEDED: Record<string, readonly CandidateState[]> = {
  examine: ['recommended', 'passed', 'struck'],
  propose: ['passed', 'proposed', 'left'],
  decide: ['proposed', 'cleared'],
  supplement: ['cleared'],
};

/** What both kinds of naming write (丰都2020年双拥工作要点 四（一）（二）). */
const common: Omit<ProcessEffects, 'launched'> = {
  async skip({ manager, process }, key, round) {
    if (key === 'inquire') return (await needsInquiry(manager, process.id, round)) ? null : 'nobodyToAsk';
    if (key === 'recommend')
      return (await namingOf(manager, process.id)).byRecommendation ? null : 'nobodyToAsk';
    const needed = NEEDED[key];
    if (!needed) return null;
    return (await candidatesOf(manager, process.id, needed)).length > 0 ? null : 'nobodyToAsk';
  },

  namedOwners: ownersOf,

  async givenDeadline({ manager, now, process }, key) {
    const { recommendDate, noticeUntil } = await namingOf(manager, process.id);
    // The window is what was published: over is over.
    if (key === 'objections') return endOfDay(noticeUntil as CivilDate);
    return limitOrGrace(manager, recommendDate && endOfDay(recommendDate), now);
  },

  async opened(context, key) {
    // Sent back to the units: everything is examined anew.
    if (key === 'recommend') await moveAll(context, ['passed', 'struck', 'proposed', 'left'], 'recommended');
    // Looked into and found blameless meanwhile: voted on with the others.
    if (key === 'decide') await moveAll(context, ['cleared'], 'proposed');
  },

  async decided(context, decided) {
    await DECISIONS[`${decided.step.key}.${decided.decision}`]?.(context, decided);
  },

  /** Returned or taken back, as long as nobody was examined. */
  async reopened(context, key, assignmentId) {
    if (key !== 'recommend') return;
    await refuseExamined(context);
    await deleteRecommended(context.manager, context.process.id, assignmentId);
  },

  async deadlineMoved({ manager, process }, key, deadline) {
    if (key === 'recommend')
      await changeNaming(manager, process.id, { recommendDate: civilDateOf(deadline) });
    if (key === 'objections') await changeNaming(manager, process.id, { noticeUntil: civilDateOf(deadline) });
  },

  /** Between two objections the window stands still as well: nobody could register one. */
  async resumed({ manager, now, process }, since) {
    // While it is open its deadline moves, and the last day with it.
    if (await isOpen(manager, process.id, 'objections')) return;
    const { noticeUntil } = await namingOf(manager, process.id);
    const moved = await limitAfterStandstill(manager, noticeUntil && endOfDay(noticeUntil), since, now);
    if (moved) await changeNaming(manager, process.id, { noticeUntil: civilDateOf(moved) });
  },

  ended: (context) => moveAll(context, OPEN_STATES, 'declined'),
};

export const commendationEffects: ProcessEffects = {
  ...common,
  unitChanged: changeRecommender,
  launched: (context, { form }) => launchCommendation(context, form as CommendationLaunchForm),
};

export const modelCityEffects: ProcessEffects = {
  ...common,
  unitChanged: changeApplicant,
  launched: (context, { form }) => launchModelCity(context, form as ModelCityLaunchForm),
};

async function moveAll(
  { manager, now, process }: EffectContext,
  from: readonly CandidateState[],
  state: CandidateState,
): Promise<void> {
  const candidates = await candidatesOf(manager, process.id, from);
  await moveCandidates(
    manager,
    candidates.map(({ id, reason }): Standing => ({
      id,
      state,
      reason: state === 'declined' ? reason : null,
    })),
    now,
  );
}

async function ownersOf(context: EffectContext, role: string): Promise<NamedOwners> {
  const { manager, now, process } = context;
  const naming = await namingOf(manager, process.id);
  const on = civilDateOf(now);
  const cities = process.kind === 'modelCity';
  if (role === 'subjects')
    return subjectOwners(
      manager,
      cities ? await applyingRegions(manager, naming, on) : await recommendingUnits(manager, naming, on),
      on,
    );
  if (role !== 'recipients') return {};
  const { units = [] } = await receiptOwners(context);
  if (!cities) return { units };
  // A lower region's office has no liaison: whoever does its daily work signs for it.
  const regions = await applyingRegions(manager, naming, on);
  const asked = regions.filter(({ unitId }) => units.some((unit) => unit.unitId === unitId));
  return subjectOwners(manager, asked, on);
}

/** @throws Refusal RECUSAL_REQUIRED */
async function refuseOwnVote(context: EffectContext): Promise<void> {
  const proposed = await candidatesOf(context.manager, context.process.id, ['proposed']);
  await refuseOwn(context, proposed, '选“回避”');
}

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'recommend.recommended': recommend,
  'recommend.applied': apply,
  // Sent back to the units, one of them may have nobody any more.
  'recommend.none': ({ manager, process }, { step, assignment: { id, unitId } }) =>
    deleteEarlier(manager, process.id, { id, stepId: step.id, unitId }),
  'examine.examined': (context, { form }) => examine(context, form as HonourExaminationForm),
  'propose.proposed': (context, { form }) => propose(context, form as HonourProposalForm),
  'publish.published': (context, { form }) => publish(context, form as HonourPublicationForm),
  'objections.recorded': (context, { form }) => registerObjection(context, form as HonourObjectionForm),
  // By a 变更单: what was published for so many days is published for so many days.
  'objections.noticeOver': () => {
    throw new Refusal('STEP_WAIVE_UNFIT', { step: '公示期异议登记', reason: '公示期不能提前结束' });
  },
  'handle.founded': answer,
  'handle.unfounded': answer,
  'handle.longer': answer,
  'inquire.founded': conclude,
  'inquire.unfounded': conclude,
  'decide.agree': refuseOwnVote,
  'decide.reject': refuseOwnVote,
  // Who was on a list that didn't pass isn't voted on again with those who come later.
  'supplement.submitted': (context) => moveAll(context, ['proposed'], 'declined'),
  'name.named': nameThem,
  'receipts.received': markReceived,
};
