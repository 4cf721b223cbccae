import pLimit from 'p-limit';
import type { DataSource } from 'typeorm';
import type { LaneResult } from '../../contracts/processes/notices.js';
import {
  asOnlySender,
  dueDeliveries,
  recordAttempt,
  type AttemptResult,
  type DueDelivery,
} from '../../database/notices/delivery.repository.js';
import type { SecretBox } from '../../database/notices/secret-box.js';
import { retryAt, type RetryRule } from '../../domain/notices/retry.js';
import { type Channel, ChannelError } from './channels/channel.js';
import { messageOf } from './message.js';

export interface Sending {
  dataSource: DataSource;
  channels: ReadonlyMap<string, Channel>;
  secrets: SecretBox | undefined;
  retry: RetryRule;
  warn: (about: object, message: string) => void;
}

const BATCH = 200;
const AT_ONCE = 4;
/** Of the machine's time: what is not begun by then is left to the next round, well inside the activity's timeout. */
const LONGEST_MS = 45_000;

/** Tries every due delivery of a lane once. The first failure that is the channel's own counts for the rest of the batch too. */
export async function sendDue(sending: Sending, lane: string, now: Date): Promise<LaneResult> {
  const runner = sending.dataSource.createQueryRunner();
  try {
    const result = await asOnlySender(runner, lane, () => sendBatch(sending, lane, now));
    return result ?? { sent: 0, failed: 0, dead: 0 };
  } finally {
    await runner.release();
  }
}

async function sendBatch(sending: Sending, lane: string, now: Date): Promise<LaneResult> {
  const { manager } = sending.dataSource;
  const due = await dueDeliveries(manager, lane, now, BATCH);
  const result: LaneResult = { sent: 0, failed: 0, dead: 0 };
  const began = performance.now();
  let down: ChannelError | undefined;

  const one = async (delivery: DueDelivery): Promise<void> => {
    if (performance.now() - began > LONGEST_MS) return;
    const failure = down ?? (await attempt(sending, delivery, now));
    if (failure?.scope === 'channel') down = failure;
    const outcome = outcomeOf(delivery, failure, now, sending.retry);
    await recordAttempt(manager, delivery.id, now, outcome);
    result[outcome.state] += 1;
    if (outcome.state === 'dead')
      sending.warn({ lane, delivery: delivery.id, reason: outcome.error }, 'notice not delivered, given up');
  };
  const limit = pLimit(AT_ONCE);
  await Promise.all(due.map((delivery) => limit(one, delivery)));
  if (down) sending.warn({ lane, reason: down.reason, waiting: result.failed }, 'notice channel down');
  return result;
}

/** Undefined when the message went. */
async function attempt(
  sending: Sending,
  delivery: DueDelivery,
  now: Date,
): Promise<ChannelError | undefined> {
  try {
    const channel = sending.channels.get(delivery.channel);
    if (channel === undefined) throw new ChannelError('CHANNEL_OFF', 'channel');
    await channel.send(messageOf(delivery, now, sending.secrets));
    return undefined;
  } catch (error) {
    // Anything unforeseen is this message's own: it must not stop the others.
    return error instanceof ChannelError ? error : new ChannelError('UNEXPECTED', 'message');
  }
}

function outcomeOf(
  delivery: DueDelivery,
  failure: ChannelError | undefined,
  now: Date,
  rule: RetryRule,
): AttemptResult {
  if (failure === undefined) return { state: 'sent' };
  const nextAt = failure.scope === 'refused' ? null : retryAt(delivery.attempts + 1, now, rule);
  return nextAt === null
    ? { state: 'dead', error: failure.reason }
    : { state: 'failed', nextAt, error: failure.reason };
}
