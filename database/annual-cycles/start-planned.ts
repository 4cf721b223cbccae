import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { appendAudit } from '../audit/audit-log.js';
import { effectsOf } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { lockProcess } from '../steps/step.store.js';
import { changeEntry, dueKeys, entryOf } from './entry.store.js';
import { launchEntry } from './launch-entry.js';

/**
 * Launches everything of a year's plan that is due, each entry in a transaction of its own. One that is refused waits for the office to
 * mend it, one that breaks for another reason is tried again by whoever calls; neither keeps the others from starting.
 */
export async function startPlanned(
  manager: EntityManager,
  processId: string,
  now: Date,
): Promise<{ started: number; failed: number }> {
  let started = 0;
  let broken: unknown;
  for (const key of await dueKeys(manager, processId, civilDateOf(now))) {
    try {
      if (await manager.transaction((tx) => startOne(tx, processId, key, now))) started += 1;
    } catch (error) {
      broken ??= error;
    }
  }
  if (broken !== undefined) throw broken as Error;
  const [row]: { failed: number }[] = await manager.query(
    `select count(*)::int as failed from annual_plan_entry where process_id = $1 and state = 'failed'`,
    [processId],
  );
  return { started, failed: row?.failed ?? 0 };
}

async function startOne(manager: EntityManager, processId: string, key: string, now: Date): Promise<boolean> {
  const process = await lockProcess(manager, processId);
  const entry = await entryOf(manager, processId, key);
  if (process?.state !== 'running' || process.pausedAt !== null || entry?.state !== 'planned') return false;
  const context = recording({ manager, now, process, actor: null });
  const { facts, record } = context;
  try {
    // A savepoint: what a refused launch had written is undone, that it was refused is kept.
    await manager.transaction((tx) => launchEntry({ ...context, manager: tx }, entry, effectsOf));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message } = error;
    facts.length = 0;
    await changeEntry(manager, processId, entry, { state: 'failed', code, reason: message }, now);
    record({ kind: 'entryFailed', body: { key, title: entry.title, code, message } });
  }
  await appendAudit(manager, now, [{ head: process.head, facts }]);
  return facts.some(({ kind }) => kind === 'entryStarted');
}
