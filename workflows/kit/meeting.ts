import type { ProcessInput } from '../../contracts/processes/processes.js';
import type { Process } from './process.js';
import { decided, type Next } from './stages.js';

/** Steps that every meeting has (domain/blueprints/meeting.ts). */
export type MeetingStep = 'notified' | 'hold';

/** Told when everything that a meeting decided is closed (database/meetings/settle.ts). */
export const MATTERS_CLOSED = 'mattersClosed';

/** Where a meeting goes on from its day. */
export const MINUTED = { held: 'minutes', postponed: 'hold' } as const;

/**
 * Everybody invited signs for the notice while the office waits for the day; the meeting is held, or put off to another one, whoever
 * has signed (三（三）2, 三（四）2).
 * @param then where it goes on by what became of the day
 * @param already the notice's step, where it was opened before
 */
export async function meet<Key extends string, Input extends ProcessInput, To extends string>(
  meeting: Process<Key | MeetingStep, Input>,
  then: Record<string, To>,
  already?: string,
): Promise<Next<To, never>> {
  const notified = already ?? (await meeting.open('notified'));
  const next = await decided(meeting, 'hold', then);
  await meeting.cancel(notified);
  return next;
}

/**
 * 调度督导: the meeting's matters run by themselves; it is over when the last is closed and everybody has signed for the minutes,
 * where it has any (三（三）3).
 */
export async function superviseMatters<Key extends string, Input extends ProcessInput>(
  meeting: Process<Key, Input>,
  receipts?: string,
): Promise<void> {
  await meeting.noticed(MATTERS_CLOSED);
  if (receipts !== undefined) await meeting.outcome(receipts);
}
