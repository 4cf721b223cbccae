import { createHash } from 'node:crypto';
import { Injectable, type StreamableFile } from '@nestjs/common';
import type { TemplateList, TemplateView } from '../../../contracts/http/documents.js';
import { addTemplate, templateAt, templatesOf } from '../../../database/documents/template.repository.js';
import { readFileName, refuseWrongEnding } from '../../../domain/attachments/file-name.js';
import { DOCUMENT_KINDS, DOCUMENT_LABELS } from '../../../domain/documents/document.js';
import { PLACEHOLDERS } from '../../../domain/documents/placeholders.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';
import { checkTemplate } from './content/check-template.js';
import { documentKind, officePosition } from './document-scope.js';
import { docxFile } from './documents.service.js';
import { sampleTemplate } from './render/template.js';

/** An office's own layouts, kind by kind; every version is kept, for documents were issued under it. */
@Injectable()
export class TemplatesService {
  constructor(private readonly database: Database) {}

  list(principal: Principal, region: string | undefined): Promise<TemplateList> {
    const { manager } = this.database;
    return this.templates({ manager, now: this.database.now() }, officePosition(principal, region).unitId);
  }

  async put(
    { principal, key }: ChangeRequest,
    kind: string,
    query: { region?: string; name: string },
    body: unknown,
  ): Promise<TemplateList> {
    const { unitId } = officePosition(principal, query.region);
    const wanted = documentKind(kind);
    const name = readFileName(query.name);
    refuseWrongEnding(name, 'docx');
    if (!Buffer.isBuffer(body) || body.length === 0)
      throw new Refusal('INVALID_FIELD', { field: '文件', reason: '文件是空的' }, 'body');
    await checkTemplate(body);
    const file = { name, content: body, sha256: createHash('sha256').update(body).digest() };
    return this.change(principal, key, { officeUnitId: unitId, kind: wanted, file });
  }

  remove({ principal, key }: ChangeRequest, kind: string, region: string | undefined): Promise<TemplateList> {
    const { unitId } = officePosition(principal, region);
    return this.change(principal, key, { officeUnitId: unitId, kind: documentKind(kind), file: null });
  }

  async download(principal: Principal, kind: string, region: string | undefined): Promise<StreamableFile> {
    const { unitId } = officePosition(principal, region);
    const template = await templateAt(this.database.manager, unitId, documentKind(kind), this.database.now());
    if (!template) throw new Refusal('NOT_FOUND');
    return docxFile(template.content, template.name.replace(/\.docx$/i, ''));
  }

  async sample(kind: string): Promise<StreamableFile> {
    const wanted = documentKind(kind);
    return docxFile(await sampleTemplate(wanted), `${DOCUMENT_LABELS[wanted]}模板示例`);
  }

  private change(
    { personId }: Principal,
    key: ChangeRequest['key'],
    template: Omit<Parameters<typeof addTemplate>[1], 'createdBy'>,
  ): Promise<TemplateList> {
    return this.database.change(key, async (tx) => {
      await addTemplate(tx.manager, { ...template, createdBy: personId }, tx.now);
      return this.templates(tx, template.officeUnitId);
    });
  }

  private async templates({ manager }: Tx, officeUnitId: string): Promise<TemplateList> {
    const stored = await templatesOf(manager, officeUnitId);
    const items = DOCUMENT_KINDS.map((kind): TemplateView => {
      const versions = stored.filter((one) => one.kind === kind);
      return {
        kind,
        kindLabel: DOCUMENT_LABELS[kind],
        builtIn: (versions[0]?.name ?? null) === null,
        versions: versions.map(({ version, name, size, sha256, createdAt, createdBy }) => ({
          version,
          name,
          size,
          sha256: sha256?.toString('hex') ?? null,
          createdAt: formatInstant(createdAt),
          createdBy,
        })),
      };
    });
    return { items, placeholders: PLACEHOLDERS };
  }
}
