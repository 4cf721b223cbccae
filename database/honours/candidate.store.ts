import type { EntityManager } from 'typeorm';
import type { CandidateState } from '../../domain/honours/naming.js';
import type { Subject } from '../../domain/organisation/subject.js';

export interface CandidateRow {
  id: string;
  seq: number;
  awardId: string;
  /** Who answers for it, and whose vetoes count against it. */
  subject: Subject;
  name: string;
  post: string | null;
  deeds: string;
  evidence: string | null;
  assignmentId: string | null;
  recommenderUnitId: string;
  state: CandidateState;
  reason: string | null;
  changedAt: Date;
}

const CANDIDATE = `c.id, c.seq, c.award_id as "awardId",
  jsonb_build_object('kind', c.holder_kind, 'regionCode', c.holder_region_code, 'unitId', c.holder_unit_id) as subject, c.name, c.post,
  c.deeds, c.evidence, c.assignment_id as "assignmentId", c.recommender_unit_id as "recommenderUnitId", c.state, c.reason,
  c.changed_at as "changedAt"`;

/** Candidates of a round in the order they came, all or those in these states. */
export function candidatesOf(
  manager: EntityManager,
  processId: string,
  states?: readonly CandidateState[],
): Promise<CandidateRow[]> {
  return manager.query(
    `select ${CANDIDATE} from candidate c
     where c.process_id = $1 and ($2::text[] is null or c.state = any($2::text[])) order by c.seq`,
    [processId, states ?? null],
  );
}

export type NewCandidate = Omit<CandidateRow, 'seq' | 'state' | 'reason' | 'changedAt'>;

export async function insertCandidates(
  manager: EntityManager,
  processId: string,
  candidates: readonly NewCandidate[],
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into candidate (id, process_id, seq, award_id, holder_kind, holder_region_code, holder_unit_id, name, post, deeds, evidence,
       assignment_id, recommender_unit_id, state, changed_at)
     select id, $1, (select coalesce(max(seq), 0) from candidate where process_id = $1) + ordinal, award_id, holder_kind,
       holder_region_code, holder_unit_id, name, post, deeds, evidence, assignment_id, recommender_unit_id, 'recommended', $3
     from jsonb_to_recordset($2::jsonb) as c(id uuid, ordinal int, award_id text, holder_kind text, holder_region_code text,
       holder_unit_id uuid, name text, post text, deeds text, evidence text, assignment_id uuid, recommender_unit_id uuid)`,
    [
      processId,
      JSON.stringify(
        candidates.map(({ subject, ...one }, index) => ({
          id: one.id,
          ordinal: index + 1,
          award_id: one.awardId,
          holder_kind: subject.kind,
          holder_region_code: subject.regionCode,
          holder_unit_id: subject.unitId,
          name: one.name,
          post: one.post,
          deeds: one.deeds,
          evidence: one.evidence,
          assignment_id: one.assignmentId,
          recommender_unit_id: one.recommenderUnitId,
        })),
      ),
      now,
    ],
  );
}

/** Takes back what was handed in with an assignment. */
export async function deleteRecommended(
  manager: EntityManager,
  processId: string,
  assignmentId: string,
): Promise<void> {
  await manager.query(`delete from candidate where process_id = $1 and assignment_id = $2`, [
    processId,
    assignmentId,
  ]);
}

/**
 * What a unit recommended before: only what it hands in last counts. Where it took over another one's part it owes both, and what it handed
 * in with the other assignment of the step stays.
 */
export async function deleteEarlier(
  manager: EntityManager,
  processId: string,
  { id, stepId, unitId }: { id: string; stepId: string; unitId: string },
): Promise<void> {
  await manager.query(
    `delete from candidate c where c.process_id = $1 and c.recommender_unit_id = $2 and (c.assignment_id is null or c.assignment_id = $3
       or not exists (select 1 from assignment a where a.id = c.assignment_id and a.step_id = $4))`,
    [processId, unitId, id, stepId],
  );
}

/** What one unit recommended is another one's recommendation now. */
export async function moveRecommended(
  manager: EntityManager,
  processId: string,
  from: string,
  to: string,
): Promise<void> {
  await manager.query(
    `update candidate set recommender_unit_id = $3 where process_id = $1 and recommender_unit_id = $2`,
    [processId, from, to],
  );
}

export interface Standing {
  id: string;
  state: CandidateState;
  reason: string | null;
}

export async function moveCandidates(
  manager: EntityManager,
  standings: readonly Standing[],
  now: Date,
): Promise<void> {
  if (standings.length === 0) return;
  await manager.query(
    `update candidate c set state = s.state, reason = s.reason, changed_at = $4
     from unnest($1::uuid[], $2::text[], $3::text[]) as s(id, state, reason) where c.id = s.id`,
    [
      standings.map(({ id }) => id),
      standings.map(({ state }) => state),
      standings.map(({ reason }) => reason),
      now,
    ],
  );
}
