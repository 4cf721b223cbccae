import type {
  VetoEventForm,
  VetoFindingsForm,
  VetoProposalForm,
  VetoReconsiderationForm,
  VetoViewForm,
} from '../../domain/vetoes/forms.js';
import type { VetoState } from '../../domain/vetoes/states.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { honoursHeldBy } from '../honours/honour.store.js';
import { subjectOwners } from '../organisation/subjects.js';
import { markReceived } from '../documents/receipts.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { confirmEvent, settleReconsideration } from './confirm-event.js';
import { decisionReceivers } from './issue-decision.js';
import { proposeTitles } from './propose-titles.js';
import {
  moveReconsideration,
  reconsiderAt,
  reconsiderItems,
  shiftReconsideration,
} from './reconsider-date.js';
import { refuseToCome } from './start-veto-event.js';
import { subjectOfForm } from './subject-of-form.js';
import { takenBy } from './veto-decision.store.js';
import { changeVetoEvent, insertVetoEvent, vetoEventOf } from './veto-event.store.js';

/** Where an event stands while a step is open. What was confirmed stays so, whatever is reconsidered. */
const STATE_OF_STEP: Partial<Record<string, VetoState>> = {
  verify: 'verifying',
  hear: 'hearing',
  propose: 'proposing',
  decide: 'deciding',
};

/** What a veto event writes (固原双拥工作督查通报2023 一). */
export const vetoEventEffects: ProcessEffects = {
  async launched({ manager, now, process }, { form }) {
    const { item, happenedDate, account, ...named } = form as VetoEventForm;
    refuseToCome(happenedDate, now, 'form.happenedDate');
    const { id, regionCode } = process;
    const subject = await subjectOfForm(manager, regionCode, named, civilDateOf(now), 'form');
    await insertVetoEvent(manager, { id, regionCode, subject, item, happenedOn: happenedDate, account }, now);
  },

  async namedOwners(context, role) {
    const { manager, now, process } = context;
    const { subject } = await vetoEventOf(manager, process.id);
    if (role === 'subjects') return subjectOwners(manager, [subject], civilDateOf(now));
    return role === 'recipients' ? decisionReceivers(context, subject) : {};
  },

  async opened({ manager, process }, key) {
    const state = STATE_OF_STEP[key];
    if (state === undefined) return;
    const { heard } = await vetoEventOf(manager, process.id);
    // Heard anew; or the time in which it could state its view has passed.
    const hearing =
      key === 'hear'
        ? { heard: null, view: null }
        : key === 'propose' && heard === null
          ? { heard: 'silent' as const }
          : {};
    await changeVetoEvent(manager, process.id, { state, ...hearing });
  },

  async decided(context, decided) {
    await DECISIONS[`${decided.step.key}.${decided.decision}`]?.(context, decided);
  },

  plannedAt: reconsiderAt,
  plannedItems: reconsiderItems,
  rescheduled: moveReconsideration,
  resumed: shiftReconsideration,

  /** @throws Refusal VETO_TITLES_FROZEN: nobody would ever look again at what is frozen */
  async ended({ manager, process }, outcome) {
    if (outcome !== 'terminated') return;
    const { state } = await vetoEventOf(manager, process.id);
    if (state === 'confirmed') {
      const frozen = await takenBy(manager, process.id, ['freeze', 'prolong']);
      if (frozen.length > 0)
        throw new Refusal('VETO_TITLES_FROZEN', { titles: frozen.map(({ title }) => title).join('、') });
    } else if (state !== 'withdrawn') await changeVetoEvent(manager, process.id, { state: 'terminated' });
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'verify.confirmed': ({ manager, process }, { form }) =>
    changeVetoEvent(manager, process.id, { findings: (form as VetoFindingsForm).findings }),
  'verify.unfounded': ({ manager, process }, { opinion }) =>
    changeVetoEvent(manager, process.id, { state: 'unfounded', findings: opinion }),
  'hear.stated': ({ manager, process }, { form }) =>
    changeVetoEvent(manager, process.id, { heard: 'stated', view: (form as VetoViewForm).view }),
  'propose.proposed': (context, { form }) => propose(context, form as VetoProposalForm),
  'decide.confirmed': (context) => confirmEvent(context),
  'decide.rejected': ({ manager, process }) => changeVetoEvent(manager, process.id, { state: 'notCounted' }),
  'receipts.received': markReceived,
  'reconsider.proposed': (context, { form }) => reconsider(context, form as VetoReconsiderationForm),
  'settle.approved': (context) => settleReconsideration(context),
};

/** @throws Refusal VETO_TITLES, INVALID_FIELD, FORM_REQUIRED */
async function propose(context: EffectContext, { proposal, titles, reconsiderDate }: VetoProposalForm) {
  const { manager, now, process } = context;
  const { subject } = await vetoEventOf(manager, process.id);
  const held = await honoursHeldBy(manager, subject, civilDateOf(now));
  const measures = titles.map(({ measure, ...title }) => ({ ...title, decision: measure }));
  await proposeTitles(context, measures, reconsiderDate, held);
  await changeVetoEvent(manager, process.id, { proposal });
}

/** @throws Refusal VETO_TITLES, INVALID_FIELD, FORM_REQUIRED */
async function reconsider(context: EffectContext, { titles, reconsiderDate }: VetoReconsiderationForm) {
  const frozen = await takenBy(context.manager, context.process.id, ['freeze', 'prolong']);
  await proposeTitles(
    context,
    titles.map(({ reconsidered, ...title }) => ({ ...title, decision: reconsidered })),
    reconsiderDate,
    frozen.map(({ honourId, title }) => ({ id: honourId, title })),
  );
}
