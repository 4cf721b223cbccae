import { type DataFolder } from './data-folder.js';
import { readJson, writePrivateJson } from './files.js';
import { endProcess, type ProcessIdentity } from './processes.js';

type Recorded = Partial<Record<'api' | 'worker' | 'rehearsals' | 'temporal' | 'postgres', ProcessIdentity>>;

/** Notes a process of ours as soon as it runs, so that the next start can end it if we are killed first. */
export function record(folder: DataFolder, processes: Recorded): void {
  writePrivateJson(folder.processes, { ...recordedIn(folder), ...processes });
}

export function recordedIn(folder: DataFolder): Recorded {
  return readJson<Recorded>(folder.processes) ?? {};
}

// PostgreSQL is not here: the others write to it, and it is ended last, by its own pid file (postgres-cluster.ts).
const ORDER = ['api', 'rehearsals', 'worker', 'temporal'] as const;

/** Ends the processes that a killed supervisor left, each known by pid and start time. */
export async function endLeftovers(folder: DataFolder): Promise<void> {
  const recorded = recordedIn(folder);
  for (const name of ORDER) {
    const identity = recorded[name];
    if (identity) await endProcess(identity, [{ signal: 'SIGTERM', patienceMs: 5_000 }]);
  }
}
