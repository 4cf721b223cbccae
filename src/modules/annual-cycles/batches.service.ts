import { Injectable } from '@nestjs/common';
import type {
  BatchLineView,
  BatchListQuery,
  BatchPage,
  BatchQuery,
  BatchView,
  NewBatchBody,
  NewBatchView,
  ResumedBatchView,
} from '../../../contracts/http/annual-batches.js';
import {
  batchById,
  batchCounts,
  batchRegions,
  countsOfBatches,
  insertBatch,
  listBatches,
  lockBatch,
  resumeBatch,
  type BatchCounts,
  type BatchRow,
} from '../../../database/annual-cycles/batch.store.js';
import { actorOf } from '../../../database/steps/acting.js';
import { processIdOf } from '../../../database/steps/ids.js';
import { checkPlan } from '../../../domain/annual-cycle/check-plan.js';
import type { AnnualPlanForm } from '../../../domain/annual-cycle/forms.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { formatInstant, formatInstantOrNull, yearOf } from '../../../domain/time/zone.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import type { ChangeRequest } from '../../http/change.js';
import { checkedForm } from '../../http/checked-form.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import { WHOLE } from '../../http/place.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { workspaceOfRequest, type Tx } from '../../workspace/workspace.js';
import { officeFor, requireSeen } from './office-of.js';

/** An upper office launches the years of many regions below it. */
@Injectable()
export class BatchesService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal BATCH_IN_REHEARSAL (its work is one of production's), NOT_FOUND, FORBIDDEN, YEAR_OUT_OF_RANGE, FORM_REQUIRED, and what the common plan is refused for */
  create({ principal, key }: ChangeRequest, body: NewBatchBody): Promise<NewBatchView> {
    if ((workspaceOfRequest()?.name ?? 'production') !== 'production')
      throw new Refusal('BATCH_IN_REHEARSAL');
    const { year, acknowledgeWarnings, launchNextYear } = body;
    refuseClassified(body.entries, 'entries');
    return this.database.change(key, async (tx) => {
      const thisYear = yearOf(tx.now);
      if (year < thisYear || year > thisYear + 1)
        throw new Refusal('YEAR_OUT_OF_RANGE', { from: thisYear, to: thisYear + 1 }, 'year');
      const { position, codes } = await regionsOf(tx, principal, body);
      const plan = body.entries
        ? ((checkedForm('annualPlan', { entries: body.entries }, WHOLE) as AnnualPlanForm).entries ?? null)
        : null;
      if (plan) checkPlan(plan, year);
      const id = processIdOf(`batch/${principal.personId}/${key.key}`);
      const launchedBy = actorOf(signerOf(principal), position);
      const batch = { id, regionCode: position.regionCode, year, plan, acknowledgeWarnings, launchNextYear };
      await insertBatch(tx.manager, { ...batch, launchedBy }, codes, tx.now);
      return { id, regions: codes.length };
    });
  }

  /** @throws Refusal NOT_FOUND for a region outside the scope */
  async list(principal: Principal, { regionCode, limit, cursor }: BatchListQuery): Promise<BatchPage> {
    requireSeen(principal, regionCode, 'regionCode');
    const { manager } = this.database;
    const values = decodeCursor(cursor, [cursorChecks.instant, cursorChecks.uuid]);
    const after = values ? { at: new Date(values[0] as string), id: values[1] as string } : null;
    const rows = await listBatches(manager, { below: regionCode, after, limit: limit + 1 });
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
    const counts = await countsOfBatches(
      manager,
      items.map(({ id }) => id),
    );
    return { items: items.map((row) => lineView(row, counts.get(row.id) as BatchCounts)), nextCursor };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string, { state, limit, cursor }: BatchQuery): Promise<BatchView> {
    const { manager } = this.database;
    const batch = await batchById(manager, id);
    if (!batch) throw new Refusal('NOT_FOUND');
    requireSeen(principal, batch.regionCode);
    const [after = null] = (decodeCursor(cursor, [cursorChecks.text]) ?? []) as string[];
    const [counts, rows] = await Promise.all([
      batchCounts(manager, id),
      batchRegions(manager, id, { state: state ?? null, after, limit: limit + 1 }),
    ]);
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.regionCode]);
    return {
      ...lineView(batch, counts),
      nextCursor,
      regions: items.map(({ region, settledAt, ...row }) => ({
        ...row,
        region: regionLabel(region),
        settledAt: formatInstantOrNull(settledAt),
      })),
    };
  }

  /** The refused regions are tried again, and those that wait still. @throws Refusal NOT_FOUND, FORBIDDEN */
  resume({ principal, key }: ChangeRequest, id: string): Promise<ResumedBatchView> {
    return this.database.change(key, async ({ manager, now }) => {
      const batch = await lockBatch(manager, id);
      if (!batch) throw new Refusal('NOT_FOUND');
      officeFor(principal, batch.regionCode);
      return { waiting: await resumeBatch(manager, id, now) };
    });
  }
}

const lineView = (batch: BatchRow, counts: BatchCounts): BatchLineView => ({
  ...{ id: batch.id, regionCode: batch.regionCode, year: batch.year, counts },
  createdAt: formatInstant(batch.createdAt),
  finishedAt: formatInstantOrNull(batch.finishedAt),
  launchedBy: batch.launchedBy.personName,
});

/** Which regions, each once, and the office that may launch them all. */
async function regionsOf(
  { manager }: Tx,
  principal: Principal,
  { regionCodes, below }: NewBatchBody,
): Promise<{ position: PrincipalPosition; codes: string[] }> {
  if ((regionCodes === undefined) === (below === undefined))
    throw new Refusal('FORM_REQUIRED', { field: '地区（regionCodes、below 之一）' }, 'regionCodes');
  if (below) {
    const position = officeFor(principal, below.regionCode, 'below.regionCode');
    const rows: { code: string }[] = await manager.query(
      `select code from region where starts_with(code, $1) and code <> $1 and level = $2 order by code`,
      [below.regionCode, below.level],
    );
    if (rows.length === 0) throw new Refusal('NOT_FOUND', {}, 'below.level');
    return { position, codes: rows.map(({ code }) => code) };
  }
  const positions = regionCodes.map((code, index) => officeFor(principal, code, `regionCodes[${index}]`));
  const rows: { code: string }[] = await manager.query(
    `select code from region where code = any($1::text[])`,
    [regionCodes],
  );
  const known = new Set(rows.map(({ code }) => code));
  const unknown = regionCodes.findIndex((code) => !known.has(code));
  if (unknown >= 0) throw new Refusal('NOT_FOUND', {}, `regionCodes[${unknown}]`);
  // The widest of the offices in which somebody launches them.
  const [position] = positions.sort((a, b) => a.regionCode.length - b.regionCode.length);
  return { position: position as PrincipalPosition, codes: regionCodes };
}
