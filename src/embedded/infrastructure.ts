import { type DataFolder } from './data-folder.js';
import { endLeftovers, record } from './leftovers.js';
import { startPostgres, temporalDatabase, type RunningPostgres } from './postgres.js';
import { startTemporal, type RunningTemporal } from './temporal.js';
import { type TemporalSearch } from './temporal-choice.js';
import { type Namespaces } from './temporal-namespaces.js';

export interface InfrastructureOptions extends TemporalSearch {
  namespaces: Namespaces;
}

/** PostgreSQL and Temporal of one data folder, which the caller has locked. */
export interface Infrastructure {
  readonly postgres: RunningPostgres;
  readonly temporal: RunningTemporal;
  stop(): Promise<void>;
}

/** Starts both, after ending whatever an earlier run left behind; if Temporal fails, PostgreSQL is stopped again. @throws StartProblem */
export async function startInfrastructure(
  folder: DataFolder,
  options: InfrastructureOptions,
): Promise<Infrastructure> {
  await endLeftovers(folder);
  const postgres = await startPostgres(folder, options.progress);
  record(folder, { postgres: postgres.process.identity });
  try {
    const temporal = await startTemporal(folder, {
      ...options,
      database: temporalDatabase(folder, postgres.port),
    });
    return {
      postgres,
      temporal,
      stop: async () => {
        await temporal.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
