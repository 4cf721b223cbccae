import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { secretsOf, type DataFolder, type Secrets } from './data-folder.js';
import { lastLines } from './files.js';
import { record } from './leftovers.js';
import { portsFor } from './ports.js';
import { accountFor, postgresBinaries } from './postgres-binaries.js';
import {
  clusterArgument,
  clusterExists,
  createCluster,
  refuseForeignVersion,
  serverEnvironment,
  SUPERUSER,
} from './postgres-cluster.js';
import { endOrphan } from './postgres-orphan.js';
import { DATABASES, ensureRolesAndDatabases, ROLES } from './postgres-roles.js';
import { EXIT, StartProblem } from './problem.js';
import { endProcess, startServer, type ServerProcess } from './processes.js';
import { announced, type Progress } from './progress.js';

export interface PostgresUrls {
  superuser: string;
  owner: string;
  app: string;
}

export interface RunningPostgres {
  readonly port: number;
  readonly urls: PostgresUrls;
  readonly process: ServerProcess;
  /** Fast shutdown; bounded. */
  stop(): Promise<void>;
}

// Every answer "ok" must survive a power cut, so fsync and synchronous_commit stay on; the rest suits two cores and a
// database that shares them with Temporal and Node.
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  wal_buffers: '16MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_duration_statement: '2000',
  log_checkpoints: 'off',
};

/** What nobody keeps needs no power cut survived: a commit, and the dropping of a database, wait for no disk. */
const THROWAWAY: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

// Recovery after a kill in the middle of a large load may replay up to max_wal_size.
const START_PATIENCE_MS = 300_000;

/**
 * Starts the cluster of this data folder, made on first use; roles and databases are there when it returns. `throwaway`: its data are
 * deleted when the run is over. @throws StartProblem
 */
export async function startPostgres(
  folder: DataFolder,
  progress: Progress,
  { throwaway = false }: { throwaway?: boolean } = {},
): Promise<RunningPostgres> {
  const secrets = secretsOf(folder);
  const account = accountFor(folder.cluster);
  const binaries = postgresBinaries(account);
  if (clusterExists(folder)) {
    refuseForeignVersion(folder, binaries.major);
    await announced(progress, 'PostgreSQL：结束上次遗留的进程 ending the server left by an earlier run', () =>
      endOrphan(folder),
    );
  } else {
    progress('PostgreSQL：首次建库 creating the database cluster');
    createCluster(folder, binaries, account, secrets.superuser);
  }
  if (account) chownSync(folder.cluster, account.uid, account.gid);
  const { postgres: port } = await portsFor(folder.ports, ['postgres']);
  const server = startServer({
    command: binaries.postgres,
    args: [
      '-D',
      clusterArgument(folder.cluster, account),
      '-p',
      String(port),
      ...settingArguments(throwaway),
    ],
    log: logOf(folder),
    env: serverEnvironment(),
    cwd: folder.cluster,
    uid: account?.uid,
    gid: account?.gid,
  });
  record(folder, { postgres: server.identity });
  const urls = urlsFor(port, secrets);
  await announced(progress, 'PostgreSQL：启动 starting', () =>
    untilItAnswers(urls.superuser, server, folder),
  );
  await ensureRolesAndDatabases(urls.superuser, secrets);
  return { port, urls, process: server, stop: () => stopServer(server) };
}

/** The Temporal server's own way in: two databases, one role, no right on the product's. */
export function temporalDatabase(
  folder: DataFolder,
  port: number,
): { port: number; user: string; password: string } {
  return { port, user: ROLES.temporal, password: secretsOf(folder).temporal };
}

function settingArguments(throwaway: boolean): string[] {
  return Object.entries({ ...SETTINGS, ...(throwaway ? THROWAWAY : {}) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

function logOf(folder: DataFolder): string {
  return join(folder.logs, 'postgres.log');
}

function urlsFor(port: number, secrets: Secrets): PostgresUrls {
  const url = (user: string, password: string, database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuser: url(SUPERUSER, secrets.superuser, 'postgres'),
    owner: url(ROLES.owner, secrets.owner, DATABASES.product),
    app: url(ROLES.app, secrets.app, DATABASES.product),
  };
}

async function untilItAnswers(url: string, server: ServerProcess, folder: DataFolder): Promise<void> {
  const until = Date.now() + START_PATIENCE_MS;
  while (server.isRunning() && Date.now() < until) {
    const answer = await tryConnecting(url);
    if (answer === 'ok') return;
    if (answer === 'wrong password') {
      await stopServer(server);
      throw new StartProblem(
        EXIT.unavailable,
        `${folder.secrets} 里的口令与数据库不符：请从备份恢复这个文件。`,
        `The passwords in ${folder.secrets} are not this cluster's: restore that file from a backup.`,
      );
    }
    await delay(25);
  }
  await stopServer(server);
  throw new StartProblem(
    EXIT.unavailable,
    `PostgreSQL 没有启动成功，日志 ${logOf(folder)} 的最后几行：\n${lastLines(logOf(folder))}`,
    `PostgreSQL did not start; the last lines of its log are above.`,
  );
}

async function tryConnecting(connectionString: string): Promise<'ok' | 'not yet' | 'wrong password'> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong password' : 'not yet';
  }
}

async function stopServer(server: ServerProcess): Promise<void> {
  await endProcess(server.identity, [
    { signal: 'SIGINT', patienceMs: 15_000 },
    { signal: 'SIGQUIT', patienceMs: 5_000 },
  ]);
}
