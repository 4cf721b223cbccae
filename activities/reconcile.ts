import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { EntityManager } from 'typeorm';
import { progressQuery } from '../contracts/processes/processes.js';
import { pauseNoticesOf } from '../database/pauses/pause.repository.js';
import { effectsOf } from '../database/processes/effects.js';
import { enqueue } from '../database/processes/outbox.repository.js';

interface RunningProcess {
  id: string;
  kind: string;
  year: number;
  closed: { stepId: string; key: string; round: number; outcome: string }[] | null;
}

/** Processes looked at per call; the next hour goes on where this one stopped. */
const SHARE = 500;
/** What is in the outbox, or was just decided, is on its way: not a difference yet. */
const SETTLED_MS = 5 * 60_000;

/**
 * Compares running processes with their workflows, as after a restore from backup: a process without a workflow is started again
 * (it finds its steps, and is told again what else it was told), a step that is closed here and still waited for there is told again.
 */
export async function reconcile(
  manager: EntityManager,
  client: Client,
  now: Date,
): Promise<{ checked: number; repaired: number; unresolved: number }> {
  const settled = new Date(now.getTime() - SETTLED_MS);
  const [cursor]: { value: string }[] = await manager.query(
    `select value #>> '{}' as value from setting where name = 'reconcile-cursor'`,
  );
  const after = cursor?.value ?? '00000000-0000-0000-0000-000000000000';
  const processes: RunningProcess[] = await manager.query(
    `select p.id, p.kind, p.year,
       (select jsonb_agg(jsonb_build_object('stepId', s.id, 'key', s.key, 'round', s.round, 'outcome', s.outcome))
        from step s where s.process_id = p.id and s.state <> 'open' and s.closed_at < $2 and s.about_assignment_id is null) as closed
     from process p
     where p.state = 'running' and p.launched_at < $2 and p.id > $1
       and not exists (select 1 from outbox o where o.workflow_id = p.kind || ':' || p.id)
     order by p.id limit $3`,
    [after, settled, SHARE],
  );
  let repaired = 0;
  let unresolved = 0;
  for (const process of processes) {
    try {
      if (await repair(manager, client, process, now)) repaired += 1;
    } catch {
      unresolved += 1;
    }
  }
  const next = processes.length < SHARE ? null : processes[processes.length - 1]?.id;
  await manager.query(
    `insert into setting (name, value) values ('reconcile-cursor', $1) on conflict (name) do update set value = excluded.value`,
    [JSON.stringify(next ?? '00000000-0000-0000-0000-000000000000')],
  );
  return { checked: processes.length, repaired, unresolved };
}

async function repair(
  manager: EntityManager,
  client: Client,
  process: RunningProcess,
  now: Date,
): Promise<boolean> {
  const workflowId = `${process.kind}:${process.id}`;
  const handle = client.workflow.getHandle(workflowId);
  try {
    // A workflow that failed, or that an operator ended, still answers queries; it is as good as none.
    const { status } = await handle.describe();
    if (status.name === 'COMPLETED') throw new Error(`${workflowId} is over, its process is not`);
    if (status.name !== 'RUNNING') return startAnew(manager, process, now);
    const { waitingFor } = await handle.query(progressQuery);
    const waits = new Set(waitingFor.map(({ stepId }) => stepId));
    const missed = (process.closed ?? []).filter(({ stepId }) => waits.has(stepId));
    await enqueue(
      manager,
      now,
      missed.map((payload) => ({ kind: 'signal', workflowId, signal: 'stepClosed', payload })),
    );
    return missed.length > 0;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return startAnew(manager, process, now);
  }
}

/** The process's workflow begins again: it finds the steps it has opened, and is told what it can't find there. */
async function startAnew(manager: EntityManager, process: RunningProcess, now: Date): Promise<true> {
  const workflowId = `${process.kind}:${process.id}`;
  const { inputOf, noticesOf } = effectsOf(process.kind);
  const input = { processId: process.id, year: process.year, ...(await inputOf?.(manager, process.id)) };
  // What it can't find in its steps it is told again.
  const told = [
    ...(await pauseNoticesOf(manager, process.id)),
    ...((await noticesOf?.(manager, process.id)) ?? []),
  ];
  await enqueue(manager, now, [
    { kind: 'start', workflowId, workflow: process.kind, input },
    ...told.map((payload) => ({ kind: 'signal' as const, workflowId, signal: 'notice', payload })),
  ]);
  return true;
}
