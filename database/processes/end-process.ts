import type { EntityManager } from 'typeorm';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';
import { effectsOf } from './effects.js';

export interface EndProcess {
  processId: string;
  outcome: string;
  reason?: string;
  actor?: Actor | null;
  now: Date;
}

/** Ends a process in a transaction of its own. Repeating it does nothing. */
export function endProcess(manager: EntityManager, input: EndProcess): Promise<void> {
  return manager.transaction(async (tx) => {
    const process = await lockProcess(tx, input.processId);
    if (process?.state === 'running') await endUnderLock(tx, process, input);
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
    `update process set state = 'ended', outcome = $2, outcome_reason = $4, ended_at = $3 where id = $1`,
    [process.id, outcome, now, input.reason ?? null],
  );
  process.state = 'ended';
  const actor = input.actor ?? null;
  const facts: AuditFact[] = [];
  await effectsOf(process.kind).ended?.(
    { manager: tx, now, process, actor, record: (fact) => facts.push({ ...fact, actor }) },
    outcome,
  );
  facts.push({ kind: 'ended', actor, body: { outcome, reason: input.reason } });
  await appendAudit(tx, now, [{ head: process.head, facts }]);
}
