import type { DataSource } from 'typeorm';
import type { AnnualCycleActivities } from '../../contracts/processes/annual-cycles.js';
import { launchBatch } from '../../database/annual-cycles/launch-batch.js';
import { launchNextYear } from '../../database/annual-cycles/launch-next-year.js';

export interface AnnualCycleDependencies {
  dataSource: DataSource;
  /** Told after what has put something into the outbox. */
  written?: () => void;
}

/** The hands of the workflows that launch years: for many regions, or by a schedule. */
export function createAnnualCycleActivities({
  dataSource,
  written = () => undefined,
}: AnnualCycleDependencies): AnnualCycleActivities {
  const { manager } = dataSource;
  return {
    async launchBatch({ batchId, now }) {
      const settled = await launchBatch(manager, batchId, new Date(now));
      written();
      return { settled };
    },
    async launchNextYear({ regionCode, year, now }) {
      const result = await launchNextYear(manager, { regionCode, year }, new Date(now));
      written();
      return { result };
    },
  };
}
