import { createHash } from 'node:crypto';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  HISTORY,
  MANIFEST,
  type HistoryLine,
  type Manifest,
} from '../format.js';
import { UnreadableArchive, ZipReader, type ZipEntry } from '../zip/zip-reader.js';
import { linesOf, verifyChain } from './chain.js';
import { verifyContents } from './contents.js';
import { finding, type Finding } from './findings.js';

export interface ArchiveVerification {
  whole: boolean;
  process: Manifest['process'];
  createdAt: string;
  head: Manifest['head'];
  files: number;
  entries: number;
  documents: number;
  attachments: number;
  findings: Finding[];
}

/**
 * Checks an archive by itself: every file against the manifest, the record's chain, and documents and attachments against the record.
 * Somebody who rewrites chain and manifest together makes another whole archive: only a head known from elsewhere (`expectedHead`, from the
 * product or a seal) shows that.
 *
 * @throws UnreadableArchive when nothing can be said of it
 */
export async function verifyArchive(path: string, expectedHead?: string): Promise<ArchiveVerification> {
  const zip = await ZipReader.open(path);
  try {
    const manifest = await manifestOf(zip);
    const { findings, sums } = await verifyFiles(zip, manifest);
    const lines = sums.get(HISTORY) ? await historyOf(zip) : [];
    findings.push(...verifyChain(lines, manifest));
    const readable = lines.filter((line): line is HistoryLine => line !== null);
    findings.push(...verifyContents(readable, manifest, sums));
    if (expectedHead !== undefined && expectedHead.toLowerCase() !== manifest.head.hash)
      findings.push(finding('headUnexpected', manifest.head.hash));
    return {
      whole: findings.length === 0,
      process: manifest.process,
      createdAt: manifest.createdAt,
      head: manifest.head,
      files: sums.size,
      entries: lines.length,
      documents: manifest.documents.length,
      attachments: manifest.attachments.length,
      findings,
    };
  } finally {
    await zip.close();
  }
}

async function historyOf(zip: ZipReader): Promise<(HistoryLine | null)[]> {
  const entry = zip.entries.find(({ path }) => path === HISTORY);
  return entry ? linesOf(await zip.text(entry)) : [];
}

async function manifestOf(zip: ZipReader): Promise<Manifest> {
  const entries = zip.entries.filter(({ path }) => path === MANIFEST);
  if (entries.length !== 1) throw new UnreadableArchive('不是流程档案：没有 manifest.json');
  let manifest: unknown;
  try {
    manifest = JSON.parse(await zip.text(entries[0] as ZipEntry));
  } catch {
    throw new UnreadableArchive('manifest.json 不能读');
  }
  if (!isManifest(manifest)) throw new UnreadableArchive('manifest.json 不是流程档案的清单');
  if (manifest.version !== ARCHIVE_VERSION)
    throw new UnreadableArchive(
      `档案格式是第 ${manifest.version} 版，本程序只能核验第 ${ARCHIVE_VERSION} 版`,
    );
  return manifest;
}

function isManifest(value: unknown): value is Manifest {
  const { format, version, process, head, files, documents, attachments } = (value ??
    {}) as Partial<Manifest>;
  return (
    format === ARCHIVE_FORMAT &&
    typeof version === 'number' &&
    typeof process?.id === 'string' &&
    typeof head?.hash === 'string' &&
    Number.isInteger(head.seq) &&
    Array.isArray(files) &&
    Array.isArray(documents) &&
    Array.isArray(attachments)
  );
}

/** Every file that is listed is there, once, as it was; nothing else is. */
async function verifyFiles(
  zip: ZipReader,
  { files }: Manifest,
): Promise<{ findings: Finding[]; sums: Map<string, string> }> {
  const findings: Finding[] = [];
  const sums = new Map<string, string>();
  const listed = new Map(files.map((file) => [file.path, file]));
  for (const entry of zip.entries) {
    if (entry.path === MANIFEST) continue;
    const file = listed.get(entry.path);
    if (!file || sums.has(entry.path)) {
      findings.push(finding('fileAdded', entry.path));
      continue;
    }
    const { sha256, size } = await summed(zip, entry);
    sums.set(entry.path, sha256);
    if (sha256 !== file.sha256 || size !== file.size) findings.push(finding('fileAltered', entry.path));
  }
  for (const { path } of files) if (!sums.has(path)) findings.push(finding('fileMissing', path));
  return { findings, sums };
}

/** Bytes that cannot be unpacked any more are altered like any others. */
async function summed(zip: ZipReader, entry: ZipEntry): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of zip.content(entry)) {
      hash.update(chunk);
      size += chunk.length;
    }
  } catch {
    return { sha256: '', size: -1 };
  }
  return { sha256: hash.digest('hex'), size };
}
