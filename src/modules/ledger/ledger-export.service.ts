import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { ExportQuery, TemplateQuery } from '../../../contracts/http/ledger.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import {
  ledgerPage,
  type LedgerFilter,
  type LedgerMoment,
  type LedgerRow,
  type LedgerScope,
} from '../../../database/needs/ledger.repository.js';
import { regionName } from '../../../database/needs/ledger-item.repository.js';
import { sideOfUnit } from '../../../domain/needs/filing.js';
import { LIST_LABELS, type Side } from '../../../domain/needs/item-kinds.js';
import { civilDateOf, yearOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { LedgerService } from './ledger.service.js';
import { writeLedger, type LedgerTable } from './xlsx/write-ledger.js';
import { writeTemplate } from './xlsx/write-template.js';

/** Rows fetched at a time while the table is written. */
const BATCH = 500;

@Injectable()
export class LedgerExportService {
  private readonly log = new Logger(LedgerExportService.name);

  constructor(
    private readonly ledger: LedgerService,
    private readonly database: Database,
  ) {}

  /** The “双清单”事项统计表 of what the query selects, written while it is sent. */
  async table(principal: Principal, query: ExportQuery): Promise<StreamableFile> {
    const scope = await this.ledger.scopeOf(principal);
    const moment = this.ledger.momentOf(query);
    const filter = await this.ledger.filterOf(query);
    const region =
      query.region ??
      principal.positions.find(({ regionCode }) => scope.regions.includes(regionCode))?.regionCode;
    const name = region === undefined ? '' : ((await regionName(this.database.manager, region)) ?? '');
    const out = new PassThrough({ highWaterMark: 256 * 1024 });
    const title = `${name}${query.year === undefined ? '' : `${query.year}年`}军地“双清单”事项统计表`;
    const table: LedgerTable = {
      title,
      filledBy: principal.positions[0]?.unitName ?? '',
      date: civilDateOf(moment.at),
      year: query.year,
      manyRegions: query.region === undefined ? scope.regions.length > 1 : query.below === true,
      rows: (side) =>
        this.rows(scope, moment, { ...filter, side }, query.side === undefined || query.side === side, out),
    };
    writeLedger(out, table).catch((error: Error) => {
      // The head is sent already: a connection cut short is the only "no" left, and better than a table that looks complete.
      this.log.error({ message: `export broke off: ${error.message}` }, error.stack);
      out.destroy(error);
    });
    return xlsxFile(out, `${title}${civilDateOf(moment.at)}`);
  }

  async template(principal: Principal, query: TemplateQuery): Promise<StreamableFile> {
    const filing = principal.positions.find(({ unitKind }) =>
      ['member', 'township', 'military'].includes(unitKind),
    );
    const side: Side = query.side ?? sideOfUnit(filing?.unitKind ?? '');
    const year = yearOf(this.database.now());
    return xlsxFile(
      await writeTemplate(side, { unitName: filing?.unitName ?? '', year }),
      `${LIST_LABELS[side]}填报表`,
    );
  }

  private async *rows(
    scope: LedgerScope,
    moment: LedgerMoment,
    filter: LedgerFilter,
    wanted: boolean,
    out: PassThrough,
  ): AsyncGenerator<LedgerRow> {
    if (!wanted) return;
    let after: (string | number)[] | undefined;
    for (;;) {
      const page = { order: 'number', descending: false, after, limit: BATCH } as const;
      const rows = await ledgerPage(this.database.manager, scope, moment, filter, page);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return;
      after = [last.regionCode, last.year, last.number ?? 2_147_483_647, last.id];
      // A slow reader: wait with the next batch, not with memory.
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
      if (out.destroyed) return;
    }
  }
}

export function xlsxFile(content: Buffer | PassThrough, name: string): StreamableFile {
  const disposition = `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`;
  const options = { type: XLSX, disposition };
  return Buffer.isBuffer(content)
    ? new StreamableFile(content, { ...options, length: content.length })
    : new StreamableFile(content, options);
}
