import type { EntityManager } from 'typeorm';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';
import { openPauseOf } from '../pauses/pause.repository.js';
import { effectsOf } from './effects.js';
import { recording } from './recording.js';

export interface EndProcess {
  processId: string;
  outcome: string;
  reason?: string;
  actor?: Actor | null;
  now: Date;
}

/**
 * Ends a process in a transaction of its own. Repeating it does nothing. One whose clock stands still ends after the resumption.
 * @returns the pause it is in; null when it has ended
 */
export function endProcess(manager: EntityManager, input: EndProcess): Promise<{ pausedBy: string } | null> {
  return manager.transaction(async (tx) => {
    const process = await lockProcess(tx, input.processId);
    if (process?.state !== 'running') return null;
    const pause = process.pausedAt && (await openPauseOf(tx, process.id));
    if (pause) return { pausedBy: pause.id };
    await endUnderLock(tx, process, input);
    return null;
  });
}

/** Ends a process whose lock is held: open work is cancelled, the chain gets its last entry. */
export async function endUnderLock(
  tx: EntityManager,
  process: ProcessRow,
  input: Omit<EndProcess, 'processId'>,
): Promise<void> {
  const { outcome, now } = input;
  await tx.query(
    `update assignment a set state = case when s.state = 'open' then 'cancelled' else 'missed' end
     from step s where s.id = a.step_id and a.process_id = $1 and a.state in ('open', 'waiting')`,
    [process.id],
  );
  await tx.query(
    `update step set state = case when state = 'open' then 'cancelled' else state end, closed_at = coalesce(closed_at, $2), check_at = null
     where process_id = $1 and (state = 'open' or check_at is not null)`,
    [process.id, now],
  );
  await tx.query(
    `update process set state = 'ended', paused_at = null, outcome = $2, outcome_reason = $4, ended_at = $3 where id = $1`,
    [process.id, outcome, now, input.reason ?? null],
  );
  process.state = 'ended';
  if (process.pausedAt) await endPause(tx, process, now);
  const context = recording({ manager: tx, now, process, actor: input.actor ?? null });
  await effectsOf(process.kind).ended?.(context, outcome);
  context.record({ kind: 'ended', body: { outcome, reason: input.reason } });
  await appendAudit(tx, now, [{ head: process.head, facts: context.facts }]);
}

/** What has ended stands still no more; what was paused along with it does, and is brought to mind by itself from now on. */
async function endPause(tx: EntityManager, process: ProcessRow, now: Date): Promise<void> {
  await tx.query(`update process_pause set resumed_at = $2 where process_id = $1 and resumed_at is null`, [
    process.id,
    now,
  ]);
  process.pausedAt = null;
}
