import { createHash } from 'node:crypto';
import { Injectable, Inject, type StreamableFile } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type {
  CellNote,
  CellProblem,
  ImportedItem,
  ImportPreview,
} from '../../../contracts/http/ledger-import.js';
import {
  filingAssignment,
  importById,
  importOfFile,
  lockImport,
  markAccepted,
  markedWorkbook,
  savePreview,
  type FilingAssignment,
  type StoredImport,
} from '../../../database/needs/import.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { kindLabel } from '../../../domain/needs/item-kinds.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { FILING_PORT, type FilingPort } from './filing.port.js';
import { xlsxFile } from './ledger-export.service.js';
import { markWorkbook } from './xlsx/mark-workbook.js';
import { openWorkbook } from './xlsx/open-workbook.js';
import { readTable } from './xlsx/read-table.js';

/** What a preview keeps; the rest of the answer is made when it is asked for. */
interface KeptPreview {
  rows: number;
  errors: CellProblem[];
  warnings: CellNote[];
  items: ImportedItem[];
}

@Injectable()
export class LedgerImportService {
  constructor(
    private readonly database: Database,
    @Inject(FILING_PORT) private readonly filing: FilingPort,
  ) {}

  /** Reads an uploaded table for the assignment. Writes nothing into the ledger. */
  async preview(principal: Principal, assignmentId: string, file: unknown): Promise<ImportPreview> {
    if (!Buffer.isBuffer(file) || file.length === 0) throw new Refusal('IMPORT_UNREADABLE');
    const { manager } = this.database;
    const assignment = own(principal, await filingAssignment(manager, assignmentId));
    const contentHash = createHash('sha256').update(file).digest();
    const known = await importOfFile(manager, assignmentId, contentHash);
    if (known?.acceptedAt) return answerOf(known);
    if (assignment.state !== 'open') throw new Refusal('ASSIGNMENT_NOT_OPEN');

    const workbook = await openWorkbook(file);
    const { rows, errors, warnings, filing } = readTable(workbook, {
      kind: assignment.unitKind,
      name: assignment.unitName,
      shortName: assignment.unitShortName,
    });
    const items =
      filing === null
        ? []
        : filing.items.map((item, i) => ({
            ...item,
            row: rows[i]!.row,
            kindLabel: kindLabel(item.side, item.kind),
          }));
    const kept: KeptPreview = { rows: rows.length, errors, warnings, items };
    const marked = errors.length > 0 ? await markWorkbook(workbook, errors) : null;
    return answerOf(
      await this.database.transaction(({ manager: tx, now }) =>
        savePreview(tx, now, {
          id: uuid(),
          assignmentId,
          contentHash,
          personId: principal.personId,
          preview: kept,
          filing,
          workbook: marked,
        }),
      ),
    );
  }

  async find(principal: Principal, id: string): Promise<ImportPreview> {
    return answerOf(await this.ownImport(principal, await importById(this.database.manager, id)));
  }

  async workbook(principal: Principal, id: string): Promise<StreamableFile> {
    const stored = await this.ownImport(principal, await importById(this.database.manager, id));
    const content = await markedWorkbook(this.database.manager, stored.id);
    if (content === null) throw new Refusal('NOT_FOUND');
    return xlsxFile(content, '清单核对结果');
  }

  /** Files the list that was previewed. Doing it again, by whomever of the unit, gives the first answer and changes nothing. */
  accept({ principal, key }: ChangeRequest, id: string): Promise<object> {
    return this.database.change(key, async (tx) => {
      const stored = await lockImport(tx.manager, id);
      if (!stored) throw new Refusal('IMPORT_EXPIRED');
      own(principal, await filingAssignment(tx.manager, stored.assignmentId));
      if (stored.answer) return stored.answer;
      if (stored.filing === null)
        throw new Refusal('IMPORT_HAS_ERRORS', {
          count: (stored.preview as unknown as KeptPreview).errors.length,
        });
      const answer = await this.filing.file(tx, principal, stored.assignmentId, stored.filing);
      await markAccepted(tx.manager, id, answer, tx.now);
      return answer;
    });
  }

  private async ownImport(principal: Principal, stored: StoredImport | null): Promise<StoredImport> {
    if (!stored) throw new Refusal('NOT_FOUND');
    own(principal, await filingAssignment(this.database.manager, stored.assignmentId));
    return stored;
  }
}

/** Somebody of the unit may prepare the list; whether his position may hand it in is for the step engine to say. */
function own(principal: Principal, assignment: FilingAssignment | null): FilingAssignment {
  if (!assignment) throw new Refusal('NOT_FOUND');
  const { positionId, unitId } = assignment;
  if (!principal.positions.some((position) => position.id === positionId || position.unitId === unitId))
    throw new Refusal('NOT_FOUND');
  return assignment;
}

function answerOf({ id, assignmentId, acceptedAt, preview }: StoredImport): ImportPreview {
  const kept = preview as unknown as KeptPreview;
  return {
    importId: id,
    assignmentId,
    ...kept,
    workbook: kept.errors.length > 0 ? `/api/v1/ledger/imports/${id}/workbook` : null,
    alreadyImported: acceptedAt !== null,
  };
}
