import type { EntityManager } from 'typeorm';
import type { Dimension } from '../../domain/evaluation/dimensions.js';
import type { Subject } from '../../domain/organisation/subject.js';
import type { RectificationState, VerificationMethod } from '../../domain/rectifications/states.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { rowChange } from '../change-row.js';

export interface RectificationRow {
  id: string;
  sourceId: string;
  seq: number;
  regionCode: string;
  subject: Subject;
  dimension: Dimension;
  title: string;
  detail: string;
  measuresAsked: string;
  sourceRef: string;
  limitAt: Date;
  state: RectificationState;
  measures: string | null;
  responsiblePositionId: string | null;
  dueOn: CivilDate | null;
  result: string | null;
  evidence: string | null;
  verifiedByMethod: VerificationMethod | null;
  verifiedFound: string | null;
  /** How often the re-check sent it back. */
  returned: number;
  doneAt: Date | null;
  closedAt: Date | null;
}

/** SQL: a row `r` as an object. */
export const RECTIFICATION = `r.id, r.source_id as "sourceId", r.seq, r.region_code as "regionCode",
  jsonb_build_object('kind', r.subject_kind, 'regionCode', r.subject_region_code, 'unitId', r.subject_unit_id) as subject,
  r.dimension, r.title, r.detail, r.measures_asked as "measuresAsked", r.source_ref as "sourceRef", r.limit_at as "limitAt", r.state,
  r.measures, r.responsible_position_id as "responsiblePositionId", r.due_on::text as "dueOn", r.result, r.evidence,
  r.verified_by_method as "verifiedByMethod", r.verified_found as "verifiedFound", r.returned, r.done_at as "doneAt",
  r.closed_at as "closedAt"`;

/** The rectification of a process. The process's lock is its lock. */
export async function rectificationOf(manager: EntityManager, id: string): Promise<RectificationRow> {
  const [row]: RectificationRow[] = await manager.query(
    `select ${RECTIFICATION} from rectification r where r.id = $1`,
    [id],
  );
  if (!row) throw new Error(`no rectification ${id}`);
  return row;
}

/** What a source has found so far. */
export async function lastSeqOf(manager: EntityManager, sourceId: string): Promise<number> {
  const [row]: { last: number }[] = await manager.query(
    `select coalesce(max(seq), 0) as last from rectification where source_id = $1`,
    [sourceId],
  );
  return row?.last ?? 0;
}

/** How many of a source's problems are not mended yet. */
export async function rectificationsOpen(manager: EntityManager, sourceId: string): Promise<number> {
  const [row]: { open: number }[] = await manager.query(
    `select count(*)::int as open from rectification where source_id = $1 and closed_at is null`,
    [sourceId],
  );
  return row?.open ?? 0;
}

export async function insertRectifications(
  manager: EntityManager,
  rows: readonly Pick<
    RectificationRow,
    | 'id'
    | 'sourceId'
    | 'seq'
    | 'regionCode'
    | 'subject'
    | 'dimension'
    | 'title'
    | 'detail'
    | 'measuresAsked'
    | 'sourceRef'
    | 'limitAt'
  >[],
): Promise<void> {
  await manager.query(
    `insert into rectification (id, source_id, seq, region_code, subject_kind, subject_region_code, subject_unit_id, dimension, title, detail,
       measures_asked, source_ref, limit_at, state)
     select id, "sourceId", seq, "regionCode", subject->>'kind', subject->>'regionCode', (subject->>'unitId')::uuid, dimension, title, detail,
       "measuresAsked", "sourceRef", "limitAt", 'planning'
     from jsonb_to_recordset($1::jsonb) as r(id uuid, "sourceId" uuid, seq int, "regionCode" text, subject jsonb, dimension text, title text,
       detail text, "measuresAsked" text, "sourceRef" text, "limitAt" timestamptz)`,
    [JSON.stringify(rows)],
  );
}

const COLUMNS = {
  state: 'state',
  limitAt: 'limit_at',
  measures: 'measures',
  responsiblePositionId: 'responsible_position_id',
  dueOn: 'due_on',
  result: 'result',
  evidence: 'evidence',
  verifiedByMethod: 'verified_by_method',
  verifiedFound: 'verified_found',
  returned: 'returned',
  doneAt: 'done_at',
  closedAt: 'closed_at',
  subjectUnitId: 'subject_unit_id',
} as const;

type Change = Partial<Pick<RectificationRow, Exclude<keyof typeof COLUMNS, 'subjectUnitId'>>> & {
  subjectUnitId?: string;
};

export const changeRectification = rowChange<Change>('rectification', 'id', COLUMNS);
