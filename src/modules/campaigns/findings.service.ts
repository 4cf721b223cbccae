import { PassThrough } from 'node:stream';
import { Injectable, Logger, type StreamableFile } from '@nestjs/common';
import type {
  CampaignFinding,
  FindingsExportQuery,
  FindingsPage,
  FindingsQuery,
} from '../../../contracts/http/campaigns.js';
import { carriesOf } from '../../../database/campaigns/campaign.repository.js';
import type { LedgerFilter, LedgerRow } from '../../../database/needs/ledger.repository.js';
import {
  TOPIC_KEYS,
  TOPIC_SIDE_LABELS,
  TOPICS,
  type Topic,
  type TopicSide,
} from '../../../domain/campaign/topics.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { xlsxFile } from '../ledger/ledger-export.service.js';
import { ledgerRows, nothing } from '../ledger/ledger-rows.js';
import { itemView } from '../ledger/ledger-view.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { LEDGER_COLUMNS, type TableColumnLayout } from '../ledger/xlsx/table-layout.js';
import { writeParts } from '../ledger/xlsx/write-ledger.js';
import { visibleCampaign } from './visible-campaign.js';

/** The 统计表 under a campaign's words. */
const COLUMNS: readonly TableColumnLayout[] = LEDGER_COLUMNS.map((column: TableColumnLayout) => ({
  ...column,
  header:
    { 事项类别: '专题', 事项名称: '问题', 牵头单位: '责任单位', 认领领导: '责任人' }[column.header] ??
    column.header,
  ...(column.group === '军地需求' ? { group: '摸底问题' as const } : {}),
}));

/** A campaign's ledger: its findings are items, read as the ledger reads items. */
@Injectable()
export class FindingsService {
  private readonly log = new Logger(FindingsService.name);

  constructor(
    private readonly database: Database,
    private readonly ledger: LedgerService,
  ) {}

  /** Office, leaders and auditor see all of it; a unit what it found, leads or helps with. @throws Refusal NOT_FOUND, INVALID_CURSOR */
  async list(principal: Principal, id: string, query: FindingsQuery): Promise<FindingsPage> {
    const { manager } = this.database;
    await visibleCampaign(manager, principal, id);
    const filter = await this.filterOf(id, query);
    const { items, nextCursor } = await this.ledger.rows(principal, query, filter);
    const carries = await carriesOf(
      manager,
      items.map((row) => row.id),
    );
    return {
      nextCursor,
      items: items.map((row) =>
        findingView(
          row,
          carries.filter(({ itemId }) => itemId === row.id).map(({ toStage }) => toStage),
        ),
      ),
    };
  }

  /** The same as a table, written while it is sent. */
  async table(principal: Principal, id: string, query: FindingsExportQuery): Promise<StreamableFile> {
    const { manager } = this.database;
    const campaign = await visibleCampaign(manager, principal, id);
    const scope = await this.ledger.scopeOf(principal);
    const moment = this.ledger.momentOf(query);
    const filter = await this.filterOf(id, query);
    const out = new PassThrough({ highWaterMark: 256 * 1024 });
    const title = `${campaign.title}问题台账`;
    const rowsOf = (side: TopicSide) =>
      query.side === undefined || query.side === side
        ? ledgerRows(manager, { scope, moment, filter: { ...filter, side } }, out)
        : nothing();
    writeParts(out, {
      title,
      sheet: '问题台账',
      columns: COLUMNS,
      filledBy: principal.positions[0]?.unitName ?? '',
      date: civilDateOf(moment.at),
      year: undefined,
      manyRegions: query.below === true,
      person: ({ responsible }) => responsible,
      parts: (['army', 'beneficiary'] as const).map((side, index) => ({
        heading: `${'一二'[index]}、${TOPIC_SIDE_LABELS[side]}`,
        rows: () => rowsOf(side),
      })),
    }).catch((error: Error) => {
      // The head is sent already: a connection cut short is the only "no" left.
      this.log.error({ message: `export broke off: ${error.message}` }, error.stack);
      out.destroy(error);
    });
    return xlsxFile(out, `${title}${civilDateOf(moment.at)}`);
  }

  private async filterOf(id: string, query: FindingsExportQuery): Promise<LedgerFilter> {
    const { topic, carried, below, ...same } = query;
    const { regions: _, ...filter } = await this.ledger.filterOf({ ...same, side: undefined } as never);
    const counties: { id: string }[] = below
      ? await this.database.manager.query(
          `select id from process where parent_id = $1 and kind = 'campaign'`,
          [id],
        )
      : [];
    return {
      ...filter,
      side: query.side,
      kind: topic,
      carried,
      campaigns: [id, ...counties.map((county) => county.id)],
    };
  }
}

function findingView(row: LedgerRow, carriedTo: string[]): CampaignFinding {
  const topic = (TOPIC_KEYS as string[]).includes(row.kind) ? (row.kind as Topic) : 'hopes';
  return {
    ...itemView(row, undefined),
    carried: carriedTo.length > 0,
    campaignId: row.campaignId ?? '',
    topic,
    topicLabel: TOPICS[topic].label,
    carriedTo,
  };
}
