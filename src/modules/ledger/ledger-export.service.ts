import { PassThrough } from 'node:stream';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { ExportQuery, TemplateQuery } from '../../../contracts/http/ledger.js';
import { XLSX } from '../../../contracts/http/ledger-import.js';
import { regionName } from '../../../database/needs/ledger-item.repository.js';
import { sideOfUnit } from '../../../domain/needs/filing.js';
import { LIST_LABELS, type Side } from '../../../domain/needs/item-kinds.js';
import { civilDateOf, yearOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { ledgerRows, nothing } from './ledger-rows.js';
import { LedgerService } from './ledger.service.js';
import { writeLedger, type LedgerTable } from './xlsx/write-ledger.js';
import { writeTemplate } from './xlsx/write-template.js';

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
        query.side === undefined || query.side === side
          ? ledgerRows(this.database.manager, { scope, moment, filter: { ...filter, side } }, out)
          : nothing(),
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
}

export function xlsxFile(content: Buffer | PassThrough, name: string): StreamableFile {
  const disposition = `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`;
  const options = { type: XLSX, disposition };
  return Buffer.isBuffer(content)
    ? new StreamableFile(content, { ...options, length: content.length })
    : new StreamableFile(content, options);
}
