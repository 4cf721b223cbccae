import type { Client } from '@temporalio/client';
import type { EntityManager } from 'typeorm';
import { askWorkflow } from '../contracts/processes/ask-workflow.js';
import { keepFindings } from '../database/processes/finding.store.js';
import {
  processesToCompare,
  startAnew,
  tellAgain,
  type FindingReason,
  type RunningProcess,
} from '../database/processes/reconciliation.js';

/** Processes looked at per call; the next hour goes on where this one stopped. */
const SHARE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Compares running processes with their workflows, as after a restore from backup: a process without a workflow is started again
 * (it finds its steps, and is told again what else it was told), a step that is closed here and still waited for there is told again.
 * What can't be set right this way is written down for whoever looks after the system.
 */
export async function reconcile(
  manager: EntityManager,
  client: Client,
  now: Date,
): Promise<{ checked: number; repaired: number; unresolved: number }> {
  const [cursor]: { value: string }[] = await manager.query(
    `select value #>> '{}' as value from setting where name = 'reconcile-cursor'`,
  );
  const processes = await processesToCompare(manager, { after: cursor?.value ?? FIRST, now, limit: SHARE });
  const found = new Map<string, FindingReason>();
  const looked: string[] = [];
  let repaired = 0;
  let unresolved = 0;
  for (const process of processes) {
    const done = await repair(manager, client, process, now).catch(() => 'unknown' as const);
    if (done !== 'unknown') looked.push(process.id);
    if (done === 'repaired') repaired += 1;
    else if (done !== 'sound') unresolved += 1;
    if (done === 'over' || done === 'failing') found.set(process.id, done);
  }
  await keepFindings(manager, looked, found, now);
  const next = processes.length < SHARE ? null : processes[processes.length - 1]?.id;
  await manager.query(
    `insert into setting (name, value) values ('reconcile-cursor', $1) on conflict (name) do update set value = excluded.value`,
    [JSON.stringify(next ?? FIRST)],
  );
  return { checked: processes.length, repaired, unresolved };
}

async function repair(
  manager: EntityManager,
  client: Client,
  process: RunningProcess,
  now: Date,
): Promise<'repaired' | 'sound' | 'unknown' | FindingReason> {
  const standing = await askWorkflow(client, `${process.kind}:${process.id}`);
  if (standing.is === 'lost') {
    await startAnew(manager, process, now);
    return 'repaired';
  }
  if (standing.is !== 'running') return standing.is;
  return (await tellAgain(manager, process, standing.waitsFor, now)) > 0 ? 'repaired' : 'sound';
}
