import type { EntityManager } from 'typeorm';
import type { MatterTask } from '../../domain/coordination/forms.js';
import type { TaskLimit, Urgency } from '../../domain/coordination/urgency.js';

export interface MatterRow {
  id: string;
  proposedUrgency: Urgency;
  urgency: Urgency | null;
  raisingUnitId: string;
  rounds: number;
}

/** The matter of a process whose lock is held. */
export async function matterOf(manager: EntityManager, id: string): Promise<MatterRow> {
  const [row]: MatterRow[] = await manager.query(
    `select id, proposed_urgency as "proposedUrgency", urgency, raising_unit_id as "raisingUnitId", rounds
     from coordination_matter where id = $1`,
    [id],
  );
  if (!row) throw new Error(`no matter ${id}`);
  return row;
}

export async function insertMatter(
  manager: EntityManager,
  row: { id: string; detail: string; urgency: Urgency; raisingUnitId: string },
): Promise<void> {
  await manager.query(
    `insert into coordination_matter (id, detail, proposed_urgency, raising_unit_id) values ($1, $2, $3, $4)`,
    [row.id, row.detail, row.urgency, row.raisingUnitId],
  );
}

/** Tasks of a new round; those of earlier rounds stay readable. */
export async function insertTasks(
  manager: EntityManager,
  id: string,
  urgency: Urgency,
  tasks: readonly MatterTask[],
): Promise<void> {
  const [rows]: [{ rounds: number }[], number] = await manager.query(
    `update coordination_matter set urgency = $2, rounds = rounds + 1 where id = $1 returning rounds`,
    [id, urgency],
  );
  await manager.query(
    `insert into coordination_task (matter_id, round, unit_id, task, time_limit, state)
     select $1, $2, unit_id, task, time_limit::jsonb, 'assigned' from unnest($3::uuid[], $4::text[], $5::text[]) as t(unit_id, task, time_limit)`,
    [
      id,
      rows[0]?.rounds ?? 1,
      tasks.map(({ unitId }) => unitId),
      tasks.map(({ task }) => task.trim()),
      tasks.map(({ limit }) => JSON.stringify(limit)),
    ],
  );
}

export interface TaskRow {
  unitId: string;
  limit: TaskLimit;
  state: 'assigned' | 'reported' | 'unable' | 'released';
}

/** Tasks of the present round. */
export function presentTasks(manager: EntityManager, id: string): Promise<TaskRow[]> {
  return manager.query(
    `select t.unit_id as "unitId", t.time_limit as limit, t.state from coordination_task t
     join coordination_matter m on m.id = t.matter_id and m.rounds = t.round where m.id = $1 order by t.unit_id`,
    [id],
  );
}

/** How a unit's task of the present round stands. */
export async function settleTask(
  manager: EntityManager,
  id: string,
  unitId: string,
  { state, report, at }: { state: TaskRow['state']; report: string | null; at: Date | null },
): Promise<void> {
  await manager.query(
    `update coordination_task t set state = $3, report = $4, settled_at = $5 from coordination_matter m
     where m.id = $1 and t.matter_id = m.id and t.round = m.rounds and t.unit_id = $2`,
    [id, unitId, state, report, at],
  );
}

export async function writeReview(manager: EntityManager, id: string, review: string): Promise<void> {
  await manager.query(`update coordination_matter set review = $2 where id = $1`, [id, review]);
}

/** Another unit stands for what this one raised. */
export async function raiseAs(manager: EntityManager, id: string, from: string, to: string): Promise<void> {
  await manager.query(
    `update coordination_matter set raising_unit_id = $3 where id = $1 and raising_unit_id = $2`,
    [id, from, to],
  );
}

/** The task of the present round is another unit's, which has none of its own in it. */
export async function moveTask(manager: EntityManager, id: string, from: string, to: string): Promise<void> {
  await manager.query(
    `update coordination_task t set unit_id = $3 from coordination_matter m
     where m.id = $1 and t.matter_id = m.id and t.round = m.rounds and t.unit_id = $2`,
    [id, from, to],
  );
}

/**
 * A unit that leaves hands its part to a successor: the open task of the present round, and the confirmation of what it raised. A
 * successor with a task of its own does both: the texts stand together.
 */
export async function replaceInMatter(
  manager: EntityManager,
  id: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  await raiseAs(manager, id, unitId, successorId);
  const [merged]: [unknown[], number] = await manager.query(
    `update coordination_task s set task = s.task || E'\n' || t.task, state = 'assigned', report = null, settled_at = null
     from coordination_task t join coordination_matter m on m.id = t.matter_id and m.rounds = t.round
     where m.id = $1 and t.unit_id = $2 and t.state = 'assigned' and s.matter_id = t.matter_id and s.round = t.round and s.unit_id = $3
     returning s.round`,
    [id, unitId, successorId],
  );
  await manager.query(
    merged.length > 0
      ? `delete from coordination_task t using coordination_matter m where m.id = $1 and t.matter_id = m.id and t.round = m.rounds
           and t.unit_id = $2 and t.state = 'assigned' and $3::uuid is not null`
      : `update coordination_task t set unit_id = $3 from coordination_matter m where m.id = $1 and t.matter_id = m.id
           and t.round = m.rounds and t.unit_id = $2 and t.state = 'assigned'`,
    [id, unitId, successorId],
  );
}
