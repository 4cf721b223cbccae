import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { DocumentKind } from '../../domain/documents/document.js';

export interface TemplateVersion {
  id: string;
  kind: DocumentKind;
  version: number;
  /** Null: back to the built-in layout. */
  name: string | null;
  size: number | null;
  sha256: Buffer | null;
  createdAt: Date;
  createdBy: string;
}

/** Every version of an office's templates, newest first. */
export function templatesOf(manager: EntityManager, officeUnitId: string): Promise<TemplateVersion[]> {
  return manager.query(
    `select t.id, t.kind, t.version, t.name, length(t.content) as size, t.sha256, t.created_at as "createdAt", p.name as "createdBy"
     from document_template t join person p on p.id = t.created_by where t.office_unit_id = $1 order by t.kind, t.version desc`,
    [officeUnitId],
  );
}

export interface StoredTemplate {
  id: string;
  name: string;
  content: Buffer;
}

/** The office's template of a kind at an instant; null: the built-in layout. */
export async function templateAt(
  manager: EntityManager,
  officeUnitId: string,
  kind: DocumentKind,
  at: Date,
): Promise<StoredTemplate | null> {
  const [row]: (StoredTemplate | { content: null })[] = await manager.query(
    `select id, name, content from document_template
     where office_unit_id = $1 and kind = $2 and created_at <= $3 order by version desc limit 1`,
    [officeUnitId, kind, at],
  );
  return row && row.content !== null ? (row as StoredTemplate) : null;
}

/** The next version; without content, the built-in layout from now on. Earlier versions stay: documents were issued under them. */
export async function addTemplate(
  manager: EntityManager,
  template: {
    officeUnitId: string;
    kind: DocumentKind;
    file: { name: string; content: Buffer; sha256: Buffer } | null;
    createdBy: string;
  },
  now: Date,
): Promise<void> {
  const { officeUnitId, kind, file, createdBy } = template;
  // Two at the same instant would both find the same last version.
  await manager.query(`select pg_advisory_xact_lock(hashtext('document-template:' || $1 || ':' || $2))`, [
    officeUnitId,
    kind,
  ]);
  await manager.query(
    `insert into document_template (id, office_unit_id, kind, version, name, content, sha256, created_at, created_by)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8 from document_template
     where office_unit_id = $2 and kind = $3`,
    [
      uuidv7(),
      officeUnitId,
      kind,
      file?.name ?? null,
      file?.content ?? null,
      file?.sha256 ?? null,
      now,
      createdBy,
    ],
  );
}
