import type { EntityManager } from 'typeorm';
import type { ChainProblem, Verification } from '../../domain/history/chain-problem.js';
import { sealRoot, type SealHead } from './audit-seal.js';
import {
  ChainWalk,
  explainMismatch,
  NEIGHBOURHOOD,
  type SealedHead,
  type StoredEntry,
  type StoredHead,
} from './chain-walk.js';

export interface VerifyScope {
  /** Only this process's chain, and the seals it is in. */
  processId?: string;
  /** Only chains of these regions and below them; seals are checked all. */
  regions?: readonly string[];
}

const CHAINS_AT_ONCE = 200;
const ENTRIES_AT_ONCE = 2_000;
const ENTRY = `process_id as "processId", seq, at, kind, actor, body, hash`;

/**
 * Recomputes the record from its first entry to its last: every hash, every chain's end, every seal. One snapshot, so that work going
 * on meanwhile is no problem; memory for a batch of entries and for one seal, however long the record is.
 *
 * @returns the first problem in order of chains; a seal's own only when no chain has one
 */
export function verifyAudit(manager: EntityManager, scope: VerifyScope = {}): Promise<Verification> {
  return manager.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('set transaction read only');
    const { seals, broken } = await verifySeals(tx, scope);
    const chains = await verifyChains(tx, scope, broken?.seq ?? null);
    const problem = chains.problem ?? (await lostChain(tx, scope)) ?? broken;
    return { entries: chains.entries, chains: chains.chains, seals, problem };
  });
}

async function verifySeals(
  manager: EntityManager,
  { processId }: VerifyScope,
): Promise<{ seals: number; broken: ChainProblem | null }> {
  const seals: { seq: number; at: Date; chains: number; root: Buffer; before: Buffer | null }[] =
    await manager.query(
      `select s.seq, s.at, s.chains, s.root, b.root as before from audit_seal s left join audit_seal b on b.seq = s.seq - 1
       where $1::uuid is null or exists (select 1 from audit_seal_head h where h.seal_seq = s.seq and h.process_id = $1)
       order by s.seq`,
      [processId ?? null],
    );
  const isBroken = (seq: number): ChainProblem => ({
    kind: 'sealBroken',
    processId: null,
    seq,
    through: seq,
  });
  let expected = 1;
  for (const { seq, at, chains, root, before } of seals) {
    // A single process is in some of the seals only, but each of them needs the one before it.
    const missing = processId ? seq > 1 && before === null : seq !== expected;
    if (missing) return { seals: seals.length, broken: isBroken(processId ? seq - 1 : expected) };
    const heads: SealHead[] = await manager.query(
      `select process_id as "processId", entry_seq as seq, encode(hash, 'hex') as hash from audit_seal_head
       where seal_seq = $1 order by process_id`,
      [seq],
    );
    if (heads.length !== chains || !sealRoot(before, at, heads).equals(root))
      return { seals: seals.length, broken: isBroken(seq) };
    expected = seq + 1;
  }
  return { seals: seals.length, broken: null };
}

async function verifyChains(
  manager: EntityManager,
  scope: VerifyScope,
  brokenSeal: number | null,
): Promise<{ entries: number; chains: number; problem: ChainProblem | null }> {
  const counted = { entries: 0, chains: 0 };
  for (let after: string | null = null; ;) {
    const heads = await headsAfter(manager, scope, after);
    const last = heads.at(-1);
    if (!last) return { ...counted, problem: null };
    const sealed = await sealedHeads(manager, heads, brokenSeal);
    const problem = await walkBatch(manager, heads, sealed, () => counted.entries++);
    counted.chains += heads.length;
    if (problem) return { ...counted, problem };
    after = last.processId;
  }
}

