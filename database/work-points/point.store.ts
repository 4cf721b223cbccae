import type { EntityManager } from 'typeorm';
import type { MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';
import type { ReceivedPoint } from '../../domain/work-points/check-points.js';
import { rowChange } from '../change-row.js';

export interface PointRow {
  id: string;
  setId: string;
  seq: number;
  regionCode: string;
  number: string;
  section: string;
  title: string;
  text: string;
  leadUnitIds: string[];
  cooperatingUnitIds: string[];
  repliesOptional: boolean;
  quantities: string[];
  limitAt: Date;
  parentPointId: string | null;
  state: MatterState;
  closedAt: Date | null;
}

export const POINT = `w.id, w.set_id as "setId", w.seq, w.region_code as "regionCode", w.number, w.section, w.title, w.text,
  w.lead_unit_ids as "leadUnitIds", w.cooperating_unit_ids as "cooperatingUnitIds", w.replies_optional as "repliesOptional", w.quantities,
  w.limit_at as "limitAt", w.parent_point_id as "parentPointId", w.state, w.closed_at as "closedAt"`;

/** The point of a process. The process's lock is the point's lock. */
export async function pointOf(manager: EntityManager, id: string): Promise<PointRow> {
  const [row]: PointRow[] = await manager.query(`select ${POINT} from work_point w where w.id = $1`, [id]);
  if (!row) throw new Error(`no work point ${id}`);
  return row;
}

export async function insertPoints(
  manager: EntityManager,
  points: readonly Omit<PointRow, 'state' | 'closedAt'>[],
): Promise<void> {
  await manager.query(
    `insert into work_point (id, set_id, seq, region_code, number, section, title, text, lead_unit_ids, cooperating_unit_ids,
       replies_optional, quantities, limit_at, parent_point_id, state)
     select id, "setId", seq, "regionCode", number, section, title, text, "leadUnitIds", "cooperatingUnitIds", "repliesOptional", quantities,
       "limitAt", "parentPointId", 'open'
     from jsonb_to_recordset($1::jsonb) as p(id uuid, "setId" uuid, seq int, "regionCode" text, number text, section text, title text,
       text text, "leadUnitIds" uuid[], "cooperatingUnitIds" uuid[], "repliesOptional" boolean, quantities text[], "limitAt" timestamptz,
       "parentPointId" uuid)`,
    [JSON.stringify(points)],
  );
}

type Change = Partial<
  Pick<PointRow, 'state' | 'limitAt' | 'closedAt' | 'leadUnitIds' | 'cooperatingUnitIds'>
>;

export const changePoint = rowChange<Change>('work_point', 'id', {
  state: 'state',
  limitAt: 'limit_at',
  closedAt: 'closed_at',
  leadUnitIds: 'lead_unit_ids',
  cooperatingUnitIds: 'cooperating_unit_ids',
});

/** Points of a set that a lower level has to take over, in their order: all that were not given up. */
export function pointsToSplit(manager: EntityManager, setId: string): Promise<ReceivedPoint[]> {
  return manager.query(
    `select id, number, title from work_point where set_id = $1 and state <> 'terminated' order by seq`,
    [setId],
  );
}
