import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './infrastructure.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

test('a test database is migrated, and the application role may use it but not alter it', async () => {
  const tables = await ask(
    database.ownerUrl,
    `SELECT 1 FROM information_schema.tables WHERE table_schema = '${database.schema}'`,
  );
  expect(tables.length).toBeGreaterThan(0);
  await expect(ask(database.url, `CREATE TABLE ${database.schema}.mine (a int)`)).rejects.toThrow(
    /permission denied/,
  );
});

test('two test databases do not see each other', async () => {
  const other = await createTestDatabase();
  expect(other.name).not.toBe(database.name);
  await other.drop();
});
