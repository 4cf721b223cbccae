import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { announced, type Progress } from './progress.js';

const PATIENCE_MS = 180_000;

/**
 * Lets the SDK download the temporal CLI into the cache and answers its path. In a child process: the SDK's runtime
 * installs signal handlers of its own, which the supervisor must not have.
 */
export async function fetchTemporalCli(cacheFolder: string, progress: Progress): Promise<string> {
  const into = join(cacheFolder, 'temporal-cli');
  mkdirSync(into, { recursive: true });
  const already = cliIn(into);
  if (already) return already;
  await announced(progress, 'Temporal：下载 temporal 命令 downloading the temporal CLI', () =>
    download(into),
  );
  const path = cliIn(into);
  if (!path) throw new Error('nothing was downloaded');
  return path;
}

function cliIn(folder: string): string | undefined {
  const name = readdirSync(folder).find(
    (entry) => entry.startsWith('temporal-') && !entry.endsWith('.downloading'),
  );
  return name === undefined ? undefined : join(folder, name);
}

function download(into: string): Promise<void> {
  const script = fileURLToPath(new URL('./temporal-fetch-child.js', import.meta.url));
  if (!existsSync(script)) return Promise.reject(new Error('only the compiled product downloads'));
  return new Promise((resolve, reject) => {
    const child = fork(script, [into], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)));
    const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(limit);
      if (code === 0) resolve();
      else reject(new Error(said.trim().split('\n').at(-1) || `no answer within ${PATIENCE_MS / 1000} s`));
    });
  });
}
