import type { EntityManager } from 'typeorm';
import type { CheckedFiling } from '../../domain/needs/filing.js';

/** The collect assignment a table is uploaded for. */
export interface FilingAssignment {
  id: string;
  positionId: string;
  unitId: string;
  unitName: string;
  unitShortName: string;
  unitKind: string;
  regionCode: string;
  year: number;
  state: string;
}

export interface StoredImport {
  id: string;
  assignmentId: string;
  personId: string;
  preview: Record<string, unknown>;
  filing: CheckedFiling | null;
  acceptedAt: Date | null;
  answer: Record<string, unknown> | null;
}

export interface NewImport {
  id: string;
  assignmentId: string;
  contentHash: Buffer;
  personId: string;
  preview: object;
  filing: CheckedFiling | null;
  workbook: Buffer | null;
}

const COLUMNS = `id, assignment_id as "assignmentId", person_id as "personId", preview, filing, accepted_at as "acceptedAt", answer`;

/** Null when it is no “清单报送” of a dual list. */
export async function filingAssignment(manager: EntityManager, id: string): Promise<FilingAssignment | null> {
  const [row]: FilingAssignment[] = await manager.query(
    `select a.id, a.position_id as "positionId", u.id as "unitId", u.name as "unitName", u.short_name as "unitShortName", u.kind as "unitKind",
       p.region_code as "regionCode", p.year, a.state
     from assignment a join step s on s.id = a.step_id and s.key = 'collect'
       join process p on p.id = a.process_id and p.kind = 'dualList' join unit u on u.id = a.unit_id
     where a.id = $1`,
    [id],
  );
  return row ?? null;
}

export async function importOfFile(
  manager: EntityManager,
  assignmentId: string,
  contentHash: Buffer,
): Promise<StoredImport | null> {
  const [row]: StoredImport[] = await manager.query(
    `select ${COLUMNS} from ledger_import where assignment_id = $1 and content_hash = $2`,
    [assignmentId, contentHash],
  );
  return row ?? null;
}

/**
 * Keeps a preview in place of the assignment's earlier ones that were never accepted: only the last upload counts, and nothing
 * piles up. The same file again is the same preview, made anew; one that was accepted stays as it is.
 */
export async function savePreview(
  manager: EntityManager,
  now: Date,
  preview: NewImport,
): Promise<StoredImport> {
  await manager.query(
    `delete from ledger_import where assignment_id = $1 and content_hash <> $2 and accepted_at is null`,
    [preview.assignmentId, preview.contentHash],
  );
  const written: StoredImport[] = await manager.query(
    `insert into ledger_import (id, assignment_id, content_hash, person_id, created_at, preview, filing, workbook)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (assignment_id, content_hash) do update
       set person_id = $4, created_at = $5, preview = $6, filing = $7, workbook = $8 where ledger_import.accepted_at is null
     returning ${COLUMNS}`,
    [
      preview.id,
      preview.assignmentId,
      preview.contentHash,
      preview.personId,
      now,
      JSON.stringify(preview.preview),
      preview.filing === null ? null : JSON.stringify(preview.filing),
      preview.workbook,
    ],
  );
  // No row: somebody accepted the same file in the meantime. That one stands.
  return (
    written[0] ?? ((await importOfFile(manager, preview.assignmentId, preview.contentHash)) as StoredImport)
  );
}

/** Locks the import: two people accepting it at once file it once. Null when there is none (any more). */
export async function lockImport(manager: EntityManager, id: string): Promise<StoredImport | null> {
  const [row]: StoredImport[] = await manager.query(
    `select ${COLUMNS} from ledger_import where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

export async function markAccepted(
  manager: EntityManager,
  id: string,
  answer: object,
  now: Date,
): Promise<void> {
  await manager.query(
    `update ledger_import set accepted_at = $2, answer = $3, workbook = null where id = $1`,
    [id, now, JSON.stringify(answer)],
  );
}

export async function importById(manager: EntityManager, id: string): Promise<StoredImport | null> {
  const [row]: StoredImport[] = await manager.query(`select ${COLUMNS} from ledger_import where id = $1`, [
    id,
  ]);
  return row ?? null;
}

export async function markedWorkbook(manager: EntityManager, id: string): Promise<Buffer | null> {
  const [row]: { workbook: Buffer | null }[] = await manager.query(
    `select workbook from ledger_import where id = $1`,
    [id],
  );
  return row?.workbook ?? null;
}
