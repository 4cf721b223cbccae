import { Refusal } from '../../domain/errors/refusal.js';
import type {
  AttendanceForm,
  ConferenceForm,
  DispositionsForm,
  Matter,
  MaterialForm,
  MinutesForm,
  PostponementForm,
} from '../../domain/meetings/forms.js';
import { checkDispositions } from '../../domain/meetings/matters.js';
import { timeToCome } from '../../domain/meetings/meeting-time.js';
import { civilDateOf, endOfDay } from '../../domain/time/zone.js';
import { markReceived } from '../documents/receipts.js';
import { filingUnitsOf } from '../organisation/unit.repository.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { changeMeetingUnit } from './change-meeting-unit.js';
import { invite, issueNotice } from './convene.js';
import { draftMinutes, holdMeeting, postponeMeeting } from './hold.js';
import { issueMinutes } from './issue-minutes.js';
import { keepMaterial, takeBackMaterial } from './material.js';
import { meetingDeadline, meetingOwners } from './meeting-owners.js';
import {
  changeMeeting,
  disposeSuggestion,
  insertMeeting,
  meetingOf,
  suggestionsOf,
} from './meeting.store.js';
import { meetingNotices, supervise } from './settle.js';
import { checkMatter, startMatters } from './start-matters.js';

/** What a liaison conference writes (五项制度机制 三（四）2–3). */
export const liaisonConferenceEffects: ProcessEffects = {
  /** The launch is the convening: the notice goes out with it. */
  async launched(context, { form }) {
    const { manager, process } = context;
    await insertMeeting(manager, { id: process.id, title: process.title, kind: null });
    await convene(context, form as ConferenceForm);
  },

  noticesOf: meetingNotices,
  namedOwners: meetingOwners,
  givenDeadline: meetingDeadline,
  unitChanged: changeMeetingUnit,

  /** No suggestions: nothing to deal with, and only the matters of the minutes keep it open. */
  async skip(context, key) {
    if (key !== 'dispose' || (await openSuggestions(context)).length > 0) return null;
    await supervise(context);
    return 'disposed';
  },

  async decided(context, decided) {
    const decide = DECISIONS[`${decided.step.key}.${decided.decision}`];
    await decide?.(context, decided);
  },

  async reopened(context, key, assignmentId) {
    if (key === 'material') await takeBackMaterial(context, assignmentId);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'notified.received': markReceived,
  'material.handedIn': (context, { form, assignment }) =>
    keepMaterial(context, assignment, form as MaterialForm),
  'hold.held': (context, { form }) => holdMeeting(context, form as AttendanceForm),
  'hold.postponed': (context, { form }) => postponeMeeting(context, form as PostponementForm),
  'minutes.drafted': (context, { form }) => draftMinutes(context, form as MinutesForm),
  'sign.signed': issueMinutes,
  'receipts.received': markReceived,
  'dispose.disposed': (context, { form }) => dispose(context, form as DispositionsForm),
};

/** @throws Refusal INVALID_FIELD, PARTICIPANTS_MISSING */
async function convene(context: EffectContext, form: ConferenceForm): Promise<void> {
  const { manager, now, process } = context;
  const startsAt = timeToCome(form.startsAt, now, 'form.startsAt');
  const { materialDueDate } = form;
  if (materialDueDate < civilDateOf(now) || materialDueDate > civilDateOf(startsAt))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '材料报送截止日期', reason: '应在今天以后、会议当天以前' },
      'form.materialDueDate',
    );
  const all =
    form.unitIds.length > 0 ? [] : await filingUnitsOf(manager, process.regionCode, civilDateOf(now));
  await changeMeeting(manager, process.id, {
    agenda: form.topics,
    place: form.place,
    startsAt,
    materialDueAt: endOfDay(materialDueDate),
  });
  await invite(context, {
    leaderPositionIds: [],
    unitIds: form.unitIds.length > 0 ? form.unitIds : all.map(({ id }) => id),
  });
  await issueNotice(context, await meetingOf(manager, process.id));
}

async function openSuggestions({ manager, process }: EffectContext) {
  return (await suggestionsOf(manager, process.id)).filter(({ disposedAt }) => disposedAt === null);
}

/** Each suggestion becomes a matter with unit and limit, or is answered. @throws Refusal SUGGESTIONS_OPEN, MATTERS_INCOMPLETE, … */
async function dispose(context: EffectContext, { dispositions }: DispositionsForm): Promise<void> {
  const { manager, now } = context;
  checkDispositions(await openSuggestions(context), dispositions);
  for (const [index, { suggestionId, matter, answer }] of dispositions.entries()) {
    if (matter) await checkMatter(context, matter as Matter, `form.dispositions[${index}].matter`);
    const [matterId] = matter ? await startMatters(context, [matter as Matter]) : [];
    await disposeSuggestion(manager, suggestionId, { matterId, answer }, now);
  }
  await supervise(context);
}
