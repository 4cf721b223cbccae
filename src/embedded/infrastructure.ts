import { type DataFolder } from './data-folder.js';
import { endLeftovers } from './leftovers.js';
import { startPostgres, temporalDatabase, type RunningPostgres } from './postgres.js';
import { startTemporal, type RunningTemporal } from './temporal.js';
import { type TemporalSearch } from './temporal-choice.js';
import { type Namespaces } from './temporal-namespaces.js';

export interface InfrastructureOptions extends TemporalSearch {
  namespaces: Namespaces;
  /** The data are deleted when the run is over: nothing waits for the disk. */
  throwaway?: boolean;
}

/** PostgreSQL and Temporal of one data folder, which the caller has locked. */
export interface Infrastructure {
  readonly postgres: RunningPostgres;
  readonly temporal: RunningTemporal;
  stop(): Promise<void>;
}

/**
 * Starts both, after ending whatever an earlier run left behind. `alongside` runs as soon as PostgreSQL is up, while
 * Temporal still starts. If anything fails, both are stopped again. @throws StartProblem
 */
export async function startInfrastructure(
  folder: DataFolder,
  options: InfrastructureOptions,
  alongside: (postgres: RunningPostgres) => Promise<void> = () => Promise.resolve(),
): Promise<Infrastructure> {
  await endLeftovers(folder);
  const postgres = await startPostgres(folder, options.progress, options);
  const database = temporalDatabase(folder, postgres.port);
  const [temporal, preparation] = await Promise.allSettled([
    startTemporal(folder, { ...options, database }),
    alongside(postgres),
  ]);
  const stop = async (): Promise<void> => {
    if (temporal.status === 'fulfilled') await temporal.value.stop();
    await postgres.stop();
  };
  if (temporal.status === 'fulfilled' && preparation.status === 'fulfilled') {
    return { postgres, temporal: temporal.value, stop };
  }
  await stop();
  throw temporal.status === 'rejected' ? temporal.reason : (preparation as PromiseRejectedResult).reason;
}
