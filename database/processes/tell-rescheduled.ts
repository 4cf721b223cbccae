import type { EntityManager } from 'typeorm';
import { RESCHEDULED } from '../../domain/blueprints/notices.js';
import { tell } from './tell.js';

/** Wakes a process that sleeps until a date of its own plan. `id` tells one move from the next. */
export async function tellRescheduled(
  manager: EntityManager,
  now: Date,
  process: { kind: string; id: string },
  id: string,
): Promise<void> {
  await tell(manager, now, process, { name: RESCHEDULED, id });
}
