import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import { chainEntries, type Snapshot } from '../../../database/archive/archive.repository.js';
import { blobContent } from '../../../database/attachments/blob.repository.js';
import type { StoredEntry } from '../../../database/audit/chain-walk.js';
import { contentOfDocument } from '../../../database/documents/document.repository.js';
import { fileOfDocument } from '../../../database/documents/document-file.repository.js';
import type { ProcessBlueprint } from '../../../domain/blueprints/blueprint.js';
import { blueprintOf, isProcessKind } from '../../../domain/blueprints/index.js';
import { sentenceOfFact } from '../../../domain/history/sentence.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { tellingOf } from '../history/telling.js';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  HISTORY,
  MANIFEST,
  type HistoryLine,
  type Manifest,
} from './format.js';
import { ZipWriter } from './zip/zip-writer.js';

/** Entries fetched at a time. */
const BATCH = 500;

/**
 * The archive, piece by piece: one document or attachment is in memory at a time, one batch of the record, and the list of names. What the
 * snapshot lists never changes, so reading it later than the snapshot gives the same.
 */
export async function* writeArchive(
  manager: EntityManager,
  snapshot: Snapshot,
  now: Date,
): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  const manifest = emptyManifest(snapshot, now);
  async function* add(
    path: string,
    source: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): AsyncGenerator<Buffer> {
    manifest.files.push({ path, ...(yield* zip.entry(path, source)) });
  }
  const json = (value: unknown) => [Buffer.from(`${JSON.stringify(value, null, 2)}\n`)];

  yield* add('process.json', json(processOf(snapshot)));
  yield* add('children.json', json(snapshot.children));
  yield* add(HISTORY, historyLines(manager, snapshot));
  yield* add('history.txt', historyInWords(manager, snapshot));
  for (const [i, document] of snapshot.documents.entries()) {
    const path = `documents/${String(i + 1).padStart(3, '0')}`;
    const entry = { id: document.id, number: document.number, content: `${path}.json`, file: `${path}.docx` };
    yield* add(
      entry.content,
      once(async () => Buffer.from(canonicalize(await contentOfDocument(manager, document.id)) as string)),
    );
    yield* add(
      entry.file,
      once(async () => (await fileOfDocument(manager, document.id))?.content ?? null),
    );
    manifest.documents.push(entry);
  }
  for (const [i, { id, name, sha256 }] of snapshot.attachments.entries()) {
    const path = `attachments/${String(i + 1).padStart(3, '0')}${name.slice(name.lastIndexOf('.')).toLowerCase()}`;
    yield* add(
      path,
      once(() => blobContent(manager, sha256)),
    );
    manifest.attachments.push({ id, name, path });
  }
  yield* zip.entry(MANIFEST, json(manifest));
  yield* zip.end();
}

/** One content, fetched when its turn comes. */
async function* once(fetch: () => Promise<Buffer | null>): AsyncGenerator<Buffer> {
  const content = await fetch();
  if (content === null) throw new Error('what the snapshot lists is not there any more');
  yield content;
}

function emptyManifest({ process }: Snapshot, now: Date): Manifest {
  return {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    createdAt: formatInstant(now),
    process: { id: process.id, kind: process.kind, title: process.title },
    head: { seq: process.seq, hash: process.hash.toString('hex') },
    documents: [],
    attachments: [],
    files: [],
  };
}

function processOf({ process, steps, assignments, documents, attachments }: Snapshot): object {
  const { hash, seq, ...rest } = process;
  const hex = ({ sha256 }: { sha256: Buffer }) => sha256.toString('hex');
  return {
    ...rest,
    kindLabel: blueprintFor(process.kind)?.label ?? process.kind,
    chain: { entries: seq, head: hash.toString('hex') },
    steps,
    assignments,
    documents: documents.map((one) => ({ ...one, sha256: hex(one) })),
    attachments: attachments.map((one) => ({ ...one, sha256: hex(one) })),
  };
}

async function* batches(manager: EntityManager, { process }: Snapshot): AsyncGenerator<StoredEntry[]> {
  for (let after = 0; after < process.seq;) {
    const batch = await chainEntries(manager, process.id, { after, through: process.seq, limit: BATCH });
    const last = batch.at(-1);
    if (!last) return;
    yield batch;
    after = last.seq;
  }
}

/** The record exactly as it is chained: from this the hashes can be computed again. */
async function* historyLines(manager: EntityManager, snapshot: Snapshot): AsyncGenerator<Buffer> {
  for await (const batch of batches(manager, snapshot)) {
    const lines = batch.map(({ processId, seq, at, kind, actor, body, hash }) => {
      const line: HistoryLine = {
        processId,
        seq,
        at: at.toISOString(),
        kind,
        actor: actor as Record<string, unknown> | null,
        body,
        hash: hash.toString('hex'),
      };
      return `${JSON.stringify(line)}\n`;
    });
    yield Buffer.from(lines.join(''));
  }
}

/** The same for people: one sentence an entry. */
async function* historyInWords(manager: EntityManager, snapshot: Snapshot): AsyncGenerator<Buffer> {
  const blueprint = blueprintFor(snapshot.process.kind);
  yield Buffer.from(`${snapshot.process.title}\n\n`);
  for await (const batch of batches(manager, snapshot)) {
    const telling = await tellingOf(manager, blueprint, batch);
    const lines = batch.map(
      (entry) =>
        `${entry.seq}. ${formatInstant(entry.at).slice(0, 19).replace('T', ' ')} ${sentenceOfFact(entry, telling)}\n`,
    );
    yield Buffer.from(lines.join(''));
  }
}

function blueprintFor(kind: string): ProcessBlueprint | undefined {
  return isProcessKind(kind) ? blueprintOf(kind) : undefined;
}
