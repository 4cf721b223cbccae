import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';
import { effectsOf } from './effects.js';

export { tellRescheduled } from './tell-rescheduled.js';

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

/** The instant at which something planned begins; null when nothing of this key is planned. */
export async function plannedAt(
  manager: EntityManager,
  processId: string,
  key: string,
): Promise<Date | null> {
  const [process]: { kind: string }[] = await manager.query(`select kind from process where id = $1`, [
    processId,
  ]);
  return process ? ((await effectsOf(process.kind).plannedAt?.(manager, processId, key)) ?? null) : null;
}
