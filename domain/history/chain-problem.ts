/** What can be wrong with the record. `altered`, `removed` and `inserted` name entries; the others name what else was touched. */
export const CHAIN_PROBLEM_KINDS = [
  'altered',
  'removed',
  'inserted',
  'headMoved',
  'sealBroken',
  'chainMissing',
] as const;
export type ChainProblemKind = (typeof CHAIN_PROBLEM_KINDS)[number];

/** The first thing that is wrong with the record. */
export interface ChainProblem {
  kind: ChainProblemKind;
  /** Null for a seal, which belongs to many processes. */
  processId: string | null;
  /** The first entry that was altered, removed or inserted; for a seal its number. */
  seq: number;
  /**
   * Equal to `seq` where the entry is known exactly. Larger where the chain was written anew from some entry on and only the seals
   * show it: then the first wrong entry is one of `seq` … `through`.
   */
  through: number;
}

export interface Verification {
  /** Entries, chains and seals that were looked at. */
  entries: number;
  chains: number;
  seals: number;
  problem: ChainProblem | null;
}

/** One sentence for the person who asked. */
export function describeProblem({ kind, seq, through }: ChainProblem): string {
  const entries = through > seq ? `第 ${seq} 至 ${through} 条之间的记录` : `第 ${seq} 条记录`;
  const sentences: Record<ChainProblemKind, string> = {
    altered: `${entries}被改动`,
    removed: `${entries}被删除`,
    inserted: `${entries}是事后插入的`,
    headMoved: `链尾被移动，或者末尾的第 ${seq} 条记录被改写`,
    sealBroken: `第 ${seq} 次封存被改动或删除`,
    chainMissing: '整条记录链不见了',
  };
  return sentences[kind];
}
