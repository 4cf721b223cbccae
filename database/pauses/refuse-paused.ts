import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { formatInstant } from '../../domain/time/zone.js';
import type { ProcessRow } from '../steps/step.store.js';
import { openPauseOf } from './pause.repository.js';

/** Nobody acts while the clock stands still; reading, drafts and attachments are no acts. @throws Refusal PROCESS_PAUSED */
export async function refusePaused(
  manager: EntityManager,
  { id, pausedAt }: Pick<ProcessRow, 'id' | 'pausedAt'>,
): Promise<void> {
  if (!pausedAt) return;
  const pause = await openPauseOf(manager, id);
  throw new Refusal('PROCESS_PAUSED', { since: formatInstant(pausedAt), reason: pause?.reason ?? '' });
}
