import type { EntityManager } from 'typeorm';
import type { MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';
import { rowChange } from '../change-row.js';

export interface MatterRow {
  id: string;
  sourceId: string;
  seq: number;
  regionCode: string;
  title: string;
  leadUnitId: string;
  cooperatingUnitIds: string[];
  measures: string;
  limitAt: Date;
  state: MatterState;
  result: string | null;
  doneAt: Date | null;
  closedAt: Date | null;
}

const MATTER = `m.id, m.source_id as "sourceId", m.seq, m.region_code as "regionCode", m.title, m.lead_unit_id as "leadUnitId",
  m.cooperating_unit_ids as "cooperatingUnitIds", m.measures, m.limit_at as "limitAt", m.state, m.result, m.done_at as "doneAt",
  m.closed_at as "closedAt"`;

/** The matter of a process. The process's lock is the matter's lock. */
export async function matterOf(manager: EntityManager, id: string): Promise<MatterRow> {
  const [row]: MatterRow[] = await manager.query(`select ${MATTER} from matter m where m.id = $1`, [id]);
  if (!row) throw new Error(`no matter ${id}`);
  return row;
}

/** What a meeting decided, in its order. */
export function mattersOf(manager: EntityManager, sourceId: string): Promise<MatterRow[]> {
  return manager.query(`select ${MATTER} from matter m where m.source_id = $1 order by m.seq`, [sourceId]);
}

export async function insertMatters(
  manager: EntityManager,
  matters: readonly Omit<MatterRow, 'state' | 'result' | 'doneAt' | 'closedAt'>[],
): Promise<void> {
  await manager.query(
    `insert into matter (id, source_id, seq, region_code, title, lead_unit_id, cooperating_unit_ids, measures, limit_at, state)
     select id, "sourceId", seq, "regionCode", title, "leadUnitId", "cooperatingUnitIds", measures, "limitAt", 'open'
     from jsonb_to_recordset($1::jsonb) as m(id uuid, "sourceId" uuid, seq int, "regionCode" text, title text, "leadUnitId" uuid,
       "cooperatingUnitIds" uuid[], measures text, "limitAt" timestamptz)`,
    [JSON.stringify(matters)],
  );
}

type Change = Partial<
  Pick<
    MatterRow,
    'state' | 'result' | 'limitAt' | 'doneAt' | 'closedAt' | 'leadUnitId' | 'cooperatingUnitIds'
  >
>;

export const changeMatter = rowChange<Change>('matter', 'id', {
  state: 'state',
  result: 'result',
  limitAt: 'limit_at',
  doneAt: 'done_at',
  closedAt: 'closed_at',
  leadUnitId: 'lead_unit_id',
  cooperatingUnitIds: 'cooperating_unit_ids',
});
