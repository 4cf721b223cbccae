import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type DataFolder } from './data-folder.js';
import { type Account, type PostgresBinaries } from './postgres-binaries.js';
import { EXIT, StartProblem } from './problem.js';

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
