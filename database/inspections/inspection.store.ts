import type { EntityManager } from 'typeorm';
import type { Dimension } from '../../domain/evaluation/dimensions.js';
import type { InspectionDraftForm } from '../../domain/inspection/forms.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { rowChange } from '../change-row.js';

export interface InspectionRow {
  processId: string;
  regionCode: string;
  basis: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  materialDueDate: CivilDate;
  requirements: string;
  dimensions: Dimension[];
  matrixVersion: number;
  matrixSavedAt: Date | null;
  matrixSavedBy: string | null;
  frozenAt: Date | null;
  draft: Omit<InspectionDraftForm, 'version'> | null;
  draftVersion: number;
  draftSavedAt: Date | null;
  draftSavedBy: string | null;
  noticeId: string | null;
  documentId: string | null;
}

/** Dates as text: the driver would make instants of them, in the host's zone. */
const INSPECTION = `i.process_id as "processId", i.region_code as "regionCode", i.basis, i.from_date::text as "fromDate",
  i.to_date::text as "toDate", i.material_due_date::text as "materialDueDate", i.requirements, i.dimensions,
  i.matrix_version as "matrixVersion", i.matrix_saved_at as "matrixSavedAt", i.matrix_saved_by as "matrixSavedBy",
  i.frozen_at as "frozenAt", i.draft, i.draft_version as "draftVersion", i.draft_saved_at as "draftSavedAt",
  i.draft_saved_by as "draftSavedBy", i.notice_id as "noticeId", i.document_id as "documentId"`;

export async function findInspection(
  manager: EntityManager,
  processId: string,
): Promise<InspectionRow | null> {
  const [row]: InspectionRow[] = await manager.query(
    `select ${INSPECTION} from inspection i where i.process_id = $1`,
    [processId],
  );
  return row ?? null;
}

export async function inspectionOf(manager: EntityManager, processId: string): Promise<InspectionRow> {
  const row = await findInspection(manager, processId);
  if (!row) throw new Error(`no inspection ${processId}`);
  return row;
}

type Plan = Pick<
  InspectionRow,
  | 'processId'
  | 'regionCode'
  | 'basis'
  | 'fromDate'
  | 'toDate'
  | 'materialDueDate'
  | 'requirements'
  | 'dimensions'
>;

/** The plan, in place of an earlier one that came back. */
export async function writePlan(manager: EntityManager, plan: Plan): Promise<void> {
  await manager.query(
    `insert into inspection (process_id, region_code, basis, from_date, to_date, material_due_date, requirements, dimensions)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (process_id) do update set basis = excluded.basis, from_date = excluded.from_date, to_date = excluded.to_date,
       material_due_date = excluded.material_due_date, requirements = excluded.requirements, dimensions = excluded.dimensions`,
    [
      plan.processId,
      plan.regionCode,
      plan.basis,
      plan.fromDate,
      plan.toDate,
      plan.materialDueDate,
      plan.requirements,
      plan.dimensions,
    ],
  );
}

export type InspectionChange = Partial<
  Omit<InspectionRow, 'processId' | 'regionCode' | 'basis' | 'requirements' | 'dimensions'>
>;

export const changeInspection = rowChange<InspectionChange>(
  'inspection',
  'process_id',
  {
    fromDate: 'from_date',
    toDate: 'to_date',
    materialDueDate: 'material_due_date',
    matrixVersion: 'matrix_version',
    matrixSavedAt: 'matrix_saved_at',
    matrixSavedBy: 'matrix_saved_by',
    frozenAt: 'frozen_at',
    draft: 'draft',
    draftVersion: 'draft_version',
    draftSavedAt: 'draft_saved_at',
    draftSavedBy: 'draft_saved_by',
    noticeId: 'notice_id',
    documentId: 'document_id',
  },
  ['draft'],
);
