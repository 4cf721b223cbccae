import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { isAlive, type ProcessIdentity } from '../../src/embedded/processes.js';
import { findRunning, type RunningProduct } from '../../src/embedded/running.js';
import { dataFolderAt } from '../../src/embedded/data-folder.js';
import { stopEverything } from '../../src/embedded/supervisor.js';
import { npmStart, type Started } from './npm-start.js';

// One data folder through its life: first start, deaths of parts, death of everything, second start, Ctrl-C.

const READY = 'Yushui ready: http://127.0.0.1:';
let data: string;
let started: Started;

beforeAll(() => {
  // mkdtemp makes it mode 700: PostgreSQL's account can't reach it, as under /root.
  data = join(mkdtempSync(join(tmpdir(), 'yushui-product-')), 'data');
});
afterAll(async () => {
  started.kill('SIGKILL');
  await stopEverything(dataFolderAt(data), true);
  rmSync(join(data, '..'), { recursive: true, force: true });
});

async function start(): Promise<RunningProduct> {
  started = npmStart({ YUSHUI_DATA_DIR: data, YUSHUI_DEMO_PASSWORD: 'for-this-test-only' });
  await started.saying(READY);
  return findRunning(data)!;
}

async function ask(running: RunningProduct, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: running.database.owner });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

function processesOf(running: RunningProduct): ProcessIdentity[] {
  return Object.values(running.processes);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(50);
}

const isReady = async (url: string): Promise<boolean> =>
  fetch(`${url}/api/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );

test('the first start makes everything, says where it is, and keeps its secrets to itself', async () => {
  const running = await start();
  expect(started.output()).toContain('for-this-test-only');
  expect(await isReady(running.url)).toBe(true);
  expect(processesOf(running).every(isAlive)).toBe(true);
  const open = readdirSync(data).filter((name) => statSync(join(data, name)).mode & 0o077);
  expect(open).toEqual([]);
  await ask(running, 'CREATE TABLE survivor (id int)');
  await ask(running, 'INSERT INTO survivor VALUES (1)');
});

test.each(['api', 'worker', 'rehearsals', 'temporal', 'postgres'] as const)(
  '%s is started again when it dies',
  async (part) => {
    const before = findRunning(data)!.processes[part]!;
    process.kill(before.pid, 'SIGKILL');
    await until(() => {
      const after = findRunning(data)?.processes[part];
      return after !== undefined && after.pid !== before.pid && isAlive(after);
    });
    await until(() => isReady(findRunning(data)!.url));
  },
);

/** Worker and API leave by themselves when the supervisor dies: they may be gone already. */
function killed(one: { pid: number }): void {
  try {
    process.kill(one.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

test('after kill -9 of everything the next start recovers, and finds what was written', async () => {
  const before = findRunning(data)!;
  started.kill('SIGKILL');
  for (const one of processesOf(before)) killed(one);
  await started.exit;
  const after = await start();
  expect(await ask(after, 'SELECT id FROM survivor')).toEqual([{ id: 1 }]);
  expect(started.output()).not.toMatch(/首次建库|for-this-test-only/);
});

test('after kill -9 of the supervisor alone, worker and API leave by themselves and the next start ends the rest', async () => {
  const { worker, api, temporal, postgres } = findRunning(data)!.processes;
  started.kill('SIGKILL');
  await started.exit;
  await until(() => !isAlive(worker!) && !isAlive(api!));
  expect(isAlive(postgres!)).toBe(true);
  await start();
  expect([temporal!, postgres!].some(isAlive)).toBe(false);
});

test('Ctrl-C stops every process it started', async () => {
  const running = findRunning(data)!;
  started.kill('SIGINT');
  expect(await started.exit).toBe(0);
  expect(processesOf(running).filter(isAlive)).toEqual([]);
  expect(findRunning(data)).toBeUndefined();
});
