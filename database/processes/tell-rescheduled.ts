import type { EntityManager } from 'typeorm';
import { RESCHEDULED } from '../../domain/blueprints/notices.js';
import { enqueue } from './outbox.repository.js';

/** Wakes a process that sleeps until a date of its own plan. `id` tells one move from the next. */
export async function tellRescheduled(
  manager: EntityManager,
  now: Date,
  process: { kind: string; id: string },
  id: string,
): Promise<void> {
  const payload = { name: RESCHEDULED, id };
  await enqueue(manager, now, [
    { kind: 'signal', workflowId: `${process.kind}:${process.id}`, signal: 'notice', payload },
  ]);
}
