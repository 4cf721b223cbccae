import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Secrets } from '../../src/embedded/data-folder.js';
import { findRunning, type RunningProduct } from '../../src/embedded/running.js';

/** The whole product as `npm start` runs it, for the length of a benchmark. */
export interface BenchProduct {
  readonly dataFolder: string;
  /** Where things are now: a part that was started again has another process. */
  running(): RunningProduct;
  superuserUrl(database: string): string;
  output(): string;
  stop(): Promise<void>;
}

const INHERITED = ['HOME', 'PATH', 'XDG_CACHE_HOME', 'GOPROXY', 'GOFLAGS', 'TEMPORAL_ADDRESS'] as const;
const PATIENCE_MS = 600_000;

/** The product that runs on YUSHUI_DATA_DIR, if one does; else a new one in a temporary folder, on free ports. */
export async function borrowProduct(
  dataDir: string | undefined,
  say: (line: string) => void,
): Promise<BenchProduct> {
  if (dataDir !== undefined && findRunning(dataDir))
    return productAt(
      dataDir,
      () => '',
      () => Promise.resolve(),
    );
  return startProduct(say);
}

export async function startProduct(
  say: (line: string) => void,
  variables: Record<string, string> = {},
): Promise<BenchProduct> {
  // mkdtemp's folder belongs to this user alone (0700), as the data folder wants it.
  const parent = mkdtempSync(join(tmpdir(), 'yushui-bench-'));
  const dataFolder = join(parent, 'data');
  const env: NodeJS.ProcessEnv = {};
  for (const name of INHERITED) if (process.env[name] !== undefined) env[name] = process.env[name];
  const child = spawn(process.execPath, [compiledMain()], {
    env: {
      ...env,
      PORT: '0',
      YUSHUI_DATA_DIR: dataFolder,
      YUSHUI_DEMO_PASSWORD: 'for-this-bench-only',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const line of text.split('\n')) if (/^\[/.test(line)) say(`  ${line}`);
    });
  }
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', () => void child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  const until = Date.now() + PATIENCE_MS;
  while (!findRunning(dataFolder)) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`the product did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return productAt(dataFolder, () => said, stop);
}

function productAt(dataFolder: string, output: () => string, stop: () => Promise<void>): BenchProduct {
  let last = findRunning(dataFolder) as RunningProduct;
  return {
    dataFolder,
    running: () => (last = findRunning(dataFolder) ?? last),
    superuserUrl: (database) => {
      const { superuser } = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')) as Secrets;
      const url = new URL(last.database.owner);
      url.username = 'yushui_admin';
      url.password = superuser;
      url.pathname = `/${database}`;
      return url.href;
    },
    output,
    stop,
  };
}

/** dist/src/embedded/main.js, from dist/test/bench. */
function compiledMain(): string {
  const path = fileURLToPath(new URL('../../src/embedded/main.js', import.meta.url));
  if (!existsSync(path)) throw new Error(`not compiled: ${path}`);
  return path;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 40_000))]);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}
