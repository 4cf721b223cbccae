import type { EntityManager } from 'typeorm';
import type { SourceDocument } from '../../domain/circulars/compose.js';
import type { OpinionForm } from '../../domain/circulars/forms.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { NoTaskForm, PointForm, WorkPointSource } from '../../domain/work-points/forms.js';
import { rowChange } from '../change-row.js';

/** A region's set of work points; its process's lock is its lock. */
export interface PointSetRow {
  processId: string;
  regionCode: string;
  fromSetId: string | null;
  source: WorkPointSource;
  sourceDocument: SourceDocument | null;
  launchedDrafted: boolean;
  draftedPoints: PointForm[] | null;
  opinions: OpinionForm[];
  copyUnitIds: string[];
  regionCodes: string[];
  receiptDate: CivilDate | null;
  documentId: string | null;
  supervisedFrom: Date | null;
  settledAt: Date | null;
}

/** Dates as text: the driver would make instants of them, in the host's zone. */
const SET = `g.process_id as "processId", g.region_code as "regionCode", g.from_set_id as "fromSetId", g.source,
  g.source_document as "sourceDocument", g.launched_drafted as "launchedDrafted", g.drafted_points as "draftedPoints", g.opinions,
  g.copy_unit_ids as "copyUnitIds", g.region_codes as "regionCodes", g.receipt_date::text as "receiptDate", g.document_id as "documentId",
  g.supervised_from as "supervisedFrom", g.settled_at as "settledAt"`;

export async function findPointSet(manager: EntityManager, processId: string): Promise<PointSetRow | null> {
  const [row]: PointSetRow[] = await manager.query(
    `select ${SET} from work_point_set g where g.process_id = $1`,
    [processId],
  );
  return row ?? null;
}

export async function pointSetOf(manager: EntityManager, processId: string): Promise<PointSetRow> {
  const row = await findPointSet(manager, processId);
  if (!row) throw new Error(`no set of work points ${processId}`);
  return row;
}

export type NewPointSet = Pick<PointSetRow, 'processId' | 'regionCode' | 'source' | 'launchedDrafted'> &
  Partial<Pick<PointSetRow, 'fromSetId' | 'sourceDocument'>>;

export async function insertPointSet(manager: EntityManager, row: NewPointSet): Promise<void> {
  await manager.query(
    `insert into work_point_set (process_id, region_code, source, launched_drafted, from_set_id, source_document) values ($1, $2, $3, $4, $5, $6)`,
    [
      row.processId,
      row.regionCode,
      row.source,
      row.launchedDrafted,
      row.fromSetId ?? null,
      row.sourceDocument ? JSON.stringify(row.sourceDocument) : null,
    ],
  );
}

export type PointSetChange = Partial<
  Omit<PointSetRow, 'processId' | 'regionCode' | 'fromSetId' | 'launchedDrafted'>
>;

export const changePointSet = rowChange<PointSetChange>(
  'work_point_set',
  'process_id',
  {
    source: 'source',
    sourceDocument: 'source_document',
    draftedPoints: 'drafted_points',
    opinions: 'opinions',
    copyUnitIds: 'copy_unit_ids',
    regionCodes: 'region_codes',
    receiptDate: 'receipt_date',
    documentId: 'document_id',
    supervisedFrom: 'supervised_from',
    settledAt: 'settled_at',
  },
  ['sourceDocument', 'draftedPoints', 'opinions'],
);

/** What this level has declared to have no task for; what it declared before is replaced. */
export async function declareNone(
  manager: EntityManager,
  setId: string,
  none: readonly NoTaskForm[],
): Promise<void> {
  await manager.query(`delete from work_point_none where set_id = $1`, [setId]);
  await manager.query(
    `insert into work_point_none (set_id, parent_point_id, reason) select $1, id, reason from unnest($2::uuid[], $3::text[]) as n(id, reason)`,
    [setId, none.map(({ parentPointId }) => parentPointId), none.map(({ reason }) => reason)],
  );
}

/** Whether one of the units has to draft, split or approve it, or had to: it sees what is proposed. */
export async function preparesSet(
  manager: EntityManager,
  processId: string,
  unitIds: readonly string[],
): Promise<boolean> {
  const [row]: unknown[] = await manager.query(
    `select 1 from assignment a join step s on s.id = a.step_id and s.key in ('draft', 'split', 'approve')
     where a.process_id = $1 and a.unit_id = any($2::uuid[]) limit 1`,
    [processId, unitIds],
  );
  return row !== undefined;
}
