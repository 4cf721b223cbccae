import { Refusal } from '../../domain/errors/refusal.js';
import { checkAttendance, entryOf } from '../../domain/meetings/attendance.js';
import type { AttendanceForm, MinutesForm, PostponementForm } from '../../domain/meetings/forms.js';
import { checkMatters } from '../../domain/meetings/matters.js';
import { timeToCome } from '../../domain/meetings/meeting-time.js';
import { formatInstant } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { issueNotice } from './convene.js';
import { changeMeeting, meetingOf, noteAttendance, participantsOf } from './meeting.store.js';
import { checkMatter } from './start-matters.js';

/** Writes down who came. @throws Refusal MEETING_NOT_BEGUN, ATTENDANCE_INCOMPLETE, FORM_REQUIRED, INVALID_FIELD */
export async function holdMeeting(
  { manager, now, process }: EffectContext,
  { entries, observers }: AttendanceForm,
): Promise<void> {
  const { startsAt } = await meetingOf(manager, process.id);
  if (startsAt && now < startsAt) throw new Refusal('MEETING_NOT_BEGUN', { at: formatInstant(startsAt) });
  const invited = await participantsOf(manager, process.id);
  checkAttendance(invited, entries);
  await noteAttendance(
    manager,
    process.id,
    invited.flatMap((invitee) => {
      const entry = entryOf(invitee, entries);
      if (!entry) return [];
      const { attendance, substitute, reason } = entry;
      return [
        {
          seq: invitee.seq,
          attendance,
          substitute: attendance === 'substitute' ? (substitute ?? null) : null,
          reason: attendance === 'present' ? null : (reason ?? null),
        },
      ];
    }),
  );
  await changeMeeting(manager, process.id, { heldAt: startsAt ?? now, observers });
}

/** Another day: everybody gets a notice with a number of its own, and signs anew. @throws Refusal INVALID_FIELD */
export async function postponeMeeting(
  context: EffectContext,
  { startsAt, place }: PostponementForm,
): Promise<void> {
  const { manager, now, process } = context;
  const at = timeToCome(startsAt, now, 'form.startsAt');
  await changeMeeting(manager, process.id, { startsAt: at, ...(place ? { place } : {}) });
  await issueNotice(context, await meetingOf(manager, process.id), true);
}

/** Keeps the minutes for who countersigns, reviews and signs. @throws Refusal MATTERS_INCOMPLETE, DATE_IN_PAST, INVALID_FIELD */
export async function draftMinutes(
  context: EffectContext,
  { summary, matters }: MinutesForm,
  path = 'form.matters',
): Promise<void> {
  const checked = checkMatters(matters, path);
  for (const [index, matter] of checked.entries()) await checkMatter(context, matter, `${path}[${index}]`);
  await changeMeeting(context.manager, context.process.id, { summary, draftedMatters: checked });
}
