import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { appendAudit, type Actor, type AuditFact } from '../audit/audit-log.js';
import { processIdOf } from '../steps/ids.js';
import type { ProcessRow } from '../steps/step.store.js';
import type { EffectContext } from './effects.js';
import { recording } from './recording.js';
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
}

/** What the workflow of a process gets beside its id and year: ids, dates, choices. */
export type Further = Record<string, unknown>;

/**
 * Writes a process, its first record and the order to start its workflow. Everything in the caller's transaction: a process
 * without a workflow, or the reverse, can't be.
 *
 * @param input with `write`, which writes the process's own tables once it is there
 * @returns null when there is one with this business key already.
 */
export async function startProcess(
  manager: EntityManager,
  { write, ...input }: NewProcess & { write?(context: EffectContext): Promise<Further> },
  actor: Actor | null,
  now: Date,
): Promise<ProcessRow | null> {
  const [process = null] = await startProcesses(manager, [input], actor, now, async ([fresh]) => [
    (await write?.(fresh!.context)) ?? {},
  ]);
  return process;
}

/** A process that is there now, with what was asked for. */
export interface Fresh<Input> {
  input: Input & { id: string };
  context: EffectContext;
}

/**
 * Many at once, in as many statements as one.
 *
 * @param write writes the own tables of those that are new, in the order given, and says what each workflow gets
 * @returns those that are new; of a business key that there is already, nothing
 */
export async function startProcesses<Input extends NewProcess>(
  manager: EntityManager,
  inputs: readonly Input[],
  actor: Actor | null,
  now: Date,
  write: (fresh: readonly Fresh<Input>[]) => Promise<readonly Further[]>,
): Promise<ProcessRow[]> {
  const wanted = inputs.map((input) => ({ ...input, id: input.id ?? processIdOf(input.businessKey) }));
  const inserted: { id: string }[] = await manager.query(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, parent_id, state, launched_by, launched_at,
       raising_unit_id)
     select id, kind, version, "businessKey", "regionCode", year, title, "parentId", 'running', $2, $3, "raisingUnitId"
     from jsonb_to_recordset($1::jsonb) as p(id uuid, kind text, version int, "businessKey" text, "regionCode" text, year int, title text,
       "parentId" uuid, "raisingUnitId" uuid)
     on conflict do nothing returning id`,
    [JSON.stringify(wanted.map(columnsOf)), actor?.personId ?? null, now],
  );
  const ids = new Set(inserted.map(({ id }) => id));
  const fresh = wanted
    .filter(({ id }) => ids.has(id))
    .map((input) => {
      const context = recording({ manager, now, process: rowOf(input), actor });
      context.record(launchedFact(input));
      return { input, context };
    });
  if (fresh.length === 0) return [];
  const processes = fresh.map(({ context }) => context.process);
  const further = await write(fresh);
  await appendAudit(
    manager,
    now,
    fresh.map(({ context: { process, facts } }) => ({ head: process.head, facts })),
  );
  const messages = processes.map((process, index) => startMessage(process, further[index]));
  await enqueue(manager, now, messages);
  return processes;
}

function columnsOf(input: NewProcess & { id: string }) {
  const { id, kind, businessKey, regionCode, year, title, parentId, raisingUnitId } = input;
  const { version } = blueprintOf(kind);
  return { id, kind, version, businessKey, regionCode, year, title, parentId, raisingUnitId };
}

const rowOf = ({ id, kind, regionCode, year, title, parentId }: NewProcess & { id: string }): ProcessRow => ({
  ...{ id, kind, regionCode, year, title },
  state: 'running',
  parentId: parentId ?? null,
  restricted: false,
  pausedAt: null,
  head: { processId: id, seq: 0, hash: null },
});

/** The first record of a process. */
function launchedFact({ kind, regionCode, year, parentId }: NewProcess): Omit<AuditFact, 'actor'> {
  const { version } = blueprintOf(kind);
  return { kind: 'launched', body: { kind, blueprintVersion: version, regionCode, year, parentId } };
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
