/** What is in an archive, and what its manifest says of it. The verifier needs nothing else: no server, no database. */
export const ARCHIVE_FORMAT = 'yushui-archive';
export const ARCHIVE_VERSION = 1;

export const MANIFEST = 'manifest.json';
export const HISTORY = 'history.jsonl';

export interface ArchivedFile {
  path: string;
  size: number;
  /** Hexadecimal. */
  sha256: string;
}

export interface Manifest {
  format: typeof ARCHIVE_FORMAT;
  version: number;
  createdAt: string;
  process: { id: string; kind: string; title: string };
  /** Where the record's chain ends: the same value stands in the product, and in its hourly seals. */
  head: { seq: number; hash: string };
  /** Paths of each document's content (canonical JSON) and of its Word file. */
  documents: { id: string; number: string; content: string; file: string }[];
  attachments: { id: string; name: string; path: string }[];
  /** Every file but the manifest itself. */
  files: ArchivedFile[];
}

/** One line of the history, with the hash exactly as it stands in the chain. */
export interface HistoryLine {
  processId: string;
  seq: number;
  at: string;
  kind: string;
  actor: Record<string, unknown> | null;
  body: Record<string, unknown>;
  hash: string;
}
