import type { DataSource } from 'typeorm';
import { REHEARSAL_SCHEMA } from './rehearsal-schema.js';

/** Advisory-lock space of rehearsals' schemas. The lock ends with the connection: a process that dies gives its schemas up. */
const LOCK_SPACE = 0x5948;

/** Marks a rehearsal's schema as in use, until it is released or this process is gone. @returns the release */
export async function holdSchema(dataSource: DataSource, schema: string): Promise<() => Promise<void>> {
  const holder = dataSource.createQueryRunner();
  await holder.query(`select pg_advisory_lock($1, hashtext($2))`, [LOCK_SPACE, schema]);
  return async () => {
    await holder
      .query(`select pg_advisory_unlock($1, hashtext($2))`, [LOCK_SPACE, schema])
      .catch(() => undefined);
    await holder.release();
  };
}

/** Rehearsals' schemas that nobody uses any more: their process died, or never came to drop them. */
export async function abandonedSchemas(dataSource: DataSource): Promise<string[]> {
  const looker = dataSource.createQueryRunner();
  try {
    const found: { name: string }[] = await looker.query(
      `select nspname as name from pg_namespace where nspname like 'rehearsal\\_%' order by 1`,
    );
    const abandoned: string[] = [];
    for (const { name } of found.filter(({ name }) => REHEARSAL_SCHEMA.test(name))) {
      const [row]: { free: boolean }[] = await looker.query(
        `select pg_try_advisory_lock($1, hashtext($2)) as free`,
        [LOCK_SPACE, name],
      );
      if (!row?.free) continue;
      abandoned.push(name);
      await looker.query(`select pg_advisory_unlock($1, hashtext($2))`, [LOCK_SPACE, name]);
    }
    return abandoned;
  } finally {
    await looker.release();
  }
}
