import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';

export interface SealHead {
  processId: string;
  seq: number;
  hash: string;
}

/** Root of a seal: the seal before it and the sorted heads of every chain that moved since. */
export function sealRoot(previous: Buffer | null, at: Date, heads: SealHead[]): Buffer {
  const text = canonicalize({ at: at.toISOString(), heads });
  return createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(text as string)
    .digest();
}

/**
 * Seals every chain that moved since its last seal, so that cutting off a chain's end, or a whole chain, shows later. Chains with
 * a transaction still open are taken by the next seal. @returns the new seal's number, or null when nothing moved.
 */
export async function sealAudit(
  manager: EntityManager,
  now: Date,
): Promise<{ seal: number | null; chains: number }> {
  return manager.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('yushui-seal'))`);
    const heads: SealHead[] = await tx.query(
      `select p.id as "processId", p.audit_seq as seq, encode(p.audit_hash, 'hex') as hash
       from process p
       left join lateral (select entry_seq from audit_seal_head h where h.process_id = p.id order by seal_seq desc limit 1) last on true
       where p.audit_seq > coalesce(last.entry_seq, 0)
       order by p.id`,
    );
    if (heads.length === 0) return { seal: null, chains: 0 };
    const [last]: { seq: number; root: Buffer }[] = await tx.query(
      `select seq, root from audit_seal order by seq desc limit 1`,
    );
    const seq = (last?.seq ?? 0) + 1;
    await tx.query(`insert into audit_seal (seq, at, chains, root) values ($1, $2, $3, $4)`, [
      seq,
      now,
      heads.length,
      sealRoot(last?.root ?? null, now, heads),
    ]);
    await tx.query(
      `insert into audit_seal_head (seal_seq, process_id, entry_seq, hash)
       select $1, id, seq, decode(hash, 'hex') from unnest($2::uuid[], $3::int[], $4::text[]) as h(id, seq, hash)`,
      [
        seq,
        heads.map((head) => head.processId),
        heads.map((head) => head.seq),
        heads.map((head) => head.hash),
      ],
    );
    return { seal: seq, chains: heads.length };
  });
}
