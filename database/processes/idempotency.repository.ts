import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';

export interface ChangeKey {
  personId: string;
  /** The caller's Idempotency-Key. */
  key: string;
  /** SHA-256 of method, path and body: the same key with another content is a mistake, not a retry. */
  fingerprint: Buffer;
}

/**
 * Runs `work` once for a key. A second call waits for the first one's commit (unique index), then gets its answer; if the first
 * rolled back, the second does the work. The answer is what JSON makes of it, for the first caller as for the second.
 *
 * @throws Refusal IDEMPOTENCY_KEY_REUSED
 */
export async function rememberAnswer<T extends object>(
  manager: EntityManager,
  { personId, key, fingerprint }: ChangeKey,
  now: Date,
  work: () => Promise<T>,
): Promise<T> {
  const inserted: unknown[] = await manager.query(
    `insert into idempotency (person_id, key, fingerprint, created_at) values ($1, $2, $3, $4) on conflict do nothing returning 1`,
    [personId, key, fingerprint, now],
  );
  if (inserted.length === 0) {
    const [stored]: { fingerprint: Buffer; answer: T }[] = await manager.query(
      `select fingerprint, answer from idempotency where person_id = $1 and key = $2`,
      [personId, key],
    );
    if (!stored?.fingerprint.equals(fingerprint)) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
    return stored.answer;
  }
  const answer = await work();
  // Goes out with the COMMIT, which fails if this one did (preparing-client.ts).
  manager
    .query(`update idempotency set answer = $3 where person_id = $1 and key = $2`, [
      personId,
      key,
      JSON.stringify(answer),
    ])
    .catch(() => undefined);
  return JSON.parse(JSON.stringify(answer)) as T;
}
