import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';
import { PreparingClient } from './preparing-client.js';

export interface DatabaseOptions {
  /** postgres:// URL of the role to work as. */
  url: string;
  /** All tables live in one schema, found by search_path: a rehearsal works in a schema of its own. */
  schema: string;
  poolSize?: number;
  /** What is written may be lost in a crash: commits don't wait for the disk. For rehearsals only, which begin anew. */
  throwaway?: boolean;
}

/** A TypeORM data source on one schema. It never creates or alters tables: see `migrate`. */
export function createDataSource({
  url,
  schema,
  poolSize = 10,
  throwaway = false,
}: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    synchronize: false,
    installExtensions: false,
    poolSize,
    applicationName: 'yushui',
    // timestamptz values travel as UTC instants; the session zone only matters for text output.
    extra: {
      Client: PreparingClient,
      options: `-c search_path=${quoteSchema(schema)} -c timezone=UTC${throwaway ? ' -c synchronous_commit=off' : ''}`,
    },
  });
}

/** @throws RangeError for a name that is not a plain identifier. */
export function quoteSchema(schema: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError(`not a schema name: ${schema}`);
  return schema;
}
