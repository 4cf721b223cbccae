import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { loadCalendar, storeYear, latestYears } from '../../database/calendar/calendar.repository.js';
import { calendarYear } from '../../database/calendar/source.js';
import { createDataSource } from '../../database/data-source.js';
import { type CalendarYear } from '../../domain/time/calendar.js';
import { createTestDatabase, type TestDatabase } from '../support/infrastructure.js';

const now = new Date('2026-11-20T01:00:00Z');
let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  const { ownerUrl: url, schema } = database;
  source = await createDataSource({ url, schema, poolSize: 4 }).initialize();
});
afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});
beforeEach(() => source.query('delete from calendar_year'));

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