async function walkBatch(
  manager: EntityManager,
  heads: readonly StoredHead[],
  sealed: ReadonlyMap<string, SealedHead[]>,
  count: () => void,
): Promise<ChainProblem | null> {
  const entries = entriesOf(
    manager,
    heads.map(({ processId }) => processId),
  );
  let entry = await entries.next();
  for (const head of heads) {
    const walk = new ChainWalk(head, sealed.get(head.processId) ?? []);
    for (; !entry.done && entry.value.processId === head.processId; entry = await entries.next()) {
      count();
      const found = walk.next(entry.value);
      if (found === 'mismatch') {
        const { seq } = entry.value;
        return explainMismatch(head, seq, await entriesAround(manager, head.processId, seq));
      }
      if (found !== 'good') return found;
    }
    const problem = walk.end();
    if (problem) return problem;
  }
  return null;
}

function headsAfter(
  manager: EntityManager,
  { processId, regions }: VerifyScope,
  after: string | null,
): Promise<StoredHead[]> {
  return manager.query(
    `select id as "processId", audit_seq as seq, audit_hash as hash from process
     where ($1::uuid is null or id > $1) and ($2::uuid is null or id = $2)
       and ($3::text[] is null or exists (select 1 from unnest($3::text[]) as seen(code) where starts_with(region_code, seen.code)))
     order by id limit $4`,
    [after, processId ?? null, regions ?? null, CHAINS_AT_ONCE],
  );
}

async function sealedHeads(
  manager: EntityManager,
  heads: readonly StoredHead[],
  brokenSeal: number | null,
): Promise<Map<string, SealedHead[]>> {
  const rows: (SealedHead & { processId: string })[] = await manager.query(
    `select process_id as "processId", entry_seq as seq, hash from audit_seal_head
     where process_id = any($1::uuid[]) and ($2::int is null or seal_seq < $2) order by process_id, entry_seq, seal_seq`,
    [heads.map(({ processId }) => processId), brokenSeal],
  );
  const byProcess = new Map<string, SealedHead[]>();
  for (const { processId, ...head } of rows)
    byProcess.set(processId, [...(byProcess.get(processId) ?? []), head]);
  return byProcess;
}

/** All entries of these chains, chain after chain. */
async function* entriesOf(
  manager: EntityManager,
  processIds: readonly string[],
): AsyncGenerator<StoredEntry, undefined> {
  let after: { processId: string; seq: number } | undefined;
  for (;;) {
    const batch: StoredEntry[] = await manager.query(
      `select ${ENTRY} from audit_entry
       where process_id = any($1::uuid[]) and ($2::uuid is null or (process_id, seq) > ($2, $3::int))
       order by process_id, seq limit $4`,
      [processIds, after?.processId ?? null, after?.seq ?? null, ENTRIES_AT_ONCE],
    );
    yield* batch;
    after = batch.at(-1);
    if (batch.length < ENTRIES_AT_ONCE) return undefined;
  }
}

function entriesAround(manager: EntityManager, processId: string, seq: number): Promise<StoredEntry[]> {
  return manager.query(
    `select ${ENTRY} from audit_entry where process_id = $1 and seq between $2 and $3 order by seq`,
    [processId, seq - NEIGHBOURHOOD - 1, seq + NEIGHBOURHOOD + 1],
  );
}

/** A chain whose process is gone altogether: foreign keys forbid it, an owner who drops them does not. */
async function lostChain(
  manager: EntityManager,
  { processId, regions }: VerifyScope,
): Promise<ChainProblem | null> {
  if (processId !== undefined || regions !== undefined) return null;
  const [lost]: { processId: string }[] = await manager.query(
    `select process_id as "processId" from (
       select h.process_id from audit_seal_head h where not exists (select 1 from process p where p.id = h.process_id)
       union
       select e.process_id from audit_entry e where not exists (select 1 from process p where p.id = e.process_id)
     ) gone order by process_id limit 1`,
  );
  return lost ? { kind: 'chainMissing', processId: lost.processId, seq: 1, through: 1 } : null;
}
