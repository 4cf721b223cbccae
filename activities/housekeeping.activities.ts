import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { HousekeepingActivities } from '../contracts/processes/activities.js';
import { watchYears } from '../database/annual-cycles/watch-years.js';
import { sealAudit } from '../database/audit/audit-seal.js';
import { remindPaused } from '../database/pauses/remind-paused.js';
import { followLiaisons } from '../database/organisation/follow-liaisons.js';
import { followEndedUnits } from '../database/organisation/succeed.js';
import { followSchedules } from './annual-cycles/follow-schedules.js';
import { reconcile } from './reconcile.js';

/** A key is remembered this long: a client that retries later than that has asked anew. */
const REMEMBERED_DAYS = 30;

export interface HousekeepingDependencies {
  dataSource: DataSource;
  client: Client;
  /** Where workflows that schedules start are worked on. */
  taskQueue: string;
  log: (event: string, facts: Record<string, unknown>) => void;
}

export function createHousekeepingActivities({
  dataSource,
  client,
  taskQueue,
  log,
}: HousekeepingDependencies): HousekeepingActivities {
  const { manager } = dataSource;
  return {
    sealAudit: ({ now }) => sealAudit(manager, new Date(now)),
    async reconcile({ now }) {
      // Once an hour is soon enough: whoever is appointed beforehand begins with a day.
      const { moved } = await followLiaisons(manager, new Date(now));
      if (moved > 0) log('liaisons took over', { moved });
      const ended = await followEndedUnits(manager, new Date(now));
      if (ended.moved > 0) log('work of ended units moved', { ...ended });
      const { reminded } = await remindPaused(manager, new Date(now));
      if (reminded > 0) log('pauses brought to mind', { reminded });
      const found = await reconcile(manager, client, new Date(now));
      if (found.repaired + found.unresolved > 0) log('reconciled', { ...found });
      return found;
    },
    async watchYears({ now }) {
      const found = await watchYears(manager, new Date(now));
      if (found.standing > 0) log('years are behind', { ...found });
      const schedules = await followSchedules(manager, client, taskQueue);
      if (schedules.created + schedules.removed > 0) log('schedules of years followed', { ...schedules });
      return found;
    },
    async purge({ now }) {
      const before = new Date(new Date(now).getTime() - REMEMBERED_DAYS * 86_400_000);
      const [, deleted]: [unknown, number] = await manager.query(
        `delete from idempotency where created_at < $1`,
        [before],
      );
      return { deleted };
    },
  };
}
