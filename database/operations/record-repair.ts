import type { EntityManager } from 'typeorm';
import type { RepairResult } from '../../domain/operations/stuck.js';
import { appendAudit, type Actor, type ChainHead } from '../audit/audit-log.js';

/** Who had a process's workflow set right, and how: it stands in the process's own record. */
export async function recordRepair(
  manager: EntityManager,
  { head, actor, result, now }: { head: ChainHead; actor: Actor; result: RepairResult; now: Date },
): Promise<void> {
  await appendAudit(manager, now, [{ head, facts: [{ kind: 'workflowRepaired', actor, body: { result } }] }]);
}
