import type { DataSource } from 'typeorm';

/** The part of pg's pool that is used here; TypeORM's driver holds it as `master`. */
interface Pool {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/**
 * A query outside a transaction that each connection plans once instead of each time. For what runs at every request: planning five
 * joins costs more than running them.
 *
 * @param name of the statement; the same name always with the same text
 */
export async function preparedQuery<Row>(
  dataSource: DataSource,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const { master } = dataSource.driver as unknown as { master: Pool };
  return (await master.query({ name, text, values })).rows as Row[];
}
