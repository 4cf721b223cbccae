import { DataSource } from 'typeorm';
import { quoteSchema } from './data-source.js';
import { migrations } from './migrations/index.js';

export interface MigrateOptions {
  /** URL of the owner role: the only one that may create and alter tables. */
  url: string;
  schema: string;
  /** The role the product works as. It gets no DDL, and may neither change nor delete the record. */
  appRole: string;
}

/** Tables the application may only add to: the database itself refuses update and delete (DESIGN section 1). */
const APPEND_ONLY = [
  'audit_entry',
  'audit_seal',
  'audit_seal_head',
  'circular_figure_set',
  'circular_figure_row',
  'blob',
  'document_file',
  'document_template',
  'evaluation_correction',
  'honour_change',
  'incoming_file',
  'incoming_file_removal',
  'inspection_list',
  'inspection_list_row',
];

/** Brings one schema to today's shape. Safe to repeat; concurrent calls wait for each other. */
export async function migrate({ url, schema, appRole }: MigrateOptions): Promise<void> {
  const name = quoteSchema(schema);
  const role = quoteSchema(appRole);
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: name,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    installExtensions: false,
    poolSize: 2,
    extra: { options: `-c search_path=${name} -c timezone=UTC` },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query(`select pg_advisory_lock(hashtext('yushui-migrate:' || $1))`, [name]);
    await lock.query(`create schema if not exists ${name}`);
    await source.runMigrations();
    await lock.query(`grant usage on schema ${name} to ${role}`);
    await lock.query(`grant select, insert, update, delete on all tables in schema ${name} to ${role}`);
    await lock.query(`grant usage on all sequences in schema ${name} to ${role}`);
    for (const table of APPEND_ONLY)
      await lock.query(`revoke update, delete, truncate on ${table} from ${role}`);
    await lock.query(`revoke all on migration from ${role}`);
  } finally {
    await lock
      .query(`select pg_advisory_unlock(hashtext('yushui-migrate:' || $1))`, [name])
      .catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
