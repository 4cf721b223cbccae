import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type DataFolder } from './data-folder.js';
import { endProcess, identityOf } from './processes.js';

const FAST = { signal: 'SIGINT', patienceMs: 15_000 } as const;
const AT_ONCE = { signal: 'SIGQUIT', patienceMs: 5_000 } as const;
const SESSIONS_LEAVE_MS = 10_000;

/**
 * Ends a server of this cluster that outlived its supervisor. `fast` rolls back, writes a checkpoint and leaves; `at once`
 * leaves recovery to the next start. When it returns, nothing works on the cluster and no stale pid file bars the way.
 */
export async function endOrphan(folder: DataFolder, manner: 'fast' | 'at once' = 'fast'): Promise<void> {
  const pidFile = join(folder.cluster, 'postmaster.pid');
  const pid = pidIn(pidFile);
  if (pid === undefined) return;
  const identity = identityOf(pid);
  if (identity && serves(pid, folder.cluster)) {
    await endProcess(identity, manner === 'fast' ? [FAST, AT_ONCE] : [AT_ONCE]);
  }
  if (process.platform === 'linux') await clearAfter(folder.cluster, pidFile, pid);
}

/**
 * A postmaster killed by -9 leaves sessions that take a moment to notice, and a pid file whose pid may still be a zombie or
 * belong to somebody else by now: PostgreSQL would refuse to start. Every process of the cluster works in its folder, so
 * once none does, the file says nothing any more.
 */
async function clearAfter(cluster: string, pidFile: string, pid: number): Promise<void> {
  const until = Date.now() + SESSIONS_LEAVE_MS;
  let left = workingIn(cluster);
  while (left.length > 0 && Date.now() < until) {
    await delay(20);
    left = workingIn(cluster);
  }
  for (const session of left) {
    const identity = identityOf(session);
    if (identity) await endProcess(identity, []);
  }
  if (pidIn(pidFile) === pid && workingIn(cluster).length === 0) rmSync(pidFile, { force: true });
}

function workingIn(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => folderOf(pid) === cluster);
}

function pidIn(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** The pid in the file may have passed to some other process by now: a postmaster works in its own data folder. */
function serves(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') return folderOf(pid) === cluster;
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(cluster);
}

function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
