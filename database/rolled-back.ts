import type { EntityManager } from 'typeorm';

class RolledBack extends Error {}

/** Does something for real and takes it all back: what it answers is what would happen, by the very code that would do it. */
export async function rolledBack<T>(
  manager: EntityManager,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  let answer: { value: T } | undefined;
  await manager
    .transaction(async (tx) => {
      answer = { value: await work(tx) };
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return (answer as { value: T }).value;
}
