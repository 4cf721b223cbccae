import type { EntityManager } from 'typeorm';
import { appendAudit } from '../audit/audit-log.js';
import { lockProcess } from '../steps/step.store.js';

export interface DocumentFile {
  content: Buffer;
  sha256: Buffer;
  renderedAt: Date;
}

export async function fileOfDocument(
  manager: EntityManager,
  documentId: string,
): Promise<DocumentFile | null> {
  const [row]: DocumentFile[] = await manager.query(
    `select content, sha256, rendered_at as "renderedAt" from document_file where document_id = $1`,
    [documentId],
  );
  return row ?? null;
}

export interface RenderedFile {
  documentId: string;
  processId: string;
  number: string;
  content: Buffer;
  sha256: Buffer;
  templateId: string | null;
}

/**
 * Keeps a file that was rendered and says so in the record, inside the caller's transaction. Of two who ask for it at the same instant the
 * second finds the first one's.
 */
export async function keepFile(manager: EntityManager, file: RenderedFile, now: Date): Promise<void> {
  const process = await lockProcess(manager, file.processId);
  if (!process) throw new Error(`no process ${file.processId}`);
  const inserted: unknown[] = await manager.query(
    `insert into document_file (document_id, content, sha256, template_id, rendered_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [file.documentId, file.content, file.sha256, file.templateId, now],
  );
  if (inserted.length === 0) return;
  const body = {
    documentId: file.documentId,
    number: file.number,
    sha256: file.sha256.toString('hex'),
    size: file.content.length,
    templateId: file.templateId,
  };
  await appendAudit(manager, now, [
    { head: process.head, facts: [{ kind: 'documentRendered', actor: null, body }] },
  ]);
}
