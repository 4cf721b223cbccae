import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { processIdOf } from '../steps/ids.js';
import type { ProcessRow } from '../steps/step.store.js';
import type { EffectContext } from './effects.js';
import { enqueue, type OutboxMessage } from './outbox.repository.js';

export interface NewProcess {
  /** Given where the process has an id already (an item); else it follows from the business key. */
  id?: string;
  kind: string;
  /** What there may be one of: launching it again is refused. */
  businessKey: string;
  regionCode: string;
  year: number;
  title: string;
  parentId?: string;
  /** The unit that launched it, where it is not the office: it sees the process. */
  raisingUnitId?: string | undefined;
  /** Writes the process's own tables once it is there, and says what further input its workflow gets: ids, dates, choices. */
  write?(context: EffectContext): Promise<Record<string, unknown>>;
}

/**
 * Writes a process, its first record and the order to start its workflow. Everything in the caller's transaction: a process
 * without a workflow, or the reverse, can't be.
 *
 * @returns null when there is one with this business key already.
 */
export async function startProcess(
  manager: EntityManager,
  input: NewProcess,
  actor: Actor | null,
  now: Date,
): Promise<ProcessRow | null> {
  const id = input.id ?? processIdOf(input.businessKey);
  const { version, kind } = blueprintOf(input.kind);
  const inserted: unknown[] = await manager.query(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, parent_id, state, launched_by, launched_at,
       raising_unit_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'running', $9, $10, $11) on conflict do nothing returning 1`,
    [
      id,
      kind,
      version,
      input.businessKey,
      input.regionCode,
      input.year,
      input.title,
      input.parentId ?? null,
      actor?.personId ?? null,
      now,
      input.raisingUnitId ?? null,
    ],
  );
  if (inserted.length === 0) return null;
  const process: ProcessRow = {
    id,
    kind,
    regionCode: input.regionCode,
    year: input.year,
    title: input.title,
    state: 'running',
    parentId: input.parentId ?? null,
    restricted: false,
    pausedAt: null,
    head: { processId: id, seq: 0, hash: null },
  };
  const facts: AuditFact[] = [launchedFact(input, actor)];
  const record = (fact: Omit<AuditFact, 'actor'>) => facts.push({ ...fact, actor });
  const further = await input.write?.({ manager, now, process, actor, record });
  await appendAudit(manager, now, [{ head: process.head, facts }]);
  await enqueue(manager, now, [startMessage(process, further)]);
  return process;
}

/** The first record of a process. */
export function launchedFact(
  { kind, regionCode, year, parentId }: Pick<NewProcess, 'kind' | 'regionCode' | 'year' | 'parentId'>,
  actor: Actor | null,
): AuditFact {
  const { version } = blueprintOf(kind);
  return { kind: 'launched', actor, body: { kind, blueprintVersion: version, regionCode, year, parentId } };
}

/** The order to start a process's workflow. */
export function startMessage(
  { id, kind, year }: Pick<ProcessRow, 'id' | 'kind' | 'year'>,
  further: Record<string, unknown> = {},
): OutboxMessage {
  return {
    kind: 'start',
    workflowId: `${kind}:${id}`,
    workflow: kind,
    input: { processId: id, year, ...further },
  };
}
