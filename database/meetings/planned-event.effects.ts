import { CHANGE_WORDS } from '../../domain/change-orders/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import type { EventPlanForm, EventRecordForm, PlannedEventForm } from '../../domain/meetings/event-forms.js';
import { checkVisited, checkVisits } from '../../domain/meetings/events.js';
import type { AttendanceForm, Invited, PostponementForm } from '../../domain/meetings/forms.js';
import type { EventKind } from '../../domain/meetings/kinds.js';
import { timeToCome } from '../../domain/meetings/meeting-time.js';
import { civilDateOf, endOfDay, instantAt } from '../../domain/time/zone.js';
import { markReceived } from '../documents/receipts.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import type { UnitChange } from '../processes/unit-change.js';
import { calendarOf } from '../steps/step-rules.js';
import { changeMeetingUnit } from './change-meeting-unit.js';
import { invite, issueCancellation, issueNotice } from './convene.js';
import { draftMinutes, holdMeeting, postponeMeeting } from './hold.js';
import { meetingDeadline, meetingOwners } from './meeting-owners.js';
import { changeMeeting, insertMeeting, meetingOf } from './meeting.store.js';
import { meetingNotices, supervise } from './settle.js';
import { startMatters } from './start-matters.js';
import { leaveOut, noteVisits, planVisits, replaceVisited, visitsOf } from './visit.store.js';

/** Working days before the day by which the office has settled who goes where: time for everybody to sign for the notice. */
const SETTLED_BEFORE = 3;

/** The hour an event is taken to begin at until the plan says which (丰都2020年双拥工作要点 names none). */
const BEGINS = '09:00';

/** What an event of the standing systems writes (丰都2020年双拥工作要点 二（二）, 四（三）). */
export const plannedEventEffects: ProcessEffects = {
  async launched(context, { form }) {
    const { eventKind, title, date, place = '', purpose, ...invited } = form as PlannedEventForm;
    const { manager, now, process } = context;
    if (date < civilDateOf(now)) throw new Refusal('DATE_IN_PAST', { field: '日期' }, 'form.date');
    await insertMeeting(manager, { id: process.id, title, kind: eventKind });
    const startsAt = instantAt(date, BEGINS);
    await changeMeeting(manager, process.id, { reason: purpose, place, startsAt });
    await inviteAndVisit(context, invited);
  },

  noticesOf: meetingNotices,
  namedOwners: meetingOwners,
  unitChanged: changeEventUnit,

  async givenDeadline(context, key) {
    const { manager, now, process } = context;
    if (key !== 'prepare') return meetingDeadline(context, key);
    const { startsAt } = await meetingOf(manager, process.id);
    const calendar = await calendarOf(manager);
    const settled = calendar.addWorkingDays(civilDateOf(startsAt ?? now), -SETTLED_BEFORE);
    // Launched at short notice: what is left of today.
    return endOfDay(settled < civilDateOf(now) ? civilDateOf(now) : settled);
  },

  /** No problems: nothing to hand out, and nothing keeps it open. */
  async skip(context, key) {
    if (key !== 'confirm') return null;
    const { draftedMatters } = await meetingOf(context.manager, context.process.id);
    if (draftedMatters.length > 0) return null;
    await supervise(context);
    return 'confirmed';
  },

  async decided(context, decided) {
    const decide = DECISIONS[`${decided.step.key}.${decided.decision}`];
    await decide?.(context, decided);
  },
};

const DECISIONS: Record<string, (context: EffectContext, decided: Decided) => Promise<void>> = {
  'prepare.prepared': (context, { form }) => settlePlan(context, form as EventPlanForm),
  'notified.received': markReceived,
  'hold.held': (context, { form }) => holdMeeting(context, form as AttendanceForm),
  'hold.postponed': (context, { form }) => postponeMeeting(context, form as PostponementForm),
  // Who was told that it comes is told that it doesn't.
  'hold.calledOff': (context, { opinion }) => issueCancellation(context, opinion ?? ''),
  'record.recorded': (context, { form }) => recordFindings(context, form as EventRecordForm),
  'confirm.confirmed': async (context) => {
    const { draftedMatters } = await meetingOf(context.manager, context.process.id);
    await startMatters(context, draftedMatters);
    await supervise(context);
  },
};

/** @throws Refusal INVALID_FIELD, PARTICIPANTS_MISSING */
async function settlePlan(context: EffectContext, form: EventPlanForm): Promise<void> {
  const { manager, now, process } = context;
  const { place, arrangements } = form;
  const startsAt = timeToCome(form.startsAt, now, 'form.startsAt');
  await changeMeeting(manager, process.id, { startsAt, place, agenda: arrangements });
  await inviteAndVisit(context, form);
  await issueNotice(context, await meetingOf(manager, process.id));
}

/** Who is gone to is told like who goes: the notice says when to expect them. @throws Refusal INVALID_FIELD, PARTICIPANTS_MISSING */
async function inviteAndVisit(
  context: EffectContext,
  { leaderPositionIds, unitIds, visitedUnitIds }: Invited & { visitedUnitIds: string[] },
): Promise<void> {
  const { manager, process } = context;
  const { kind } = await meetingOf(manager, process.id);
  checkVisited(kind as EventKind, visitedUnitIds, 'form.visitedUnitIds');
  await invite(context, { leaderPositionIds, unitIds: [...new Set([...unitIds, ...visitedUnitIds])] });
  await planVisits(manager, process.id, visitedUnitIds);
}

/** Who is gone to is invited as well: the visit goes where its unit goes. A unit more comes along. @throws Refusal INVALID_FIELD */
async function changeEventUnit(context: EffectContext, change: UnitChange): Promise<void> {
  const { manager, process } = context;
  const { from, to } = change;
  await changeMeetingUnit(context, change);
  if (from === null) return;
  if (to !== null) return replaceVisited(manager, process.id, from, to);
  if ((await leaveOut(manager, process.id, from)) && (await visitsOf(manager, process.id)).length === 0)
    throw new Refusal(
      'INVALID_FIELD',
      { field: CHANGE_WORDS.unitId, reason: '这是最后一个走访的单位，不再走访的请取消这次安排' },
      'unitId',
    );
}

/** @throws Refusal VISITS_INCOMPLETE, MATTERS_INCOMPLETE, DATE_IN_PAST, INVALID_FIELD */
async function recordFindings(context: EffectContext, form: EventRecordForm): Promise<void> {
  const { manager, process } = context;
  checkVisits(await visitsOf(manager, process.id), form.visits);
  await draftMinutes(context, { summary: form.summary, matters: form.problems }, 'form.problems');
  await noteVisits(manager, process.id, form.visits);
}
