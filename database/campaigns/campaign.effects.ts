import { STAGE_OF_STEP } from '../../domain/blueprints/campaign.blueprint.js';
import type {
  ActionsForm,
  CampaignLaunchForm,
  CommendationForm,
  FinalForm,
  InterimForm,
  MechanismForm,
  MobilisedForm,
  StageClosingForm,
} from '../../domain/campaign/forms.js';
import { TOPIC_KEYS, TOPICS } from '../../domain/campaign/topics.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { checkUnits } from '../needs/plan.js';
import { withdrawFiled } from '../needs/withdraw-filed.js';
import { officeOf } from '../organisation/unit.repository.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { unitsNamed } from '../processes/named-owners.js';
import { arrangeFindings } from './arrange.js';
import { beginStage, campaignOf, changeCampaign } from './campaign.store.js';
import { carryOn } from './carry-on.js';
import { closeStage } from './close-stage.js';
import { conclude, propose } from './conclude.js';
import { filedFindingsOf, openFindingsOf } from './finding.repository.js';
import { FILED_LATE, fileFindings } from './findings.js';
import { reportFiveOnes } from './five-ones.store.js';
import { writeInspection } from './hold-inspection.js';
import { openInspection } from './inspection.store.js';
import { launchCampaign } from './launch-campaign.js';
import { participantsOf } from './participants.js';
import { beginsAt, plannedItems } from './plan-dates.js';
import { reschedule } from './reschedule.js';
import { shiftRemaining } from './resume.js';
import { deadlineInStage } from './stage-deadlines.js';

/** What a campaign writes into its own tables (双拥在基层; county-2015). */
export const campaignEffects: ProcessEffects = {
  launched: (context, { form }) => launchCampaign(context, form as CampaignLaunchForm),

  /** Findings that came late, each of which has the office arrange again. */
  async noticesOf(manager, id) {
    const late: { id: string }[] = await manager.query(
      `select a.id from assignment a join step s on s.id = a.step_id
       where a.process_id = $1 and s.key = 'visit' and s.closed_at < a.decided_at and jsonb_array_length(a.form -> 'findings') > 0
       order by a.decided_at, a.id`,
      [id],
    );
    return late.map((one) => ({ name: FILED_LATE, id: one.id }));
  },

  async skip({ manager, process }, key) {
    if (key !== 'arrange') return null;
    return (await filedFindingsOf(manager, process.id, process.regionCode)).length === 0 ? 'arranged' : null;
  },

  givenDeadline: deadlineInStage,

  async namedOwners({ manager, now, process }, role, key) {
    if (role !== 'campaignUnits') return {};
    const units = await participantsOf(manager, await campaignOf(manager, process.id), civilDateOf(now));
    // 县双拥工委 visits as well (三（二）): the office files what it found itself.
    const office = key === 'visit' ? await officeOf(manager, process.regionCode) : null;
    return unitsNamed([...units, ...(office ? [office] : [])].map(({ id }) => id));
  },

  async opened({ manager, now, process }, key) {
    const stage = STAGE_OF_STEP[key];
    if (stage) await beginStage(manager, process.id, stage, now);
    if (key === 'inspect') await openInspection(manager, process.id, now);
  },

  async decided(context, decided) {
    await DECISIONS[`${decided.step.key}.${decided.decision}`]?.(context, decided);
  },

  async reopened({ manager, now }, key, assignmentId) {
    if (key === 'visit') await withdrawFiled(manager, assignmentId, now);
  },

  /** Whatever is still open then is owed by name all the same: it is kept on account. */
  async ended(context) {
    const open = await openFindingsOf(context.manager, context.process.id, context.process.regionCode);
    const kept: { id: string }[] = await context.manager.query(
      `select item_id as id from campaign_carry where campaign_id = $1 and to_stage = 'account'`,
      [context.process.id],
    );
    const known = new Set(kept.map(({ id }) => id));
    const left = open.filter(({ id }) => !known.has(id));
    await carryOn(context, 'final', 'account', new Map(left.map(({ id }) => [id, ''])));
  },

  plannedAt: beginsAt,
  plannedItems,
  rescheduled: reschedule,
  resumed: shiftRemaining,
};

const closing = (context: EffectContext, { step, form }: Decided): Promise<void> => {
  const stage = STAGE_OF_STEP[step.key];
  if (!stage) throw new Error(`${step.key} closes no stage`);
  return closeStage(context, stage, form as StageClosingForm);
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'mobilise.confirmed': (context, decided) =>
    reportFiveOnes(context, decided, (decided.form as MobilisedForm).fiveOnes),
  'visit.filed': fileFindings,
  'arrange.arranged': arrangeFindings,
  'actions.deployed': deployActions,
  'interim.filed': (context, decided) =>
    reportFiveOnes(context, decided, (decided.form as InterimForm).fiveOnes),
  'mechanism.written': ({ manager, process }, { form }) =>
    changeCampaign(manager, process.id, { mechanism: (form as MechanismForm).text }),
  'inspect.held': writeInspection,
  'final.filed': (context, decided) => reportFiveOnes(context, decided, (decided.form as FinalForm).fiveOnes),
  'commend.proposed': (context, { form }) => propose(context, form as CommendationForm),
  'approve.approved': (context) => conclude(context),
  'closeMobilise.closed': closing,
  'closeVisit.closed': closing,
  'closeSolve.closed': closing,
  'closeInterim.closed': closing,
  'closeConsolidate.closed': closing,
  'closeInspect.closed': closing,
  'closeFinal.closed': closing,
};

/** Seven special actions, one for each topic, each led by a unit (三（三）). @throws Refusal FORM_REQUIRED, INVALID_FIELD */
async function deployActions(context: EffectContext, { form }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const { actions } = form as ActionsForm;
  const missing = TOPIC_KEYS.filter((topic) => !actions.some((one) => one.topic === topic));
  if (missing.length > 0)
    throw new Refusal(
      'FORM_REQUIRED',
      { field: missing.map((topic) => TOPICS[topic].action).join('、') },
      'form.actions',
    );
  if (new Set(actions.map(({ topic }) => topic)).size < actions.length)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '七项专项行动', reason: '一个专题只部署一项行动' },
      'form.actions',
    );
  const leads = actions.map(({ leadUnitId }) => leadUnitId);
  await checkUnits(manager, process.regionCode, leads, civilDateOf(now), 'form.actions', '七项专项行动');
  const { actions: planned } = await campaignOf(manager, process.id);
  await changeCampaign(manager, process.id, {
    actions: actions.map((action) => ({
      title: TOPICS[action.topic].action,
      ...planned.find(({ topic }) => topic === action.topic),
      ...action,
    })),
  });
}
