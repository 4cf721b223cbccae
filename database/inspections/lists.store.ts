import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import { figuresOf, LIST_KEYS, type ListKey, type ListRow } from '../../domain/inspection/figures.js';
import type { EffectContext } from '../processes/effects.js';

export interface FrozenList {
  key: ListKey;
  sha256: string;
  rows: ListRow[];
}

/** The fingerprint of a list: the SHA-256 of its canonical JSON (RFC 8785). */
const fingerprint = (rows: readonly ListRow[]): Buffer =>
  createHash('sha256')
    .update(canonicalize(rows) as string)
    .digest();

/** Writes the lists of this instant down, each with its fingerprint, and says so in the record. @returns the instant they are kept under */
export async function freezeLists(
  { manager, now, process, record }: EffectContext,
  rows: readonly ListRow[],
): Promise<Date> {
  const [last]: { at: Date | null }[] = await manager.query(
    `select max(frozen_at) as at from inspection_list where process_id = $1`,
    [process.id],
  );
  // Entered, returned and entered anew within a millisecond: what was frozen first stays as it is.
  const at = last?.at && last.at >= now ? new Date(last.at.getTime() + 1) : now;
  const lists = LIST_KEYS.map((key) => ({ key, rows: rows.filter((row) => row.key === key) }));
  await manager.query(
    `insert into inspection_list (process_id, frozen_at, key, rows_sha256)
     select $1, $2, key, decode(sha256, 'hex') from jsonb_to_recordset($3) as l(key text, sha256 text)`,
    [
      process.id,
      at,
      JSON.stringify(
        lists.map((list) => ({ key: list.key, sha256: fingerprint(list.rows).toString('hex') })),
      ),
    ],
  );
  await manager.query(
    `insert into inspection_list_row (process_id, frozen_at, key, ordinal, target_seq, name, value)
     select $1, $2, key, ordinal, "targetSeq", name, value
     from jsonb_to_recordset($3) as r(key text, ordinal int, "targetSeq" int, name text, value jsonb)`,
    [
      process.id,
      at,
      JSON.stringify(
        lists.flatMap((list) => list.rows.map((row, index) => ({ ...row, ordinal: index + 1 }))),
      ),
    ],
  );
  record({
    kind: 'figuresFrozen',
    body: { cutOffAt: at, figures: figuresOf(rows), sha256: fingerprint(rows).toString('hex') },
  });
  return at;
}

/** All lists of an instant, each in its order. */
export async function frozenLists(
  manager: EntityManager,
  processId: string,
  frozenAt: Date,
): Promise<FrozenList[]> {
  const heads: { key: ListKey; sha256: string }[] = await manager.query(
    `select key, encode(rows_sha256, 'hex') as sha256 from inspection_list where process_id = $1 and frozen_at = $2`,
    [processId, frozenAt],
  );
  const rows: ListRow[] = await manager.query(
    `select key, target_seq as "targetSeq", name, value from inspection_list_row
     where process_id = $1 and frozen_at = $2 order by key, ordinal`,
    [processId, frozenAt],
  );
  return LIST_KEYS.flatMap((key) =>
    heads
      .filter((head) => head.key === key)
      .map(({ sha256 }) => ({ key, sha256, rows: rows.filter((row) => row.key === key) })),
  );
}
