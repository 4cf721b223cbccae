import type { ChainProblem, ChainProblemKind } from '../../domain/history/chain-problem.js';
import { entryHash, type AuditFact } from './audit-log.js';

export interface StoredEntry extends AuditFact {
  processId: string;
  seq: number;
  at: Date;
  hash: Buffer;
}

/** Where a chain must end, as the process row says. */
export interface StoredHead {
  processId: string;
  seq: number;
  hash: Buffer | null;
}

export interface SealedHead {
  seq: number;
  hash: Buffer;
}

/** How many entries an insertion or a renumbered removal may span and still be told from an alteration. */
export const NEIGHBOURHOOD = 12;

/** What one entry shows: nothing wrong, a certain problem, or a hash that needs its neighbours to say why. */
export type Finding = 'good' | 'mismatch' | ChainProblem;

/**
 * Walks one chain entry by entry, so that its length costs no memory. Compares with the chain's head and with every seal it is in.
 * Sealed heads in ascending order; those of a broken seal are no evidence and must not be passed.
 */
export class ChainWalk {
  private seq = 0;
  private hash: Buffer | null = null;
  private sealed: readonly SealedHead[];
  /** Up to here a seal has vouched for the chain. */
  private vouched = 0;
  private readonly lastSealed: number;

  constructor(
    private readonly head: StoredHead,
    sealed: readonly SealedHead[],
  ) {
    this.sealed = sealed;
    this.lastSealed = sealed.at(-1)?.seq ?? 0;
  }

  /** Entries in ascending order, none left out. After anything but `good` the walk is over. */
  next(entry: StoredEntry): Finding {
    const expected = this.seq + 1;
    if (entry.seq < expected) return this.problem('inserted', entry.seq);
    // Behind the end of the chain, and no seal knows it: it was never appended by the product.
    if (entry.seq > Math.max(this.head.seq, this.lastSealed)) {
      return this.seq < this.head.seq
        ? this.problem('removed', expected)
        : this.problem('inserted', entry.seq);
    }
    if (entry.seq > expected) return this.problem('removed', expected);
    if (!fits(entry, expected, this.hash)) return 'mismatch';
    this.seq = expected;
    this.hash = entry.hash;
    const [seal] = this.sealed;
    if (seal?.seq !== expected) return 'good';
    // The chain is consistent in itself and yet not what was sealed: it was written anew from some entry on.
    if (!seal.hash.equals(entry.hash)) return this.problem('altered', this.vouched + 1, expected);
    this.vouched = expected;
    this.sealed = this.sealed.filter(({ seq }) => seq > expected);
    return 'good';
  }

  /** What is wrong once all entries were seen. */
  end(): ChainProblem | null {
    if (this.seq === 0) return this.problem('chainMissing', 1);
    const length = Math.max(this.head.seq, this.lastSealed);
    if (this.seq < length) return this.problem('removed', this.seq + 1);
    if (this.head.seq < this.seq) return this.problem('headMoved', this.head.seq + 1);
    return this.head.hash !== null && this.hash !== null && this.head.hash.equals(this.hash)
      ? null
      : this.problem('headMoved', this.seq);
  }

  private problem(kind: ChainProblemKind, seq: number, through = seq): ChainProblem {
    return { kind, processId: this.head.processId, seq, through };
  }
}

/**
 * Why the entry at `seq` does not fit the one before it, from the entries around it: an original found at another place tells an
 * insertion or a renumbered removal; otherwise the entry itself was altered. (An entry altered together with its own hash shows at the
 * entry after it, unless a seal stands between them.)
 */
export function explainMismatch(head: StoredHead, seq: number, around: readonly StoredEntry[]): ChainProblem {
  const near = new Map(around.map((entry) => [entry.seq, entry]));
  const problem = (kind: ChainProblemKind, at: number): ChainProblem => ({
    kind,
    processId: head.processId,
    seq: at,
    through: at,
  });
  const isOriginal = (place: number, original: number, after: number): boolean => {
    const entry = near.get(place);
    const before = near.get(after)?.hash ?? null;
    return entry !== undefined && (before !== null || after === 0) && fits(entry, original, before);
  };
  for (let count = 1; count <= NEIGHBOURHOOD; count += 1) {
    if (isOriginal(seq + count, seq, seq - 1)) return problem('inserted', seq);
    if (isOriginal(seq, seq - count, seq - count - 1)) return problem('inserted', seq - count);
    if (isOriginal(seq + 1, seq + 1 + count, seq)) return problem('removed', seq);
  }
  const last = near.get(seq);
  const cutShort = head.seq > seq && !near.has(seq + 1) && last && head.hash?.equals(last.hash);
  return problem(cutShort ? 'removed' : 'altered', seq);
}

function fits(entry: StoredEntry, seq: number, before: Buffer | null): boolean {
  return entryHash(before, { ...entry, seq }).equals(entry.hash);
}
