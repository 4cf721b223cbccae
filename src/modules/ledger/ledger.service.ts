import { Injectable } from '@nestjs/common';
import type {
  ExportQuery,
  LedgerItem,
  LedgerItemDetail,
  LedgerQuery,
  LedgerSummary,
  SummaryQuery,
} from '../../../contracts/http/ledger.js';
import type { Page } from '../../../contracts/http/page.js';
import { itemRecord } from '../../../database/needs/ledger-item.repository.js';
import {
  ledgerCounts,
  ledgerItem,
  ledgerPage,
  missingUnits,
  regionsWithin,
  type LedgerFilter,
  type LedgerMoment,
  type LedgerOrder,
  type LedgerRow,
  type LedgerScope,
} from '../../../database/needs/ledger.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { endOfDay, parseCivilDate } from '../../../domain/time/zone.js';
import {
  cursorChecks,
  decodeCursor,
  orNull,
  pageOf,
  type CursorCheck,
  type CursorValue,
} from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { ledgerScopeOf } from './ledger-scope.js';
import { detailView, itemView, summaryView } from './ledger-view.js';

/** What a list is sorted by, as its cursor carries it; a row without number or limit comes after all that have one. */
const LAST_NUMBER = 2_147_483_647;
const CURSORS: Record<LedgerOrder, { checks: CursorCheck[]; values: (row: LedgerRow) => CursorValue[] }> = {
  number: {
    checks: [cursorChecks.text, cursorChecks.integer, cursorChecks.integer, cursorChecks.uuid],
    values: ({ regionCode, year, number, id }) => [regionCode, year, number ?? LAST_NUMBER, id],
  },
  limit: {
    checks: [orNull(cursorChecks.instant), cursorChecks.uuid],
    values: ({ limitAt, id }) => [limitAt?.toISOString() ?? null, id],
  },
  filed: {
    checks: [cursorChecks.instant, cursorChecks.uuid],
    values: ({ filedAt, id }) => [filedAt.toISOString(), id],
  },
};

@Injectable()
export class LedgerService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, query: LedgerQuery): Promise<Page<LedgerItem>> {
    const page = await this.rows(principal, query, await this.filterOf(query));
    return { ...page, items: page.items.map((row) => itemView(row, query.year)) };
  }

  /** A page of what a filter selects, of the lists of the years or of campaigns, within what the person may read. */
  async rows(
    principal: Principal,
    query: Pick<LedgerQuery, 'sort' | 'limit' | 'cursor' | 'asOf'>,
    filter: LedgerFilter,
  ): Promise<Page<LedgerRow>> {
    const { sort = 'number', limit, cursor } = query;
    const order = sort.replace('-', '') as LedgerOrder;
    const { checks, values } = CURSORS[order];
    const after = decodeCursor(cursor, checks);
    const scope = await this.scopeOf(principal);
    const request = { order, descending: sort.startsWith('-'), after, limit: limit + 1 };
    const rows = await ledgerPage(this.database.manager, scope, this.momentOf(query), filter, request);
    return pageOf(rows, limit, values);
  }

  async item(principal: Principal, id: string): Promise<LedgerItemDetail> {
    const { manager } = this.database;
    const row = await ledgerItem(manager, await this.scopeOf(principal), this.database.now(), id);
    const record = row && (await itemRecord(manager, id));
    if (!row || !record) throw new Refusal('NOT_FOUND');
    return detailView(row, record);
  }

  async summary(principal: Principal, { region, year }: SummaryQuery): Promise<LedgerSummary> {
    const { manager } = this.database;
    const now = this.database.now();
    const scope = await this.scopeOf(principal);
    const whole = scope.regions.includes(region);
    const [counts, missing] = await Promise.all([
      ledgerCounts(manager, scope, now, { region, year }),
      whole ? missingUnits(manager, region, year) : null,
    ]);
    return summaryView({ region, year }, counts, missing, now);
  }

  scopeOf(principal: Principal): Promise<LedgerScope> {
    return ledgerScopeOf(this.database.manager, principal);
  }

  /** @throws Refusal INVALID_DATE */
  momentOf({ asOf }: Pick<ExportQuery, 'asOf'>): LedgerMoment {
    const now = this.database.now();
    if (asOf === undefined) return { at: now, past: false };
    const end = endOfDay(dateOf(asOf));
    // A day that is not over yet: as things are.
    return end >= now ? { at: now, past: false } : { at: end, past: true };
  }

  async filterOf({ region, below, overdue, q, asOf: _, ...same }: ExportQuery): Promise<LedgerFilter> {
    const regions =
      region === undefined
        ? undefined
        : below === true
          ? await regionsWithin(this.database.manager, [region])
          : [region];
    const { year, side, kind, state, light, leadUnit, raisingUnit } = same;
    return { regions, year, side, kind, state, light, leadUnit, raisingUnit, late: overdue, text: q?.trim() };
  }
}

function dateOf(text: string) {
  try {
    return parseCivilDate(text);
  } catch {
    throw new Refusal('INVALID_DATE', { field: '截至哪一天' }, 'asOf');
  }
}
