import type { EntityManager } from 'typeorm';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { lockProcess } from '../steps/step.store.js';
import { effectsOf } from './effects.js';

/** Ends a process: open work is cancelled, the chain gets its last entry. Repeating it does nothing. */
export function endProcess(
  manager: EntityManager,
  input: { processId: string; outcome: string; reason?: string; actor?: Actor | null; now: Date },
): Promise<void> {
  return manager.transaction(async (tx) => {
    const { processId, outcome, now } = input;
    const process = await lockProcess(tx, processId);
    if (!process || process.state === 'ended') return;
    await tx.query(`update assignment set state = 'cancelled' where process_id = $1 and state = 'open'`, [
      processId,
    ]);
    await tx.query(
      `update step set state = case when state = 'open' then 'cancelled' else state end, closed_at = coalesce(closed_at, $2), check_at = null
       where process_id = $1 and (state = 'open' or check_at is not null)`,
      [processId, now],
    );
    await tx.query(
      `update process set state = 'ended', outcome = coalesce(outcome, $2), outcome_reason = coalesce(outcome_reason, $4), ended_at = $3 where id = $1`,
      [processId, outcome, now, input.reason ?? null],
    );
    const actor = input.actor ?? null;
    const facts: AuditFact[] = [];
    await effectsOf(process.kind).ended?.(
      { manager: tx, now, process, actor, record: (fact) => facts.push({ ...fact, actor }) },
      outcome,
    );
    facts.push({ kind: 'ended', actor, body: { outcome, reason: input.reason } });
    await appendAudit(tx, now, [{ head: process.head, facts }]);
  });
}
