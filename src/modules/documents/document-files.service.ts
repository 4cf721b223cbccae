import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { contentOfDocument, type DocumentRow } from '../../../database/documents/document.repository.js';
import {
  fileOfDocument,
  keepFile,
  type DocumentFile,
} from '../../../database/documents/document-file.repository.js';
import { templateAt } from '../../../database/documents/template.repository.js';
import { Database } from '../../workspace/database.service.js';
import { renderDocument } from './render/render-document.js';
import { fillTemplate } from './render/template.js';

/** Documents as files: rendered when first asked for, in the layout that was in force when they were issued, then kept. */
@Injectable()
export class DocumentFilesService {
  constructor(private readonly database: Database) {}

  async file(document: DocumentRow): Promise<DocumentFile> {
    const kept = await fileOfDocument(this.database.manager, document.id);
    if (kept) return kept;
    const file = await this.rendered(document);
    await this.database.transaction(({ manager, now }) => keepFile(manager, file, now));
    return (await fileOfDocument(this.database.manager, document.id)) as DocumentFile;
  }

  /** Outside the lock: it takes a while, and twice the same content gives the same file. */
  private async rendered({ id, kind, number, officeUnitId, processId, issuedAt }: DocumentRow) {
    const { manager } = this.database;
    const issued = await contentOfDocument(manager, id);
    const template = await templateAt(manager, officeUnitId, kind, issuedAt);
    const content = template ? await fillTemplate(template.content, issued) : await renderDocument(issued);
    const sha256 = createHash('sha256').update(content).digest();
    return { documentId: id, processId, number, content, sha256, templateId: template?.id ?? null };
  }
}
