import type { EntityManager } from 'typeorm';

/** The present instant of a rehearsal, kept in its own schema, so that every process of the product reads the same. */
export async function setRehearsalNow(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(
    `insert into setting (name, value) values ('rehearsal-now', $1) on conflict (name) do update set value = excluded.value`,
    [JSON.stringify(now.toISOString())],
  );
}

/** @returns null in a schema that is no rehearsal's */
export async function rehearsalNow(manager: EntityManager): Promise<Date | null> {
  const [row]: { value: string }[] = await manager.query(
    `select value #>> '{}' as value from setting where name = 'rehearsal-now'`,
  );
  return row ? new Date(row.value) : null;
}
