import { Refusal } from '../../domain/errors/refusal.js';
import type {
  AttendanceForm,
  ConsultationForm,
  MinutesForm,
  PostponementForm,
} from '../../domain/meetings/forms.js';
import { timeToCome } from '../../domain/meetings/meeting-time.js';
import { markReceived } from '../documents/receipts.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { answerAsker } from './answer-asker.js';
import { changeMeetingUnit } from './change-meeting-unit.js';
import { invite, issueNotice } from './convene.js';
import { draftMinutes, holdMeeting, postponeMeeting } from './hold.js';
import { issueMinutes } from './issue-minutes.js';
import { meetingDeadline, meetingOwners } from './meeting-owners.js';
import { changeMeeting, insertMeeting, meetingOf } from './meeting.store.js';
import { meetingNotices, supervise } from './settle.js';

/** What a topical consultation writes (五项制度机制 三（三）). */
export const topicalConsultationEffects: ProcessEffects = {
  async launched(context, { form }) {
    const proposal = form as ConsultationForm;
    await insertMeeting(context.manager, {
      id: context.process.id,
      title: proposal.title,
      kind: proposal.meetingKind ?? 'topical',
    });
    await propose(context, proposal);
  },

  /** Launched by the office with its form complete, it goes to the 组长 at once; asked for by an item, the office fills it in. */
  async inputOf(manager, id) {
    return { drafted: (await meetingOf(manager, id)).askedBy === null };
  },

  noticesOf: meetingNotices,
  namedOwners: meetingOwners,
  givenDeadline: meetingDeadline,
  unitChanged: changeMeetingUnit,

  async decided(context, decided) {
    const decide = DECISIONS[`${decided.step.key}.${decided.decision}`];
    await decide?.(context, decided);
  },

  /** Declined or terminated before there was a result: who asked goes on without one. */
  async ended({ manager, now, process }, outcome) {
    await answerAsker({ manager, now }, process.id, outcome);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'draft.requested': (context, { form }) => propose(context, form as ConsultationForm),
  'approve.approved': async (context) => {
    const meeting = await meetingOf(context.manager, context.process.id);
    if (!meeting.startsAt || meeting.startsAt <= context.now)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '会议时间', reason: '已经过了，请退回办公室另定' },
        'decision',
      );
    await issueNotice(context, meeting);
  },
  'notified.received': markReceived,
  'hold.held': (context, { form }) => holdMeeting(context, form as AttendanceForm),
  'hold.postponed': (context, { form }) => postponeMeeting(context, form as PostponementForm),
  'minutes.drafted': (context, { form }) => draftMinutes(context, form as MinutesForm),
  'sign.signed': async (context) => {
    await issueMinutes(context);
    await supervise(context);
  },
  'receipts.received': markReceived,
};

/** Writes down what the office proposes. @throws Refusal INVALID_FIELD, PARTICIPANTS_MISSING */
async function propose(context: EffectContext, form: ConsultationForm): Promise<void> {
  const { title, agenda, place, reason, meetingKind } = form;
  const startsAt = timeToCome(form.startsAt, context.now, 'form.startsAt');
  await changeMeeting(context.manager, context.process.id, {
    title,
    agenda,
    place,
    reason,
    startsAt,
    // Proposed anew without saying so, it stays what it was.
    ...(meetingKind ? { kind: meetingKind } : {}),
  });
  await invite(context, form);
}
