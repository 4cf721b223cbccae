import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';
import { openPauseOf } from '../pauses/pause.repository.js';
import { effectsOf } from './effects.js';

/** Something a process has planned: a stage of a campaign, what a year starts. */
export interface PlannedItem {
  /** Unique within the process. */
  key: string;
  label: string;
  from: CivilDate;
  /** The last day, where it has one. */
  to: CivilDate | null;
  /** What has begun can't be moved to another first day. */
  begun: boolean;
}

/** Where a planned item moves to: its first day, its last one, or both. */
export interface PlannedMove {
  key: string;
  from?: CivilDate;
  to?: CivilDate;
}

/** The instant at which something planned begins; null when nothing of this key is planned. While the clock stands still: the pause. */
export async function plannedAt(
  manager: EntityManager,
  processId: string,
  key: string,
): Promise<{ at: Date | null; pausedBy?: string }> {
  const [process]: { kind: string }[] = await manager.query(`select kind from process where id = $1`, [
    processId,
  ]);
  if (!process) return { at: null };
  const at = (await effectsOf(process.kind).plannedAt?.(manager, processId, key)) ?? null;
  const pause = await openPauseOf(manager, processId);
  return pause ? { at, pausedBy: pause.id } : { at };
}
