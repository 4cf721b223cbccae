import pg from 'pg';
import type { Bench } from '../context.js';

const DATABASES = ['yushui', 'temporal', 'temporal_visibility'] as const;
export type Bytes = Record<(typeof DATABASES)[number], number>;

/** What the databases' tables and indexes take after `vacuum full`. */
export async function vacuumedBytes({ product }: Bench): Promise<Bytes> {
  const bytes = {} as Bytes;
  for (const database of DATABASES) {
    const client = new pg.Client({ connectionString: product.superuserUrl(database) });
    await client.connect();
    await client.query('vacuum full');
    const { rows } = await client.query<{ bytes: string }>(
      `select pg_database_size(current_database()) as bytes`,
    );
    bytes[database] = Number(rows[0]?.bytes ?? 0);
    await client.end();
  }
  return bytes;
}

export function bytesPerItem(before: Bytes, after: Bytes, items: number): Bytes {
  return Object.fromEntries(
    DATABASES.map((database) => [database, Math.round((after[database] - before[database]) / items)]),
  ) as Bytes;
}
