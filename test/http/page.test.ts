import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.js';
import { keysetAfter, keysetOrder, type KeysetColumn } from '../../database/keyset.js';
import {
  cursorChecks,
  decodeCursor,
  encodeCursor,
  orNull,
  pageOf,
  type CursorCheck,
} from '../../src/http/page.js';
import { createTestDatabase, type TestDatabase } from '../support/infrastructure.js';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({
    url: database.url,
    schema: database.schema,
    poolSize: 1,
  }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

interface Row {
  id: number;
  at: string | null;
  name: string;
}
const ROWS: Row[] = Array.from({ length: 23 }, (_, id) => ({
  id,
  at: id % 4 === 0 ? null : `2027-01-0${1 + (id % 5)}T00:00:00.000Z`,
  name: 'abc'[id % 3]!,
}));

const AT: KeysetColumn = { sql: 'at', type: 'timestamptz', nullable: true };
const NAME: KeysetColumn = { sql: 'name', type: 'text' };
const ID: KeysetColumn = { sql: 'id', type: 'int' };
const down = (column: KeysetColumn): KeysetColumn => ({ ...column, descending: true });

async function page(columns: KeysetColumn[], limit: number, cursor: string | undefined) {
  const names = columns.map(({ sql }) => sql as keyof Row);
  const checks: Record<keyof Row, CursorCheck> = {
    id: cursorChecks.integer,
    at: orNull(cursorChecks.instant),
    name: cursorChecks.text,
  };
  const after = decodeCursor(
    cursor,
    names.map((name) => checks[name]),
  );
  const rows: (Omit<Row, 'at'> & { at: Date | null })[] = await dataSource.query(
    `select * from jsonb_to_recordset($1::jsonb) as r(id int, at timestamptz, name text)
      where ${keysetAfter(columns, after, 3)} order by ${keysetOrder(columns)} limit $2`,
    [JSON.stringify(ROWS), limit + 1, ...(after ?? [])],
  );
  return pageOf(rows, limit, (row) =>
    names.map((name) => (name === 'at' ? (row.at?.toISOString() ?? null) : row[name])),
  );
}

describe.each([
  ['one column', [ID]],
  ['one column, descending', [down(ID)]],
  ['two columns', [NAME, ID]],
  ['two columns, descending', [down(NAME), down(ID)]],
  ['two columns, each its way', [down(NAME), ID]],
  ['a column with nulls', [AT, ID]],
  ['a column with nulls, descending', [down(AT), ID]],
  ['nulls in the middle', [NAME, down(AT), down(ID)]],
])('pages by %s', (_, columns) => {
  test.each([1, 2, 5, 22, 23, 24])('of %i hold every row once, in order', async (limit) => {
    const all = await page(columns, 100, undefined);
    expect(all.nextCursor).toBeNull();
    const found: number[] = [];
    let cursor: string | null | undefined;
    do {
      const { items, nextCursor }: Awaited<ReturnType<typeof page>> = await page(
        columns,
        limit,
        cursor ?? undefined,
      );
      expect(items.length).toBeLessThanOrEqual(limit);
      found.push(...items.map(({ id }) => id));
      cursor = nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(all.items.map(({ id }) => id));
    expect(new Set(found).size).toBe(ROWS.length);
  });
});

test.each([
  '',
  'x',
  encodeCursor([]),
  encodeCursor(['no-id']),
  encodeCursor([1]),
  encodeCursor(['2f3b8cc0-8a3a-4d5e-9a0e-0d8c0d1d2e3f', 1]),
  Buffer.from('{"0":1}').toString('base64url'),
])('a cursor nobody gave out is refused: %s', (cursor) => {
  expect(() => decodeCursor(cursor, [cursorChecks.uuid])).toThrow(
    expect.objectContaining({ code: 'INVALID_CURSOR' }),
  );
});
