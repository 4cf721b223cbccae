import { Refusal } from '../../domain/errors/refusal.js';
import { cancellationOf, noticeOf, type ToldMeeting } from '../../domain/meetings/documents.js';
import type { Invited } from '../../domain/meetings/forms.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { checkUnits } from '../needs/plan.js';
import { positionsOf } from '../organisation/position.repository.js';
import { leadingGroupOf, officeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { inviteAll, meetingOf, participantsOf, type MeetingRow } from './meeting.store.js';

/**
 * Writes down who is invited: leaders of this region's group by position, units of the region or below.
 * @throws Refusal PARTICIPANTS_MISSING, INVALID_FIELD
 */
export async function invite(
  { manager, now, process }: EffectContext,
  { leaderPositionIds, unitIds }: Invited,
): Promise<void> {
  if (leaderPositionIds.length + unitIds.length === 0)
    throw new Refusal('PARTICIPANTS_MISSING', {}, 'form.unitIds');
  const on = civilDateOf(now);
  const group = await leadingGroupOf(manager, process.regionCode);
  const leaders = group
    ? await positionsOf(manager, group.id, ['groupLeader', 'deputyLeader', 'groupMember'], on)
    : [];
  const strangers = leaderPositionIds.some(
    (id) => !leaders.some(({ positionId, holders }) => positionId === id && holders.length > 0),
  );
  if (strangers)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '参会领导', reason: '只能是本级领导小组的在任领导' },
      'form.leaderPositionIds',
    );
  await checkUnits(manager, process.regionCode, [...unitIds], on, 'form.unitIds', '参会单位');
  await inviteAll(manager, process.id, [
    ...leaderPositionIds.map((positionId) => ({ positionId, unitId: group?.id ?? '' })),
    ...unitIds.map((unitId) => ({ positionId: null, unitId })),
  ]);
}

/** The meeting with names written out, for its documents. */
export async function toldMeeting(
  { manager, process }: EffectContext,
  { title, kind, agenda, startsAt, place }: MeetingRow,
): Promise<ToldMeeting> {
  const [office, participants] = await Promise.all([
    officeOf(manager, process.regionCode),
    participantsOf(manager, process.id),
  ]);
  return {
    issuer: office?.name ?? '',
    title,
    kind,
    agenda,
    place,
    startsAt: startsAt as Date,
    invited: participants.map(({ fullName }) => fullName),
  };
}

/** Issues 会议通知 to everybody invited; a leader's copy goes to the group. @throws Refusal DOCUMENT_RULE, NO_OFFICE */
export async function issueNotice(
  context: EffectContext,
  meeting: MeetingRow,
  changed = false,
): Promise<void> {
  const { manager, now, process } = context;
  const unitIds = [...new Set((await participantsOf(manager, process.id)).map(({ unitId }) => unitId))];
  const date = civilDateOf(now);
  const content = noticeOf(await toldMeeting(context, meeting), {
    date,
    recipients: await addresseesOf(manager, process.regionCode, { unitIds }, date),
    changed,
    materialDue: meeting.materialDueAt ? civilDateOf(meeting.materialDueAt) : undefined,
  });
  await issueDocument(context, { content, main: unitIds });
}

/** Tells everybody who was invited that it doesn't take place. @throws Refusal DOCUMENT_RULE, NO_OFFICE */
export async function issueCancellation(context: EffectContext, reason: string): Promise<void> {
  const { manager, now, process } = context;
  const meeting = await meetingOf(manager, process.id);
  const unitIds = [...new Set((await participantsOf(manager, process.id)).map(({ unitId }) => unitId))];
  const date = civilDateOf(now);
  const content = cancellationOf(await toldMeeting(context, meeting), {
    date,
    recipients: await addresseesOf(manager, process.regionCode, { unitIds }, date),
    reason,
  });
  await issueDocument(context, { content, main: unitIds });
}
