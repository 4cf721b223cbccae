import { once } from 'node:events';
import type { PassThrough } from 'node:stream';
import type { EntityManager } from 'typeorm';
import {
  ledgerPage,
  type LedgerFilter,
  type LedgerMoment,
  type LedgerRow,
  type LedgerScope,
} from '../../../database/needs/ledger.repository.js';

/** Rows fetched at a time while the table is written. */
const BATCH = 500;

export interface SelectedRows {
  scope: LedgerScope;
  moment: LedgerMoment;
  filter: LedgerFilter;
}

/** Everything a filter selects, in the ledger's order, fetched as fast as it is read. */
export async function* ledgerRows(
  manager: EntityManager,
  { scope, moment, filter }: SelectedRows,
  out: PassThrough,
): AsyncGenerator<LedgerRow> {
  let after: (string | number)[] | undefined;
  for (;;) {
    const page = { order: 'number', descending: false, after, limit: BATCH } as const;
    const rows = await ledgerPage(manager, scope, moment, filter, page);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = [last.regionCode, last.year, last.number ?? 2_147_483_647, last.id];
    // A slow reader: wait with the next batch, not with memory.
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
    if (out.destroyed) return;
  }
}

/** A part of a table that was not asked for. */
export async function* nothing(): AsyncGenerator<never> {
  // nothing to yield
}
