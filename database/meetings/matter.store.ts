import type { EntityManager } from 'typeorm';
import type { MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';

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

export async function insertMatter(
  manager: EntityManager,
  matter: Omit<MatterRow, 'state' | 'result' | 'doneAt' | 'closedAt'>,
): Promise<void> {
  await manager.query(
    `insert into matter (id, source_id, seq, region_code, title, lead_unit_id, cooperating_unit_ids, measures, limit_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open')`,
    [
      matter.id,
      matter.sourceId,
      matter.seq,
      matter.regionCode,
      matter.title,
      matter.leadUnitId,
      matter.cooperatingUnitIds,
      matter.measures,
      matter.limitAt,
    ],
  );
}

type Change = Partial<
  Pick<
    MatterRow,
    'state' | 'result' | 'limitAt' | 'doneAt' | 'closedAt' | 'leadUnitId' | 'cooperatingUnitIds'
  >
>;

const COLUMNS: Record<keyof Change, string> = {
  state: 'state',
  result: 'result',
  limitAt: 'limit_at',
  doneAt: 'done_at',
  closedAt: 'closed_at',
  leadUnitId: 'lead_unit_id',
  cooperatingUnitIds: 'cooperating_unit_ids',
};

export async function changeMatter(manager: EntityManager, id: string, change: Change): Promise<void> {
  const names = Object.keys(change) as (keyof Change)[];
  const set = names.map((name, index) => `${COLUMNS[name]} = $${index + 2}`).join(', ');
  await manager.query(`update matter set ${set} where id = $1`, [id, ...names.map((name) => change[name])]);
}
