export interface KeysetColumn {
  /** SQL expression, from code, never from a request. */
  sql: string;
  /** SQL type the value is cast to. */
  type: 'uuid' | 'timestamptz' | 'int' | 'bigint' | 'text' | 'date';
  descending?: boolean;
  /** Whether null can occur; nulls come last, whatever the direction. */
  nullable?: boolean;
}

/** `order by` of a keyset, nulls last. */
export function keysetOrder(columns: readonly KeysetColumn[]): string {
  return columns.map(({ sql, descending }) => `${sql} ${descending ? 'desc' : 'asc'} nulls last`).join(', ');
}

/**
 * The condition "after these values" in that order, with parameters `$first`, `$first+1` …, or `true` for the first page.
 * Pass `after` (or nothing) as the parameters. The last column has to be unique.
 */
export function keysetAfter(
  columns: readonly KeysetColumn[],
  after: readonly unknown[] | undefined,
  first: number,
): string {
  if (after === undefined) return 'true';
  const param = (i: number) => `$${first + i}::${columns[i]!.type}`;
  const equal = (i: number) => `${columns[i]!.sql} is not distinct from ${param(i)}`;
  const plain = columns.every(
    ({ nullable, descending }) => !nullable && descending === columns[0]!.descending,
  );
  // A row comparison is one range of the index; the general form is not.
  if (plain) {
    const sides = [columns.map(({ sql }) => sql), columns.map((_, i) => param(i))].map(
      (side) => `(${side.join(', ')})`,
    );
    return sides.join(columns[0]!.descending ? ' < ' : ' > ');
  }
  const alternatives = columns.map((column, i) => {
    const before = columns.slice(0, i).map((_, j) => equal(j));
    return `(${[...before, beyond(column, param(i), after[i])].join(' and ')})`;
  });
  return `(${alternatives.join(' or ')})`;
}

function beyond({ sql, descending, nullable }: KeysetColumn, param: string, value: unknown): string {
  // Nothing comes after null; the cast keeps the unused parameter typed.
  if (value === null) return `(${param} is not null and false)`;
  const further = `${sql} ${descending ? '<' : '>'} ${param}`;
  return nullable ? `(${further} or ${sql} is null)` : further;
}
