import type { EntityManager } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';

export interface ObjectionRow {
  id: string;
  seq: number;
  /** Of the standard, or `veto:` and the item. */
  indicator: string;
  reason: string;
  asked: number | null;
  objectedAt: Date;
  assignmentId: string;
  upheld: boolean | null;
  points: number | null;
  answer: string | null;
  confirmedAt: Date | null;
}

/** Objections of an evaluation, in the order of its subjects. */
export function objectionsOf(
  manager: EntityManager,
  id: string,
  seq: number | null = null,
): Promise<ObjectionRow[]> {
  return manager.query(
    `select o.id, o.seq, o.indicator, o.reason, o.asked::float8 as asked, o.objected_at as "objectedAt", o.assignment_id as "assignmentId",
       o.upheld, o.points::float8 as points, o.answer, o.confirmed_at as "confirmedAt"
     from evaluation_objection o where o.evaluation_id = $1 and ($2::int is null or o.seq = $2) order by o.seq, o.objected_at, o.indicator`,
    [id, seq],
  );
}

export async function addObjections(
  manager: EntityManager,
  id: string,
  seq: number,
  assignmentId: string,
  objections: readonly { indicator: string; reason: string; points?: number }[],
  at: Date,
): Promise<void> {
  const rows = objections.map(({ indicator, reason, points }) => ({
    ...{ id: uuidv5(`${seq}/${indicator}`, id), indicator, reason, asked: points ?? null },
  }));
  await manager.query(
    `insert into evaluation_objection (id, evaluation_id, seq, indicator, reason, asked, objected_at, assignment_id)
     select id, $1, $2, indicator, reason, asked, $4, $5 from jsonb_to_recordset($3) as o(id uuid, indicator text, reason text, asked numeric)`,
    [id, seq, JSON.stringify(rows), at, assignmentId],
  );
}

export interface AnsweredObjection {
  id: string;
  upheld: boolean;
  points: number | null;
  answer: string;
}

export async function answerObjections(
  manager: EntityManager,
  id: string,
  answers: readonly AnsweredObjection[],
): Promise<void> {
  await manager.query(
    `update evaluation_objection o set upheld = a.upheld, points = a.points, answer = a.answer
     from jsonb_to_recordset($2) as a(id uuid, upheld boolean, points numeric, answer text) where o.evaluation_id = $1 and o.id = a.id`,
    [id, JSON.stringify(answers)],
  );
}

export async function confirmObjections(manager: EntityManager, id: string, at: Date): Promise<void> {
  await manager.query(`update evaluation_objection set confirmed_at = $2 where evaluation_id = $1`, [id, at]);
}
