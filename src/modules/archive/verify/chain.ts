import type { Actor } from '../../../../database/audit/audit-log.js';
import { ChainWalk, explainMismatch, type StoredEntry } from '../../../../database/audit/chain-walk.js';
import { describeProblem } from '../../../../domain/history/chain-problem.js';
import type { HistoryLine, Manifest } from '../format.js';
import { finding, type Finding } from './findings.js';

/** The lines of the history; null for one that is none. */
export function linesOf(text: string): (HistoryLine | null)[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      try {
        const value = JSON.parse(line) as HistoryLine;
        return isLine(value) ? value : null;
      } catch {
        return null;
      }
    });
}

function isLine(value: unknown): value is HistoryLine {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, at, kind, body, hash } = value as HistoryLine;
  return (
    Number.isInteger(seq) &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof kind === 'string' &&
    typeof body === 'object' &&
    body !== null &&
    typeof hash === 'string'
  );
}

/** Recomputes the chain from its first entry to the head that the manifest names. */
export function verifyChain(lines: readonly (HistoryLine | null)[], manifest: Manifest): Finding[] {
  const unreadable = lines.indexOf(null);
  if (unreadable >= 0) return [finding('chainBroken', `第 ${unreadable + 1} 行不能读`)];
  const { id: processId } = manifest.process;
  const head = { processId, seq: manifest.head.seq, hash: Buffer.from(manifest.head.hash, 'hex') };
  const entries = lines.map((line) => entryOf(line as HistoryLine));
  const stranger = entries.find((entry) => entry.processId !== processId);
  if (stranger) return [finding('chainBroken', `第 ${stranger.seq} 条记录属于另一个流程`)];
  const walk = new ChainWalk(head, []);
  for (const [i, entry] of entries.entries()) {
    const found = walk.next(entry);
    if (found === 'good') continue;
    const problem =
      found === 'mismatch'
        ? explainMismatch(head, entry.seq, entries.slice(Math.max(0, i - 13), i + 14))
        : found;
    return [finding('chainBroken', describeProblem(problem))];
  }
  const problem = walk.end();
  return problem ? [finding('chainBroken', describeProblem(problem))] : [];
}

function entryOf({ processId, seq, at, kind, actor, body, hash }: HistoryLine): StoredEntry {
  return {
    processId,
    seq,
    at: new Date(at),
    kind,
    actor: actor as unknown as Actor | null,
    body,
    hash: Buffer.from(hash, 'hex'),
  };
}
