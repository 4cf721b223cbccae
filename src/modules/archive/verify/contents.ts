import type { HistoryLine, Manifest } from '../format.js';
import { finding, type Finding } from './findings.js';

/** Whether documents and attachments are those the record speaks of. `sums`: SHA-256 of each file that is there, by path. */
export function verifyContents(
  lines: readonly HistoryLine[],
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
): Finding[] {
  return [...documents(lines, manifest, sums), ...attachments(lines, manifest, sums)];
}

function* documents(
  lines: readonly HistoryLine[],
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
): Generator<Finding> {
  const issued = factsById(lines, 'documentIssued', 'documentId');
  const rendered = factsById(lines, 'documentRendered', 'documentId');
  const there = new Map(manifest.documents.map((document) => [document.id, document]));
  for (const [id, body] of issued) {
    const document = there.get(id);
    const number = String(body['number']);
    if (!document) yield finding('documentMissing', number);
    else if (sums.get(document.content) !== body['sha256']) yield finding('documentAltered', number);
    else if (sums.get(document.file) !== rendered.get(id)?.['sha256'])
      yield finding('documentAltered', `${number}（${document.file}）`);
  }
  for (const { id, number } of manifest.documents)
    if (!issued.has(id)) yield finding('documentAdded', number);
}

function* attachments(
  lines: readonly HistoryLine[],
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
): Generator<Finding> {
  const attached = factsById(lines, 'attached', 'attachmentId');
  const there = new Map(manifest.attachments.map((attachment) => [attachment.id, attachment]));
  for (const [id, body] of attached) {
    const attachment = there.get(id);
    const name = String(body['name']);
    if (!attachment) yield finding('attachmentMissing', name);
    else if (sums.get(attachment.path) !== body['sha256']) yield finding('attachmentAltered', name);
  }
  for (const { id, name } of manifest.attachments)
    if (!attached.has(id)) yield finding('attachmentAdded', name);
}

function factsById(
  lines: readonly HistoryLine[],
  kind: string,
  field: string,
): Map<string, Record<string, unknown>> {
  return new Map(lines.filter((line) => line.kind === kind).map(({ body }) => [String(body[field]), body]));
}
