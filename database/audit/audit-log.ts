import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';

/** Who did it, as they were at that moment; null for what the system did by itself. */
export interface Actor {
  personId: string;
  personName: string;
  positionId: string;
  positionTitle: string;
  unitId: string;
  unitName: string;
  /** 代理: whose signature it is, when somebody else gave it for him; the position above is that person's. */
  actingFor?: string;
  actingForId?: string;
}

export interface AuditFact {
  kind: string;
  actor: Actor | null;
  /** Ids, names, opinions, dates: what a reader years later needs. */
  body: Record<string, unknown>;
}

/** Where a process's chain ends. The caller holds the process row's lock. */
export interface ChainHead {
  processId: string;
  seq: number;
  hash: Buffer | null;
}

/** SHA-256 over the entry before and the canonical JSON (RFC 8785) of this one. */
export function entryHash(
  previous: Buffer | null,
  entry: { processId: string; seq: number; at: Date } & AuditFact,
): Buffer {
  const { processId, seq, at, kind, actor, body } = entry;
  const text = canonicalize({ processId, seq, at: at.toISOString(), kind, actor, body });
  if (text === undefined) throw new TypeError('audit entry is not JSON');
  return createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(text)
    .digest();
}

interface Row {
  processId: string;
  seq: number;
  kind: string;
  actor: Actor | null;
  body: Record<string, unknown>;
  hash: Buffer;
}

/**
 * Appends facts to one or many chains in one statement and moves the heads with them. The heads given are changed in place, so a
 * transaction may append again. Same transaction as the change itself: a record without its change, or the reverse, can't happen.
 */
export async function appendAudit(
  manager: EntityManager,
  at: Date,
  entries: { head: ChainHead; facts: AuditFact[] }[],
): Promise<void> {
  const rows: Row[] = [];
  const heads = new Map<string, ChainHead>();
  for (const { head, facts } of entries) {
    for (const fact of facts) {
      // What JSON drops (undefined, Date) must be gone before the hash: the verifier only ever sees the stored form.
      const body = JSON.parse(JSON.stringify(fact.body)) as Record<string, unknown>;
      const seq = head.seq + 1;
      const hash = entryHash(head.hash, {
        processId: head.processId,
        seq,
        at,
        kind: fact.kind,
        actor: fact.actor,
        body,
      });
      rows.push({ processId: head.processId, seq, kind: fact.kind, actor: fact.actor, body, hash });
      head.seq = seq;
      head.hash = hash;
      heads.set(head.processId, head);
    }
  }
  if (rows.length === 0) return;
  await manager.query(
    `with entry as (
       insert into audit_entry (process_id, seq, at, kind, actor, body, hash)
       select process_id, seq, $1, kind, actor::jsonb, body::jsonb, hash
       from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bytea[]) as e(process_id, seq, kind, actor, body, hash)
     )
     update process p set audit_seq = h.seq, audit_hash = h.hash
     from unnest($8::uuid[], $9::int[], $10::bytea[]) as h(id, seq, hash) where p.id = h.id`,
    [
      at,
      rows.map((row) => row.processId),
      rows.map((row) => row.seq),
      rows.map((row) => row.kind),
      rows.map((row) => row.actor && JSON.stringify(row.actor)),
      rows.map((row) => JSON.stringify(row.body)),
      rows.map((row) => row.hash),
      [...heads.keys()],
      [...heads.values()].map((head) => head.seq),
      [...heads.values()].map((head) => head.hash),
    ],
  );
}
