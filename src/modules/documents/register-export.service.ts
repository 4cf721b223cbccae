import { Injectable, type StreamableFile } from '@nestjs/common';
import type { RegisterExportQuery } from '../../../contracts/http/documents.js';
import { listDocuments } from '../../../database/documents/document.repository.js';
import { listIncoming } from '../../../database/documents/incoming.repository.js';
import { DOCUMENT_LABELS } from '../../../domain/documents/document.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';
import { tableFile, type Table } from '../../http/table-file.js';
import { Database } from '../../workspace/database.service.js';
import { documentViewer } from './document-scope.js';

/** A register of ten years of a busy office; more is not read in a table. */
const MOST_ROWS = 20_000;
const BATCH = 1_000;

/** The registers as tables, for the office's own files. */
@Injectable()
export class RegisterExportService {
  constructor(private readonly database: Database) {}

  async table(principal: Principal, query: RegisterExportQuery): Promise<StreamableFile> {
    const register =
      query.register === 'incoming'
        ? await this.incoming(principal, query)
        : await this.outgoing(principal, query);
    return tableFile(register, query.format, civilDateOf(this.database.now()));
  }

  private async outgoing(principal: Principal, { region, year, kind }: RegisterExportQuery): Promise<Table> {
    const viewer = documentViewer(principal);
    const rows = await all(
      (after) =>
        listDocuments(this.database.manager, viewer, { region, year, kind }, { limit: BATCH, after }),
      (row) => [row.issuedAt, row.id],
    );
    return {
      title: '发文登记',
      columns: [
        ['发文字号', 24],
        ['标题', 60],
        ['文种', 14],
        ['发文机关', 34],
        ['印发日期', 12],
        ['签收', 10],
        ['状态', 8],
        ['作废理由', 30],
      ],
      rows: rows.map((row) => [
        row.number,
        row.title,
        DOCUMENT_LABELS[row.kind],
        row.officeName,
        civilDateOf(row.issuedAt),
        `${row.received}/${row.asked}`,
        row.state === 'void' ? '作废' : '有效',
        row.voidReason ?? '',
      ]),
    };
  }

  private async incoming(principal: Principal, { region, year }: RegisterExportQuery): Promise<Table> {
    const { regions } = scopeOf(principal);
    const rows = await all(
      (after) => listIncoming(this.database.manager, { regions, region, year }, { limit: BATCH, after }),
      (row) => [row.receivedOn, row.id],
    );
    return {
      title: '收文登记',
      columns: [
        ['收文日期', 12],
        ['来文机关', 34],
        ['来文字号', 24],
        ['标题', 60],
        ['收文单位', 34],
        ['备注', 30],
        ['文件数', 8],
        ['登记', 12],
      ],
      rows: rows.map((row) => [
        row.receivedOn,
        row.issuer,
        row.number,
        row.title,
        row.officeName,
        [row.voided ? '来文机关已作废' : '', row.note ?? ''].filter(Boolean).join('；'),
        String(row.files.filter(({ removedAt }) => removedAt === null).length),
        row.registeredBy ?? '自动',
      ]),
    };
  }
}

async function all<T>(
  page: (after: unknown[] | undefined) => Promise<T[]>,
  sortedBy: (row: T) => unknown[],
): Promise<T[]> {
  const rows: T[] = [];
  let after: unknown[] | undefined;
  do {
    const batch = await page(after);
    rows.push(...batch);
    after = batch.length === BATCH ? sortedBy(batch.at(-1) as T) : undefined;
  } while (after !== undefined && rows.length < MOST_ROWS);
  return rows;
}
