import type { EntityManager } from 'typeorm';

/**
 * Keeps a content under its SHA-256, if it isn't kept already. Of two at the same instant one waits for the other's transaction and
 * then finds it there.
 */
export async function keepBlob(
  manager: EntityManager,
  { sha256, content }: { sha256: Buffer; content: Buffer },
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into blob (sha256, size, content, created_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [sha256, content.length, content, now],
  );
}

export async function blobContent(manager: EntityManager, sha256: Buffer): Promise<Buffer | null> {
  const [row]: { content: Buffer }[] = await manager.query(`select content from blob where sha256 = $1`, [
    sha256,
  ]);
  return row?.content ?? null;
}
