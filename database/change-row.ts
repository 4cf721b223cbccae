import type { EntityManager } from 'typeorm';

type Columns<Change> = Record<keyof Change, string>;

/** What an `update` says after `set`, its values numbered from `first`. What is left out stays, and `null` takes away. */
export function assigned<Change extends object>(
  change: Change,
  columns: Columns<Change>,
  first: number,
  json: readonly (keyof Change)[] = [],
): { set: string; values: unknown[] } {
  const names = (Object.keys(change) as (keyof Change)[]).filter((name) => change[name] !== undefined);
  return {
    set: names.map((name, index) => `${columns[name]} = $${first + index}`).join(', '),
    values: names.map((name) =>
      json.includes(name) && change[name] !== null ? JSON.stringify(change[name]) : change[name],
    ),
  };
}

/** Changes one row of a table: which columns may change is said here, and which of them hold JSON that is no list of texts. */
export const rowChange =
  <Change extends object>(
    table: string,
    key: 'id' | 'process_id',
    columns: Columns<Change>,
    json: readonly (keyof Change)[] = [],
  ) =>
  async (manager: EntityManager, id: string, change: Change): Promise<void> => {
    const { set, values } = assigned(change, columns, 2, json);
    if (set !== '') await manager.query(`update ${table} set ${set} where ${key} = $1`, [id, ...values]);
  };
