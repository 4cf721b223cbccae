import { minutesOf } from '../../domain/meetings/documents.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { issueDocument } from '../documents/issue-document.js';
import { unitsByIds } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { toldMeeting } from './convene.js';
import { meetingOf, participantsOf } from './meeting.store.js';
import { startMatters } from './start-matters.js';

/**
 * The signature: the minutes get their number and go to everybody invited and to the units of the matters (三（三）3: 印发与会领导、
 * 相关成员单位; the office that issues them keeps them), and the matters begin.
 */
export async function issueMinutes(context: EffectContext): Promise<void> {
  const { manager, now, process } = context;
  const meeting = await meetingOf(manager, process.id);
  const participants = await participantsOf(manager, process.id);
  const { draftedMatters: matters } = meeting;
  const concerned = matters.flatMap(({ leadUnitId, cooperatingUnitIds }) => [
    leadUnitId,
    ...cooperatingUnitIds,
  ]);
  const units = await unitsByIds(manager, concerned);
  const nameOf = (id: string): string => units.find((unit) => unit.id === id)?.name ?? '';
  const content = minutesOf(await toldMeeting(context, meeting), {
    date: civilDateOf(now),
    summary: meeting.summary,
    attendees: participants.map(({ fullName, attendance, substitute, reason }) => ({
      name: fullName,
      attendance: attendance ?? 'absent',
      substitute: substitute ?? undefined,
      reason: reason ?? undefined,
    })),
    observers: meeting.observers,
    matters: matters.map(({ title, leadUnitId, cooperatingUnitIds, measures, limitDate }) => ({
      title,
      measures,
      limitDate,
      lead: nameOf(leadUnitId),
      cooperating: cooperatingUnitIds.map(nameOf),
    })),
  });
  await issueDocument(context, {
    content,
    main: [...participants.map(({ unitId }) => unitId), ...concerned],
  });
  await startMatters(context, matters);
}
