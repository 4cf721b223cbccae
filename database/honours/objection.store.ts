import type { EntityManager } from 'typeorm';
import type { ObjectionAnswer, ObjectionSource } from '../../domain/honours/naming.js';
import type { CivilDate } from '../../domain/time/zone.js';

export interface ObjectionRow {
  id: string;
  seq: number;
  candidateId: string;
  source: ObjectionSource;
  about: string;
  receivedOn: CivilDate;
  recordedAt: Date;
  answer: ObjectionAnswer | null;
  answerReason: string | null;
  answeredAt: Date | null;
  finding: Exclude<ObjectionAnswer, 'longer'> | null;
  findingReason: string | null;
  foundAt: Date | null;
}

const OBJECTION = `o.id, o.seq, o.candidate_id as "candidateId", o.source, o.about, o.received_on::text as "receivedOn",
  o.recorded_at as "recordedAt", o.answer, o.answer_reason as "answerReason", o.answered_at as "answeredAt", o.finding,
  o.finding_reason as "findingReason", o.found_at as "foundAt"`;

/** Objections of a round in the order they were registered. */
export function objectionsOf(manager: EntityManager, processId: string): Promise<ObjectionRow[]> {
  return manager.query(`select ${OBJECTION} from objection o where o.process_id = $1 order by o.seq`, [
    processId,
  ]);
}

export type NewObjection = Pick<
  ObjectionRow,
  'id' | 'seq' | 'candidateId' | 'source' | 'about' | 'receivedOn'
>;

export async function insertObjection(
  manager: EntityManager,
  processId: string,
  one: NewObjection,
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into objection (id, process_id, seq, candidate_id, source, about, received_on, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.id, processId, one.seq, one.candidateId, one.source, one.about, one.receivedOn, now],
  );
}

export async function answerObjection(
  manager: EntityManager,
  id: string,
  answer: ObjectionAnswer,
  reason: string,
  now: Date,
): Promise<void> {
  await manager.query(
    `update objection set answer = $2, answer_reason = $3, answered_at = $4 where id = $1`,
    [id, answer, reason, now],
  );
}

export async function concludeInquiry(
  manager: EntityManager,
  id: string,
  finding: Exclude<ObjectionAnswer, 'longer'>,
  reason: string,
  now: Date,
): Promise<void> {
  await manager.query(`update objection set finding = $2, finding_reason = $3, found_at = $4 where id = $1`, [
    id,
    finding,
    reason,
    now,
  ]);
}
