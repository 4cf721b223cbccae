import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isLock, takeLock } from './lock.js';
import { startTimeOf } from './processes.js';
import { announced, type Progress } from './progress.js';

/** 1.32.2 needs a newer Go than distributions carry; 1.32.0 brings time skipping, which rehearsals need. */
export const TEMPORAL_VERSION = '1.32.0';

export interface BuiltServer {
  server: string;
  sqlTool: string;
}

const MODULES = ['go.temporal.io/server/cmd/server', 'go.temporal.io/server/cmd/tools/sql'];

function homeIn(cacheFolder: string): string {
  return join(cacheFolder, `temporal-${TEMPORAL_VERSION}`);
}

/** The server that an earlier start (of any data folder) built, if it is whole. */
export function findBuiltServer(cacheFolder: string): BuiltServer | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const server = join(homeIn(cacheFolder), `server${suffix}`);
  const sqlTool = join(homeIn(cacheFolder), `sql${suffix}`);
  return existsSync(server) && existsSync(sqlTool) ? { server, sqlTool } : undefined;
}

/** Builds once for a machine; two starts at once: the second waits for the first. */
export async function ensureServerBuilt(
  cacheFolder: string,
  go: string,
  progress: Progress,
): Promise<BuiltServer> {
  mkdirSync(cacheFolder, { recursive: true });
  const lockFile = `${homeIn(cacheFolder)}.lock`;
  let lock = takeLock(lockFile);
  if (!isLock(lock)) {
    await announced(
      progress,
      'Temporal：等待另一个启动过程编译完 waiting for another start to finish the build',
      async () => {
        while (!isLock(lock)) {
          await delay(500);
          lock = takeLock(lockFile);
        }
      },
    );
  }
  try {
    return findBuiltServer(cacheFolder) ?? (await build(cacheFolder, go, progress));
  } finally {
    if (isLock(lock)) lock.release();
  }
}

async function build(cacheFolder: string, go: string, progress: Progress): Promise<BuiltServer> {
  clearDraftsOfTheDead(cacheFolder);
  const home = homeIn(cacheFolder);
  const draft = `${home}.building.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  progress(
    `Temporal：首次用 Go 编译服务器 ${TEMPORAL_VERSION}，双核约 4 分钟，只做一次 building the server with Go, about 4 minutes on two cores, once`,
  );
  try {
    const seen = { packages: 0, last: '' };
    await announced(
      progress,
      'Temporal：编译中 building',
      async () => {
        for (const module of MODULES) await goInstall(go, `${module}@v${TEMPORAL_VERSION}`, draft, seen);
      },
      () => `(${seen.packages}: ${seen.last})`,
    );
    rmSync(home, { recursive: true, force: true });
    renameSync(draft, home);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  const built = findBuiltServer(cacheFolder);
  if (!built) throw new Error('go install left no binaries');
  return built;
}

function goInstall(
  go: string,
  module: string,
  into: string,
  seen: { packages: number; last: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(go, ['install', '-v', '-trimpath', '-ldflags=-s -w', module], {
      cwd: into, // outside any Go module of the person's
      env: { ...process.env, GOBIN: into, PATH: `${dirname(go)}:${process.env['PATH'] ?? ''}` },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let tail = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-2_000);
      const lines = text.trim().split('\n');
      seen.packages += lines.length;
      seen.last = lines.at(-1) ?? seen.last;
    });
    // Ctrl-C reaches the compiler by the terminal; our own exit for another reason must not leave it running.
    const endToo = (): void => void child.kill();
    process.once('exit', endToo);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('exit', endToo);
      if (code === 0) resolve();
      else
        reject(new Error(`${module}: ${signal ?? code}: ${tail.trim().split('\n').slice(-3).join(' | ')}`));
    });
  });
}

function clearDraftsOfTheDead(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder)) {
    const pid = /\.building\.(\d+)$/.exec(name)?.[1];
    if (pid && startTimeOf(Number(pid)) === undefined)
      rmSync(join(cacheFolder, name), { recursive: true, force: true });
  }
}
