import type { EntityManager } from 'typeorm';
import { pauseNoticesOf } from '../pauses/pause.repository.js';
import { effectsOf } from './effects.js';
import { enqueue } from './outbox.repository.js';

/** A process as its workflow should know it. */
export interface RunningProcess {
  id: string;
  kind: string;
  year: number;
  closed: { stepId: string; key: string; round: number; outcome: string }[] | null;
}

/** Why a process can't be set right from here: its workflow is over and it is not, or its workflow fails. */
export type FindingReason = 'over' | 'failing';

/** What is in the outbox, or was just decided, is on its way: not a difference yet. */
const SETTLED_MS = 5 * 60_000;

export const settledBefore = (now: Date): Date => new Date(now.getTime() - SETTLED_MS);

const RUNNING = `select p.id, p.kind, p.year,
   (select jsonb_agg(jsonb_build_object('stepId', s.id, 'key', s.key, 'round', s.round, 'outcome', s.outcome))
    from step s where s.process_id = p.id and s.state <> 'open' and s.closed_at < $1 and s.about_assignment_id is null) as closed
 from process p where p.state = 'running'`;

/** Running processes after this id, by id, those excepted whose workflow is just being told something. */
export function processesToCompare(
  manager: EntityManager,
  { after, now, limit }: { after: string; now: Date; limit: number },
): Promise<RunningProcess[]> {
  return manager.query(
    `${RUNNING} and p.launched_at < $1 and p.id > $2
       and not exists (select 1 from outbox o where o.workflow_id = p.kind || ':' || p.id)
     order by p.id limit $3`,
    [settledBefore(now), after, limit],
  );
}

/** One running process with everything that was decided in it up to now; null when it has ended. */
export async function processToCompare(
  manager: EntityManager,
  id: string,
  now: Date,
): Promise<RunningProcess | null> {
  const [row]: RunningProcess[] = await manager.query(`${RUNNING} and p.id = $2`, [now, id]);
  return row ?? null;
}

/** The process's workflow begins again: it finds the steps it has opened, and is told what it can't find there. */
export async function startAnew(manager: EntityManager, process: RunningProcess, now: Date): Promise<void> {
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
}

/** Tells the workflow again what it still waits for although it is decided. @returns how many outcomes that were */
export async function tellAgain(
  manager: EntityManager,
  process: RunningProcess,
  waitsFor: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  const workflowId = `${process.kind}:${process.id}`;
  const missed = (process.closed ?? []).filter(({ stepId }) => waitsFor.has(stepId));
  await enqueue(
    manager,
    now,
    missed.map((payload) => ({ kind: 'signal', workflowId, signal: 'stepClosed', payload })),
  );
  return missed.length;
}

/** Takes away what was to be told to a workflow that is gone. */
export async function dropMessages(manager: EntityManager, workflowId: string): Promise<void> {
  await manager.query(`delete from outbox where workflow_id = $1`, [workflowId]);
}

/** What is in the outbox for a workflow and could not be delivered is tried at once. @returns how many messages that were */
export async function resendNow(manager: EntityManager, workflowId: string): Promise<number> {
  const [, resent]: [unknown, number] = await manager.query(
    `update outbox set retry_at = null, attempts = 0 where workflow_id = $1 and attempts > 0`,
    [workflowId],
  );
  return resent;
}
