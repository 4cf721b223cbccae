import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createDataSource } from '../../database/data-source.js';
import { seedDemonstration } from '../../database/seeds/demonstration/index.js';
import { hashPassword } from '../../src/modules/access/password-hash.js';
import { createTestDatabase, type TestDatabase } from '../support/infrastructure.js';
import { PASSWORD } from './api.js';

const LISTENING = /listening on (http:[^"]+)"/;

// The compiled process, as production starts it: scripts/test.mjs has built it.
let database: TestDatabase;
const started: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const dataSource = await createDataSource({
    url: database.url,
    schema: database.schema,
    poolSize: 1,
  }).initialize();
  await seedDemonstration(dataSource.manager, {
    passwordHash: await hashPassword(PASSWORD),
    now: new Date(),
  });
  await dataSource.destroy();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => database.drop());

interface Running {
  child: ChildProcess;
  url: string;
  log: () => string;
}

async function start(environment: Record<string, string> = {}): Promise<Running> {
  const child = fork('dist/src/main.js', {
    execArgv: [],
    silent: true,
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      DATABASE_SCHEMA: database.schema,
      PORT: '0',
      ...environment,
    },
  });
  started.push(child);
  let text = '';
  child.stdout!.on('data', (chunk) => (text += String(chunk)));
  child.stderr!.on('data', (chunk) => (text += String(chunk)));
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`ended at once: ${text}`))),
  ]);
  expect(message).toEqual({ ready: true });
  // The message may overtake the line on stdout.
  while (!LISTENING.test(text)) await sleep(5);
  return { child, url: LISTENING.exec(text)![1]!, log: () => text };
}

test('says when it is ready, and logs neither bodies nor tokens nor queries', async () => {
  const { child, url, log } = await start();
  const granted = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'director', password: PASSWORD }),
  });
  const { accessToken, refreshToken, person } = (await granted.json()) as Record<string, string> & {
    person: { name: string };
  };
  await fetch(`${url}/api/v1/me?q=query-4711`, { headers: { authorization: `Bearer ${accessToken}` } });
  const lost = await fetch(`${url}/api/v1/nothing`);
  expect((await fetch(`${url}/api/openapi.json`)).status).toBe(200);
  expect((await fetch(`${url}/api/docs`)).status).toBe(200);
  const own = { 'content-type': 'application/json', 'x-yushui-console': '1' };
  const cookies = await fetch(`${url}/api/v1/console/session`, {
    method: 'POST',
    headers: own,
    body: JSON.stringify({ login: 'director', password: PASSWORD }),
  });
  const [cookie] = cookies.headers.getSetCookie().map((line) => line.split(';', 1)[0]!);
  const me = await fetch(`${url}/api/v1/me`, { headers: { cookie: cookie! } });
  expect(me.status).toBe(200);
  child.kill('SIGTERM');
  await once(child, 'exit');
  for (const secret of [
    accessToken!,
    refreshToken!,
    PASSWORD,
    person.name,
    cookie!.split('=')[1]!,
    'query-4711',
    'director',
  ]) {
    expect(log()).not.toContain(secret);
  }
  expect(log()).toContain('"path":"/api/v1/me"');
  expect(log()).toContain(lost.headers.get('x-request-id')!);
});

test('lets the reader of the document run its own scripts, and only there', async () => {
  const { url } = await start();
  const policyAt = async (path: string) =>
    (await fetch(url + path)).headers.get('content-security-policy') ?? '';
  expect(await policyAt('/api/docs')).toContain("script-src 'self' 'unsafe-inline'");
  expect(await policyAt('/api/docs/swagger-ui-bundle.js')).toContain("default-src 'none'");
  for (const path of ['/', '/api/docsx', '/api/openapi.json', '/api/v1/me'])
    expect(await policyAt(path)).not.toContain('unsafe');
  expect((await fetch(`${url}/api/docs/swagger-ui-bundle.js`)).status).toBe(200);
});

test('ends on SIGTERM, after the requests under way and no later', async () => {
  const { child, url } = await start();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`begin; lock table ${database.schema}.session in exclusive mode`);
  const answer = fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'office', password: PASSWORD }),
  });
  const waiting = `select 1 from pg_locks where relation = '${database.schema}.session'::regclass and not granted`;
  while ((await owner.query(waiting)).rowCount === 0) await sleep(10);
  child.kill('SIGTERM');
  await sleep(200);
  const released = Date.now();
  const exit = once(child, 'exit');
  await owner.query('rollback');
  await owner.end();
  expect((await answer).status).toBe(201);
  await exit;
  expect(Date.now() - released).toBeLessThan(5_000);
  await expect(fetch(`${url}/api/health/live`)).rejects.toThrow();
});

test('ends with its parent when it was started by it', async () => {
  const { child } = await start({ YUSHUI_EMBEDDED: '1' });
  const ended = once(child, 'exit');
  child.disconnect();
  expect((await ended)[0]).toBe(0);
});

test('names what is wrong with the environment', async () => {
  await expect(start({ DATABASE_URL: '' })).rejects.toThrow(/DATABASE_URL/);
});
