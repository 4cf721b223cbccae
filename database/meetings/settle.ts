import type { EntityManager } from 'typeorm';
import type { EffectContext, ToldNotice } from '../processes/effects.js';
import { recordInSource, tell } from '../processes/tell.js';
import { answerAsker } from './answer-asker.js';
import type { MatterRow } from './matter.store.js';
import { changeMeeting, meetingOf } from './meeting.store.js';

type Moment = Pick<EffectContext, 'manager' | 'now' | 'process'>;

/** Everything the meeting decided has become a matter by now: nothing but those keeps it open. */
export async function supervise({ manager, now, process }: Moment): Promise<void> {
  const { supervisedFrom } = await meetingOf(manager, process.id);
  if (!supervisedFrom) await changeMeeting(manager, process.id, { supervisedFrom: now });
  await settle({ manager, now, process });
}

/**
 * Under the meeting's lock: when no matter and no suggestion is open any more, the meeting goes on and who asked for it is answered,
 * once. Two matters that close at the same instant come here one after the other, and the second finds nothing open.
 */
async function settle({ manager, now, process }: Moment): Promise<void> {
  const { supervisedFrom, settledAt } = await meetingOf(manager, process.id);
  if (!supervisedFrom || settledAt) return;
  const [row]: { open: number }[] = await manager.query(
    `select (select count(*) from matter where source_id = $1 and state in ('open', 'reviewing'))::int
       + (select count(*) from meeting_suggestion where meeting_id = $1 and disposed_at is null)::int as open`,
    [process.id],
  );
  if (row?.open !== 0) return;
  await changeMeeting(manager, process.id, { settledAt: now });
  await tell(manager, now, process, { name: 'mattersClosed', id: process.id });
  await answerAsker({ manager, now }, process.id, 'finished');
}

/** A matter ended, struck off or terminated: its meeting hears of it, and goes on when it was the last. */
export async function matterEnded(
  context: EffectContext,
  { id, sourceId, title, result }: MatterRow,
  outcome: { outcome: string; late: boolean },
): Promise<void> {
  const body = { matterId: id, title, result: result ?? undefined, ...outcome };
  const source = await recordInSource(context, sourceId, { kind: 'matterClosed', body });
  if (source) await settle({ ...context, process: source });
}

/** All that a meeting's workflow was told, for one that begins anew. */
export async function meetingNotices(manager: EntityManager, id: string): Promise<ToldNotice[]> {
  const late: { assignment_id: string }[] = await manager.query(
    `select assignment_id from meeting_material where meeting_id = $1 and suggests_late order by handed_in_at, assignment_id`,
    [id],
  );
  const { settledAt } = await meetingOf(manager, id);
  return [
    ...late.map((one) => ({ name: 'suggestedLate', id: one.assignment_id })),
    ...(settledAt ? [{ name: 'mattersClosed', id }] : []),
  ];
}
