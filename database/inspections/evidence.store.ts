import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';

/** What a target handed in. One that answers for an abolished one too may have handed in twice. */
export interface MaterialRow {
  assignmentId: string;
  targetSeq: number;
  summary: string;
  lacking: string | null;
  handedInAt: Date;
  late: boolean;
  files: number;
}

export interface VisitRow {
  targetSeq: number;
  visitedOn: CivilDate;
  place: string;
  seen: string;
}

export function materialsOf(manager: EntityManager, processId: string): Promise<MaterialRow[]> {
  return manager.query(
    `select m.assignment_id as "assignmentId", m.target_seq as "targetSeq", m.summary, m.lacking, m.handed_in_at as "handedInAt", m.late,
       (select count(*) from attachment f where f.assignment_id = m.assignment_id)::int as files
     from inspection_material m where m.process_id = $1 order by m.handed_in_at, m.assignment_id`,
    [processId],
  );
}

export async function writeMaterial(
  manager: EntityManager,
  processId: string,
  material: Omit<MaterialRow, 'files'>,
): Promise<void> {
  await manager.query(
    `insert into inspection_material (assignment_id, process_id, target_seq, summary, lacking, handed_in_at, late)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (assignment_id) do update set target_seq = excluded.target_seq, summary = excluded.summary, lacking = excluded.lacking,
       handed_in_at = excluded.handed_in_at, late = excluded.late`,
    [
      material.assignmentId,
      processId,
      material.targetSeq,
      material.summary,
      material.lacking,
      material.handedInAt,
      material.late,
    ],
  );
}

/** It was returned, and is owed anew. */
export async function withdrawMaterial(manager: EntityManager, assignmentId: string): Promise<void> {
  await manager.query(`delete from inspection_material where assignment_id = $1`, [assignmentId]);
}

export function visitsOf(manager: EntityManager, processId: string): Promise<VisitRow[]> {
  return manager.query(
    `select target_seq as "targetSeq", visited_on::text as "visitedOn", place, seen from inspection_visit where process_id = $1 order by target_seq`,
    [processId],
  );
}

/** In place of what was written about the same targets before. */
export async function writeVisits(
  manager: EntityManager,
  processId: string,
  visits: readonly VisitRow[],
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into inspection_visit (process_id, target_seq, visited_on, place, seen, recorded_at)
     select $1, v."targetSeq", v."visitedOn", v.place, v.seen, $3
     from jsonb_to_recordset($2) as v("targetSeq" int, "visitedOn" date, place text, seen text)
     on conflict (process_id, target_seq) do update set visited_on = excluded.visited_on, place = excluded.place, seen = excluded.seen,
       recorded_at = excluded.recorded_at`,
    [processId, JSON.stringify(visits), now],
  );
}
