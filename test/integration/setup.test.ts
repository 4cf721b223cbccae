import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { passwordMatches } from '../../src/modules/access/password-hash.js';
import { createTestDatabase, type TestDatabase } from '../support/infrastructure.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource({ url: database.url, schema: database.schema }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const setup = (...args: string[]) => {
  const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, DATABASE_SCHEMA: database.schema };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/src/cli/setup.js', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

it('brings regions, calendar, the office and one administrator whose password opens the account', async () => {
  const { status, stdout, stderr } = setup('--region', '530925', '--login', 'admin', '--name', '赵一鸣');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const password = /初始口令 (\S+)（/.exec(stdout)?.[1] ?? '';
  const [account]: { password_hash: string; must_change_password: boolean; kind: string; region: string }[] =
    await source.query(
      `select a.password_hash, a.must_change_password, po.kind, u.region_code as region from account a
     join appointment ap on ap.person_id = a.person_id join position po on po.id = ap.position_id join unit u on u.id = po.unit_id
     where a.login = 'admin'`,
    );
  expect(account).toMatchObject({
    must_change_password: true,
    kind: 'systemAdministrator',
    region: '530925',
  });
  expect(await passwordMatches(account?.password_hash, password)).toBe(true);
  const [counts]: { counties: number; years: number }[] = await source.query(
    `select (select count(*)::int from region where level = 3) as counties, (select count(*)::int from calendar_year) as years`,
  );
  expect(counts?.counties).toBeGreaterThan(2_500);
  expect(counts?.years).toBeGreaterThanOrEqual(10);
});

it('is done once for a region, and refuses what it cannot use without writing anything', async () => {
  const before: unknown[] = await source.query(`select person_id from account`);
  for (const args of [
    ['--region', '530925', '--login', 'admin2', '--name', '钱二'],
    ['--region', '999999', '--login', 'admin2', '--name', '钱二'],
    ['--region', '530926', '--login', 'admin', '--name', '钱二'],
    ['--region', '530926', '--login', 'A', '--name', '钱二'],
    ['--login', 'admin2'],
  ]) {
    const { status, stdout, stderr } = setup(...args);
    expect({ args, status, stdout }).toEqual({ args, status: 2, stdout: '' });
    expect(stderr.length).toBeGreaterThan(10);
  }
  expect(await source.query(`select person_id from account`)).toEqual(before);
});
