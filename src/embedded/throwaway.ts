import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { cacheFolderOf } from '../config/folders.js';
import { dataFolderAt, openDataFolder, type DataFolder } from './data-folder.js';
import { readJson, writePrivateJson } from './files.js';
import { startInfrastructure } from './infrastructure.js';
import { endLeftovers, recordedIn } from './leftovers.js';
import { holderOf, isLock, takeLock } from './lock.js';
import { endOrphan } from './postgres-orphan.js';
import { ROLES } from './postgres-roles.js';
import { endProcess, isAlive } from './processes.js';
import { toStderr } from './progress.js';

/** PostgreSQL and Temporal for one run of the tests, in a folder that is thrown away. */
export interface TestInfrastructure {
  environment: Record<string, string>;
  /** Ends and deletes it all, or leaves it running if it is to be kept. */
  leave(): Promise<void>;
}

const PREFIX = 'yushui-test-';
const ENVIRONMENT_FILE = 'environment.json';

/** `keep`: use what an earlier run left running, start it if there is none, and leave it running again. */
export async function forTests(root: string, keep: boolean): Promise<TestInfrastructure> {
  await clearAfterTheDead();
  const folder = openDataFolder(keep ? keptFolder(root) : mkdtempSync(join(tmpdir(), PREFIX)));
  let lock = takeLock(folder.lock);
  while (!isLock(lock)) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    lock = takeLock(folder.lock);
  }
  const release = lock.release;
  const environment = (keep && stillRunning(folder)) || (await start(folder));
  if (keep) {
    release();
    return { environment, leave: () => Promise.resolve() };
  }
  return { environment, leave: () => discard(folder) };
}

/** Ends and deletes what `keep` left. */
export async function discardKept(root: string): Promise<void> {
  await discard(dataFolderAt(keptFolder(root)));
}

async function start(folder: DataFolder): Promise<Record<string, string>> {
  const infrastructure = await startInfrastructure(folder, {
    address: process.env['TEMPORAL_ADDRESS'],
    cacheFolder: cacheFolderOf(process.env, homedir()),
    searchPath: process.env['PATH'] ?? '',
    mayDownload: process.env['YUSHUI_TEMPORAL_DOWNLOAD'] !== 'never',
    progress: toStderr,
    namespaces: { product: 'yushui', rehearsal: 'yushui-rehearsal' },
    throwaway: true,
  });
  const { urls } = infrastructure.postgres;
  const client = new pg.Client({ connectionString: urls.superuser });
  await client.connect();
  // Each test file gets a database of its own (test/support/infrastructure.ts).
  await client.query(`ALTER ROLE ${ROLES.owner} CREATEDB`);
  await client.end();
  const environment = {
    TEST_DATABASE_URL: urls.app,
    TEST_OWNER_DATABASE_URL: urls.owner,
    TEST_TEMPORAL_ADDRESS: infrastructure.temporal.address,
  };
  writePrivateJson(join(folder.path, ENVIRONMENT_FILE), environment);
  return environment;
}

function stillRunning(folder: DataFolder): Record<string, string> | undefined {
  const { postgres, temporal } = recordedIn(folder);
  const environment = readJson<Record<string, string>>(join(folder.path, ENVIRONMENT_FILE));
  const own = [postgres, ...(process.env['TEMPORAL_ADDRESS'] ? [] : [temporal])];
  return own.every((identity) => identity && isAlive(identity)) ? environment : undefined;
}

function keptFolder(root: string): string {
  return join(tmpdir(), `${PREFIX}kept-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
}

/** Nothing in there is worth a checkpoint: ended at once. */
async function discard(folder: DataFolder): Promise<void> {
  const { temporal } = recordedIn(folder);
  if (temporal) await endProcess(temporal, []);
  await endOrphan(folder, 'at once');
  rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
}

/** A run that was killed could not clean up: its folder's lock tells. */
async function clearAfterTheDead(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX) || name.startsWith(`${PREFIX}kept-`)) continue;
    const folder = dataFolderAt(join(tmpdir(), name));
    if (readJson(folder.lock) === undefined || holderOf(folder.lock)) continue;
    await endLeftovers(folder);
    await discard(folder);
  }
}
