import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type DataFolder } from './data-folder.js';
import { type Account, type PostgresBinaries } from './postgres-binaries.js';
import { EXIT, StartProblem } from './problem.js';
import { endProcess, identityOf } from './processes.js';

export const SUPERUSER = 'yushui_admin';

// A server run by root under another account sees its folder only through its working directory, which is entered while
// still root: so a data folder under /root (mode 700) works, and the cluster never leaves the data folder.
const BY_WORKING_DIRECTORY = '/proc/self/cwd';

export function clusterArgument(cluster: string, account: Account | undefined): string {
  return account && process.platform === 'linux' ? BY_WORKING_DIRECTORY : cluster;
}

/** PostgreSQL gets nothing of our environment but what it needs: no secrets, no PG* variable of the person's shell. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };
}

export function clusterExists(folder: DataFolder): boolean {
  return existsSync(join(folder.cluster, 'PG_VERSION'));
}

/** Makes the cluster beside its place and moves it there whole: a start killed in the middle leaves nothing half. */
export function createCluster(
  folder: DataFolder,
  binaries: PostgresBinaries,
  account: Account | undefined,
  superuserPassword: string,
): void {
  const draft = `${folder.cluster}.new`;
  const passwordFile = join(folder.path, '.initdb-password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (account) {
    chownSync(draft, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const password = openSync(passwordFile, 'r');
  try {
    const byDescriptor = account && process.platform === 'linux';
    const made = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${clusterArgument(draft, account)}`,
        `--username=${SUPERUSER}`,
        '--auth=scram-sha-256',
        `--pwfile=${byDescriptor ? '/proc/self/fd/3' : passwordFile}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
      ],
      {
        cwd: draft,
        env: serverEnvironment(),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe', password],
        ...account,
      },
    );
    if (made.status !== 0) {
      throw new StartProblem(
        EXIT.unavailable,
        `建立 PostgreSQL 数据库失败：${made.error?.message ?? made.stderr.trim()}`,
        'Creating the PostgreSQL cluster failed; see the lines above.',
      );
    }
    renameSync(draft, folder.cluster);
  } finally {
    closeSync(password);
    rmSync(passwordFile, { force: true });
  }
}

export function refuseForeignVersion(folder: DataFolder, major: string): void {
  const ours = readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  if (ours === major) return;
  throw new StartProblem(
    EXIT.unavailable,
    `数据目录由 PostgreSQL ${ours} 建立，现在安装的是 ${major}：请装回原版本，或先导出再导入。`,
    `The data folder was made by PostgreSQL ${ours}, installed is ${major}: install that version again, or dump and restore.`,
  );
}

/** Ends a server that outlived its supervisor (kill -9). Fast shutdown first: it rolls back, writes a checkpoint, leaves. */
export async function endOrphan(folder: DataFolder, manner: 'fast' | 'at once' = 'fast'): Promise<void> {
  const pidFile = join(folder.cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const identity = Number.isInteger(pid) && pid > 1 ? identityOf(pid) : undefined;
  if (!identity || !servesCluster(pid, folder.cluster)) return;
  const fast = [{ signal: 'SIGINT' as const, patienceMs: 15_000 }];
  await endProcess(identity, [...(manner === 'fast' ? fast : []), { signal: 'SIGQUIT', patienceMs: 5_000 }]);
}

/** The pid in the file may have passed to some other process by now: a postmaster works in its own data folder. */
function servesCluster(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false;
    }
  }
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(cluster);
}
