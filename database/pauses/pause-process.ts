import type { EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import { PAUSED } from '../../domain/blueprints/notices.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { addDays, civilDateOf, formatInstant, instantAt, type CivilDate } from '../../domain/time/zone.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { enqueue } from '../processes/outbox.repository.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';
import { runningTree } from './pause.repository.js';
import { tellHolders } from './tell-holders.js';

const NAMESPACE = '3c8f1a86-58a4-4d0a-9b0d-6a3c0f4b7e52';
/** A pause without an expected end is brought back to mind after as many days. */
const REMINDED_AFTER_DAYS = 30;

export interface PauseOrder {
  processId: string;
  reason: string;
  /** The day on which it is expected to end. */
  untilDate?: CivilDate | undefined;
  /** With everything it started, in its region and below. */
  withChildren: boolean;
  actor: Actor | null;
  now: Date;
}

/**
 * 挂起: the clock of a process stands still, and of what it started. No reminder, no rung, nothing ends at a deadline, nobody acts; what was
 * signed before counts. What was paused already stays as it is, with its own reason.
 *
 * @returns the ids of those that were paused, the one named among them
 * @throws Refusal NOT_FOUND, PROCESS_ENDED, ALREADY_PAUSED
 */
export async function pauseProcess(manager: EntityManager, order: PauseOrder): Promise<string[]> {
  const { processId, withChildren, actor, now, reason, untilDate } = order;
  const held = await lockTree(manager, processId, withChildren);
  const named = held.find(({ id }) => id === processId);
  if (!named) throw new Refusal('NOT_FOUND');
  if (named.state === 'ended') throw new Refusal('PROCESS_ENDED');
  if (named.pausedAt) throw new Refusal('ALREADY_PAUSED', { since: formatInstant(named.pausedAt) });

  const paused = held.filter(({ state, pausedAt }) => state === 'running' && pausedAt === null);
  const ids = paused.map(({ id }) => id);
  // Each at its own place in the record: never two alike.
  const pauseIds = paused.map(({ id, head }) => uuidv5(`${id}/${head.seq}`, NAMESPACE));
  const orderedId = pauseIds[ids.indexOf(processId)] as string;
  await manager.query(
    `insert into process_pause (id, process_id, ordered_id, paused_at, paused_by, reason, until_date, remind_at)
     select id, process_id, $3, $4, $5, $6, $7, $8 from unnest($1::uuid[], $2::uuid[]) as w(id, process_id)`,
    [pauseIds, ids, orderedId, now, actor?.personId ?? null, reason, untilDate ?? null, remindAt(order)],
  );
  await manager.query(`update process set paused_at = $2 where id = any($1::uuid[])`, [ids, now]);
  await manager.query(
    `update step set check_at = null where process_id = any($1::uuid[]) and check_at is not null`,
    [ids],
  );
  for (const process of paused) process.pausedAt = now;
  await appendAudit(
    manager,
    now,
    paused.map(({ id, head }) => {
      const along = id === processId ? {} : { along: named.title };
      return {
        head,
        facts: [{ kind: 'processPaused', actor, body: { reason, until: untilDate, ...along } }],
      };
    }),
  );
  await enqueue(
    manager,
    now,
    paused.map(({ id, kind }, index) => ({
      kind: 'signal',
      workflowId: `${kind}:${id}`,
      signal: 'notice',
      payload: { name: PAUSED, id: pauseIds[index] },
    })),
  );
  await tellHolders(manager, paused, 'paused', now);
  return ids;
}

/** Locks a process and what it started, children first, until nothing new has appeared among them. */
export async function lockTree(
  manager: EntityManager,
  processId: string,
  withChildren: boolean,
): Promise<ProcessRow[]> {
  const held = new Map<string, ProcessRow>();
  for (let found = true; found;) {
    found = false;
    for (const id of withChildren ? await runningTree(manager, processId) : [processId]) {
      if (held.has(id)) continue;
      const process = await lockProcess(manager, id);
      if (!process) continue;
      held.set(id, process);
      found = withChildren;
    }
  }
  return [...held.values()];
}

function remindAt({ untilDate, now }: PauseOrder): Date {
  return instantAt(untilDate ?? addDays(civilDateOf(now), REMINDED_AFTER_DAYS), '09:00');
}
