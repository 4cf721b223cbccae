import { homedir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import { type Configuration } from '../config/configuration.js';
import { cacheFolderOf } from '../config/folders.js';
import { dataFolderAt, openDataFolder, type DataFolder } from './data-folder.js';
import { readJson, writePrivateJson } from './files.js';
import { startInfrastructure, type InfrastructureOptions } from './infrastructure.js';
import { isLock, takeLock } from './lock.js';
import { ROLES } from './postgres-roles.js';
import { type PostgresUrls } from './postgres.js';
import { migrateProduct } from './prepare.js';
import { EXIT, StartProblem } from './problem.js';
import { isAlive, refuseNewServers, type ProcessIdentity } from './processes.js';
import { toStderr, type Progress } from './progress.js';
import { stopEverything } from './supervisor.js';

/** Where database and Temporal of a data folder are; the file with it is 0600. */
export interface Places {
  dataFolder: string;
  database: { app: string; owner: string; schema: string; appRole: string };
  temporal: { address: string; namespace: string; rehearsalNamespace: string };
}

/** run.json: the product that `npm start` runs on this data folder. */
export interface RunningProduct extends Places {
  url: string;
  port: number;
  supervisor: ProcessIdentity;
  /** The processes it runs; a restart changes them. Absent: Temporal is somebody else's. */
  processes: Partial<Record<'postgres' | 'temporal' | 'worker' | 'rehearsals' | 'api', ProcessIdentity>>;
}

/** The running product of this data folder, or undefined if there is none (or it is not ready yet). */
export function findRunning(dataDir: string): RunningProduct | undefined {
  const running = readJson<RunningProduct>(dataFolderAt(dataDir).running);
  return running && isAlive(running.supervisor) ? running : undefined;
}

export function announceRunning(folder: DataFolder, running: RunningProduct): void {
  writePrivateJson(folder.running, running);
}

export function forgetRunning(folder: DataFolder): void {
  rmSync(folder.running, { force: true });
}

export function placesOf(
  folder: DataFolder,
  configuration: Configuration,
  urls: PostgresUrls,
  temporalAddress: string,
): Places {
  return {
    dataFolder: folder.path,
    database: { app: urls.app, owner: urls.owner, schema: configuration.DATABASE_SCHEMA, appRole: ROLES.app },
    temporal: {
      address: temporalAddress,
      namespace: configuration.TEMPORAL_NAMESPACE,
      rehearsalNamespace: configuration.TEMPORAL_REHEARSAL_NAMESPACE,
    },
  };
}

export function infrastructureOptions(
  configuration: Configuration,
  progress: Progress,
): InfrastructureOptions {
  return {
    address: configuration.TEMPORAL_ADDRESS,
    cacheFolder: cacheFolderOf(process.env, homedir()),
    searchPath: process.env['PATH'] ?? '',
    mayDownload: configuration.YUSHUI_TEMPORAL_DOWNLOAD !== 'never',
    progress,
    namespaces: {
      product: configuration.TEMPORAL_NAMESPACE,
      rehearsal: configuration.TEMPORAL_REHEARSAL_NAMESPACE,
    },
  };
}

export interface BorrowedInfrastructure extends Places {
  /** undefined when the tool started the infrastructure itself. */
  readonly product: RunningProduct | undefined;
  /** Stops what was started for this tool; leaves a running product alone. */
  stop(): Promise<void>;
}

/**
 * For command-line tools (rehearse, audit:verify, bench): database and Temporal of the running product, or, if none runs on
 * this data folder, started for the duration, migrated. Ctrl-C in the tool stops them too. @throws StartProblem
 */
export async function ensureInfrastructure(
  configuration: Configuration,
  progress: Progress = toStderr,
): Promise<BorrowedInfrastructure> {
  const folder = openDataFolder(configuration.YUSHUI_DATA_DIR);
  const running = await whenReady(folder);
  if (running) return { ...running, product: running, stop: () => Promise.resolve() };
  const lock = takeLock(folder.lock);
  if (!isLock(lock)) throw inUse(folder, lock);
  const stop = async (): Promise<void> => {
    await stopEverything(folder);
    lock.release();
  };
  const interrupted = (): void => {
    refuseNewServers();
    void stop().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const infrastructure = await startInfrastructure(
      folder,
      infrastructureOptions(configuration, progress),
      (postgres) => migrateProduct(postgres.urls, configuration, progress),
    );
    const places = placesOf(
      folder,
      configuration,
      infrastructure.postgres.urls,
      infrastructure.temporal.address,
    );
    return {
      ...places,
      product: undefined,
      stop: async () => {
        process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for a start that is under way. */
async function whenReady(folder: DataFolder): Promise<RunningProduct | undefined> {
  const until = Date.now() + 60_000;
  for (;;) {
    const running = findRunning(folder.path);
    if (running) return running;
    const holder = readJson<ProcessIdentity>(folder.lock);
    if (!holder || !isAlive(holder)) return undefined;
    if (Date.now() > until) throw inUse(folder, holder);
    await delay(200);
  }
}

export function inUse(folder: DataFolder, holder: ProcessIdentity): StartProblem {
  return new StartProblem(
    EXIT.inUse,
    `数据目录正被另一个进程使用（进程号 ${holder.pid}）：${folder.path}。请先停掉它，或用 YUSHUI_DATA_DIR 另指一个目录。`,
    `The data folder is in use by process ${holder.pid}: ${folder.path}. Stop that one first, or name another folder with YUSHUI_DATA_DIR.`,
  );
}
