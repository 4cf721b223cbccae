import { Injectable, StreamableFile } from '@nestjs/common';
import {
  DOCX,
  type DocumentDetail,
  type DocumentPage,
  type DocumentQuery,
  type DocumentView,
} from '../../../contracts/http/documents.js';
import type { DoneView } from '../../../contracts/http/processes.js';
import { receiveDocument, voidDocument } from '../../../database/documents/document-acts.js';
import {
  contentOfDocument,
  listDocuments,
  recipientsOf,
  visibleDocument,
  type DocumentRow,
} from '../../../database/documents/document.repository.js';
import { dispositionOf } from '../../../domain/attachments/file-name.js';
import type { ChangeRequest } from '../../http/change.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { DocumentFilesService } from './document-files.service.js';
import { documentViewer } from './document-scope.js';
import { documentView, recipientView } from './document.view.js';

/** What hangs on one piece of work; a piece with more is read in the register. */
const MOST_OF_PROCESSES = 200;

/** 发文登记 and what may be done with a document once it is issued. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: Database,
    private readonly files: DocumentFilesService,
  ) {}

  async list(
    principal: Principal,
    { limit, cursor, q, processId, ...filter }: DocumentQuery,
  ): Promise<DocumentPage> {
    const after = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const rows = await listDocuments(
      this.database.manager,
      documentViewer(principal),
      { ...filter, processIds: processId === undefined ? undefined : [processId], text: q },
      { limit: limit + 1, after },
    );
    const page = pageOf(rows, limit, (row) => [row.issuedAt.toISOString(), row.id]);
    return { items: page.items.map(documentView), nextCursor: page.nextCursor };
  }

  /** Those of some processes that the viewer may see, oldest first. */
  async ofProcesses(principal: Principal, processIds: readonly string[]): Promise<DocumentView[]> {
    const page = { limit: MOST_OF_PROCESSES, after: undefined };
    const rows = await listDocuments(this.database.manager, documentViewer(principal), { processIds }, page);
    return rows.reverse().map(documentView);
  }

  async one(principal: Principal, id: string): Promise<DocumentDetail> {
    const row = await this.visible(principal, id);
    const { manager } = this.database;
    const recipients = await recipientsOf(manager, id);
    const issued = row.state === 'issued';
    const signs = principal.positions.filter(
      ({ kind }) => kind !== 'auditor' && kind !== 'systemAdministrator',
    );
    return {
      ...documentView(row),
      content: await contentOfDocument(manager, id),
      contentSha256: row.sha256.toString('hex'),
      recipients: recipients.map(recipientView),
      mayReceive:
        issued &&
        recipients.some(
          ({ unitId, receivedAt }) => !receivedAt && signs.some((position) => position.unitId === unitId),
        ),
      mayVoid:
        issued &&
        principal.positions.some(
          ({ kind, unitId }) => kind === 'officeDirector' && unitId === row.officeUnitId,
        ),
    };
  }

  async download(principal: Principal, id: string): Promise<StreamableFile> {
    const row = await this.visible(principal, id);
    const { content } = await this.files.file(row);
    return docxFile(content, `${row.number} ${row.title}`);
  }

  async voided({ principal, key }: ChangeRequest, id: string, reason: string): Promise<DoneView> {
    await this.visible(principal, id);
    return this.database.change(key, async ({ manager, now }) => {
      await voidDocument(manager, signerOf(principal), id, reason, now);
      return { ok: true };
    });
  }

  async receive({ principal, key }: ChangeRequest, id: string): Promise<DoneView> {
    await this.visible(principal, id);
    return this.database.change(key, async ({ manager, now }) => {
      await receiveDocument(manager, signerOf(principal), id, now);
      return { ok: true };
    });
  }

  private visible(principal: Principal, id: string): Promise<DocumentRow> {
    return visibleDocument(this.database.manager, documentViewer(principal), id);
  }
}

/** A title may hold what no file system takes. */
export function docxFile(content: Buffer, name: string): StreamableFile {
  const safe = name.replace(/[\p{C}\\/:*?"<>|]/gu, '').slice(0, 120);
  return new StreamableFile(content, {
    type: DOCX,
    length: content.length,
    disposition: dispositionOf(`${safe}.docx`),
  });
}
