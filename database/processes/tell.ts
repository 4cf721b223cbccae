import type { EntityManager } from 'typeorm';
import { appendAudit, type AuditFact } from '../audit/audit-log.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';
import type { EffectContext, ToldNotice } from './effects.js';
import { enqueue } from './outbox.repository.js';

/** Tells a process's workflow something, once the transaction is committed. */
export async function tell(
  manager: EntityManager,
  now: Date,
  { id, kind }: Pick<ProcessRow, 'id' | 'kind'>,
  payload: ToldNotice,
): Promise<void> {
  await enqueue(manager, now, [{ kind: 'signal', workflowId: `${kind}:${id}`, signal: 'notice', payload }]);
}

/**
 * Puts on the record of a child's source that the child is over. The child's lock is held and the source's is taken after it: always
 * upwards, never the other way round; so two that end at the same instant come here one after the other.
 *
 * @returns the source under its lock; null when it is over itself
 */
export async function recordInSource(
  { manager, now, actor }: EffectContext,
  sourceId: string,
  fact: Omit<AuditFact, 'actor'>,
): Promise<ProcessRow | null> {
  const source = await lockProcess(manager, sourceId);
  if (source?.state !== 'running') return null;
  await appendAudit(manager, now, [{ head: source.head, facts: [{ ...fact, actor }] }]);
  return source;
}
