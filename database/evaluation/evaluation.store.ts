import type { EntityManager } from 'typeorm';
import type { EvidenceRecord } from '../../domain/evaluation/evidence.js';
import type { EvaluationStandard } from '../../domain/evaluation/standard.js';
import type { VetoItem } from '../../domain/evaluation/veto-items.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { assigned } from '../change-row.js';

export interface EvaluationRow {
  processId: string;
  regionCode: string;
  year: number;
  standardId: string | null;
  standardVersion: number;
  standard: EvaluationStandard;
  standardSha256: Buffer;
  dueDate: CivilDate;
  objectionDays: number;
  figuresAt: Date | null;
  approvedAt: Date | null;
  finishedAt: Date | null;
}

export type SubjectResponse = 'accepted' | 'objected' | 'silent';

export interface SubjectRow extends Subject {
  seq: number;
  name: string;
  selfAssignmentId: string | null;
  handedInAt: Date | null;
  note: string | null;
  points: number | null;
  grade: string | null;
  vetoed: boolean | null;
  resultDocumentId: string | null;
  response: SubjectResponse | null;
  respondedAt: Date | null;
  resultSha256: Buffer | null;
  frozenAt: Date | null;
}

export interface ScoreRow {
  seq: number;
  indicator: string;
  systemMet: number | null;
  systemTotal: number | null;
  systemPoints: number | null;
  records: EvidenceRecord[];
  claimed: number | null;
  statement: string | null;
  points: number | null;
  reason: string | null;
}

/** Dates as text: the driver would make instants of them, in the host's zone. */
const EVALUATION = `e.process_id as "processId", e.region_code as "regionCode", e.year, e.standard_id as "standardId",
  e.standard_version as "standardVersion", e.standard, e.standard_sha256 as "standardSha256", e.due_date::text as "dueDate",
  e.objection_days as "objectionDays", e.figures_at as "figuresAt", e.approved_at as "approvedAt", e.finished_at as "finishedAt"`;
/** Points as numbers: the driver would make texts of numerics. */
const SUBJECT = `s.seq, s.kind, s.region_code as "regionCode", s.unit_id as "unitId",
  case when s.kind = 'region' then r.name else u.short_name end as name, s.self_assignment_id as "selfAssignmentId",
  s.handed_in_at as "handedInAt", s.note, s.points::float8 as points, s.grade, s.vetoed, s.result_document_id as "resultDocumentId",
  s.response, s.responded_at as "respondedAt", s.result_sha256 as "resultSha256", s.frozen_at as "frozenAt"`;
const SCORE = `c.seq, c.indicator, c.system_met as "systemMet", c.system_total as "systemTotal", c.system_points::float8 as "systemPoints",
  c.records, c.claimed::float8 as claimed, c.statement, c.points::float8 as points, c.reason`;

export async function findEvaluation(manager: EntityManager, id: string): Promise<EvaluationRow | null> {
  const [row]: EvaluationRow[] = await manager.query(
    `select ${EVALUATION} from evaluation e where e.process_id = $1`,
    [id],
  );
  return row ?? null;
}

export async function evaluationOf(manager: EntityManager, id: string): Promise<EvaluationRow> {
  const row = await findEvaluation(manager, id);
  if (!row) throw new Error(`no evaluation ${id}`);
  return row;
}

export async function insertEvaluation(
  manager: EntityManager,
  row: Omit<EvaluationRow, 'figuresAt' | 'approvedAt' | 'finishedAt'>,
  subjects: readonly Subject[],
): Promise<void> {
  await manager.query(
    `insert into evaluation (process_id, region_code, year, standard_id, standard_version, standard, standard_sha256, due_date, objection_days)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.processId,
      row.regionCode,
      row.year,
      row.standardId,
      row.standardVersion,
      JSON.stringify(row.standard),
      row.standardSha256,
      row.dueDate,
      row.objectionDays,
    ],
  );
  await manager.query(
    `insert into evaluation_subject (evaluation_id, seq, kind, region_code, unit_id)
     select $1, n, s ->> 'kind', s ->> 'regionCode', (s ->> 'unitId')::uuid from jsonb_array_elements($2) with ordinality as a(s, n)`,
    [row.processId, JSON.stringify(subjects)],
  );
}

const MARKS = { figuresAt: 'figures_at', approvedAt: 'approved_at', finishedAt: 'finished_at' } as const;

export async function markEvaluation(
  manager: EntityManager,
  id: string,
  mark: keyof typeof MARKS,
  at: Date,
): Promise<void> {
  await manager.query(`update evaluation set ${MARKS[mark]} = $2 where process_id = $1`, [id, at]);
}

/** Subjects in the organisation's order; never by their points. */
export async function subjectsOfEvaluation(manager: EntityManager, id: string): Promise<SubjectRow[]> {
  const rows: SubjectRow[] = await manager.query(
    `select ${SUBJECT} from evaluation_subject s join region r on r.code = s.region_code join unit u on u.id = s.unit_id
     where s.evaluation_id = $1 order by s.seq`,
    [id],
  );
  return rows.map((row) => ({ ...row, name: row.kind === 'region' ? regionLabel(row.name) : row.name }));
}

/** Who of these is being evaluated for a year already. */
export async function runningFor(
  manager: EntityManager,
  subjects: readonly Subject[],
  year: number,
): Promise<string[]> {
  const rows: { unitId: string }[] = await manager.query(
    `select distinct s.unit_id as "unitId" from evaluation_subject s join evaluation e on e.process_id = s.evaluation_id
       join process p on p.id = e.process_id and p.state = 'running'
     where s.unit_id = any($1::uuid[]) and e.year = $2 and s.frozen_at is null`,
    [subjects.map(({ unitId }) => unitId), year],
  );
  return rows.map(({ unitId }) => unitId);
}

export function scoresOf(manager: EntityManager, id: string, seq: number | null = null): Promise<ScoreRow[]> {
  return manager.query(
    `select ${SCORE} from evaluation_score c where c.evaluation_id = $1 and ($2::int is null or c.seq = $2) order by c.seq, c.indicator`,
    [id, seq],
  );
}

export type NewScore = Omit<ScoreRow, 'points' | 'reason'>;

/** Writes what is known of some subjects; a subject that hands in anew replaces what it had. */
export async function writeScores(
  manager: EntityManager,
  id: string,
  scores: readonly NewScore[],
): Promise<void> {
  if (scores.length === 0) return;
  await manager.query(
    `insert into evaluation_score (evaluation_id, seq, indicator, system_met, system_total, system_points, records, claimed, statement)
     select $1, seq, indicator, "systemMet", "systemTotal", "systemPoints", records, claimed, statement from jsonb_to_recordset($2)
       as c(seq int, indicator text, "systemMet" int, "systemTotal" int, "systemPoints" numeric, records jsonb, claimed numeric, statement text)
     on conflict (evaluation_id, seq, indicator) do update set system_met = excluded.system_met, system_total = excluded.system_total,
       system_points = excluded.system_points, records = excluded.records, claimed = excluded.claimed, statement = excluded.statement`,
    [id, JSON.stringify(scores)],
  );
}

export async function dropScores(manager: EntityManager, id: string, seq: number): Promise<void> {
  await manager.query(`delete from evaluation_score where evaluation_id = $1 and seq = $2`, [id, seq]);
}

export interface GivenPoints {
  seq: number;
  indicator: string;
  points: number;
  reason: string | null;
}

/** What the review, or an answer to an objection, gave. */
export async function givePoints(
  manager: EntityManager,
  id: string,
  given: readonly GivenPoints[],
): Promise<void> {
  if (given.length === 0) return;
  await manager.query(
    `update evaluation_score c set points = g.points, reason = g.reason
     from jsonb_to_recordset($2) as g(seq int, indicator text, points numeric, reason text)
     where c.evaluation_id = $1 and c.seq = g.seq and c.indicator = g.indicator`,
    [id, JSON.stringify(given)],
  );
}

export interface Correction {
  seq: number;
  indicator: string;
  stage: 'review' | 'objection';
  before: number;
  after: number;
  reason: string;
  correctedAt: Date;
  correctedBy: string | null;
}

/** Each after those before it of the same indicator. */
export async function addCorrections(
  manager: EntityManager,
  id: string,
  corrections: readonly Omit<Correction, 'correctedAt' | 'correctedBy'>[],
  by: { personId: string | null; at: Date },
): Promise<void> {
  if (corrections.length === 0) return;
  await manager.query(
    `insert into evaluation_correction (evaluation_id, seq, indicator, ordinal, stage, before, after, reason, corrected_at, corrected_by)
     select $1, n.seq, n.indicator, 1 + (select count(*) from evaluation_correction o where o.evaluation_id = $1 and o.seq = n.seq
         and o.indicator = n.indicator), n.stage, n.before, n.after, n.reason, $3, $4
     from jsonb_to_recordset($2) as n(seq int, indicator text, stage text, before numeric, after numeric, reason text)`,
    [id, JSON.stringify(corrections), by.at, by.personId],
  );
}

export function correctionsOf(
  manager: EntityManager,
  id: string,
  seq: number | null = null,
): Promise<Correction[]> {
  return manager.query(
    `select c.seq, c.indicator, c.stage, c.before::float8 as before, c.after::float8 as after, c.reason, c.corrected_at as "correctedAt",
       p.name as "correctedBy"
     from evaluation_correction c left join person p on p.id = c.corrected_by
     where c.evaluation_id = $1 and ($2::int is null or c.seq = $2) order by c.seq, c.indicator, c.ordinal`,
    [id, seq],
  );
}

export interface MarkedVeto {
  seq: number;
  item: VetoItem;
  eventId: string | null;
  reason: string | null;
}

export function vetoesOf(manager: EntityManager, id: string): Promise<MarkedVeto[]> {
  return manager.query(
    `select v.seq, v.item, v.event_id as "eventId", v.reason from evaluation_veto v where v.evaluation_id = $1 order by v.seq, v.item`,
    [id],
  );
}

/** Marks of one origin as they are now: those that are gone are taken away. What a confirmed event and a review both found is one mark of both. */
export async function replaceVetoes(
  manager: EntityManager,
  id: string,
  from: 'event' | 'review',
  marks: readonly MarkedVeto[],
  at: Date,
): Promise<void> {
  const [own, other] = from === 'event' ? ['event_id', 'reason'] : ['reason', 'event_id'];
  await manager.query(
    `delete from evaluation_veto where evaluation_id = $1 and ${own} is not null and ${other} is null`,
    [id],
  );
  await manager.query(`update evaluation_veto set ${own} = null where evaluation_id = $1`, [id]);
  await manager.query(
    `insert into evaluation_veto (evaluation_id, seq, item, event_id, reason, marked_at)
     select distinct on (m.seq, m.item) $1::uuid, m.seq, m.item, m."eventId", m.reason, $3::timestamptz
     from jsonb_to_recordset($2) as m(seq int, item text, "eventId" uuid, reason text) order by m.seq, m.item, m."eventId"
     on conflict (evaluation_id, seq, item) do update set ${own} = excluded.${own}`,
    [id, JSON.stringify(marks), at],
  );
}

/** Marks of a review that turned out wrong; what a confirmed event says stays. */
export async function dropVetoes(
  manager: EntityManager,
  id: string,
  marks: readonly { seq: number; item: string }[],
): Promise<void> {
  await manager.query(
    `delete from evaluation_veto v using jsonb_to_recordset($2) as m(seq int, item text)
     where v.evaluation_id = $1 and v.seq = m.seq and v.item = m.item and v.event_id is null`,
    [id, JSON.stringify(marks)],
  );
}

type SubjectChange = Partial<
  Pick<
    SubjectRow,
    | 'unitId'
    | 'selfAssignmentId'
    | 'handedInAt'
    | 'note'
    | 'points'
    | 'grade'
    | 'vetoed'
    | 'resultDocumentId'
    | 'response'
    | 'respondedAt'
  >
>;
const COLUMNS: Record<keyof SubjectChange, string> = {
  unitId: 'unit_id',
  selfAssignmentId: 'self_assignment_id',
  handedInAt: 'handed_in_at',
  note: 'note',
  points: 'points',
  grade: 'grade',
  vetoed: 'vetoed',
  resultDocumentId: 'result_document_id',
  response: 'response',
  respondedAt: 'responded_at',
};

/** Changes what is given; `null` takes away, what is left out stays. */
export async function changeSubject(
  manager: EntityManager,
  id: string,
  seq: number,
  change: SubjectChange,
): Promise<void> {
  const { set, values } = assigned(change, COLUMNS, 3);
  if (set === '') return;
  await manager.query(`update evaluation_subject set ${set} where evaluation_id = $1 and seq = $2`, [
    id,
    seq,
    ...values,
  ]);
}

/** Who has said nothing by the end of the window is written down as silent. */
export async function markSilent(manager: EntityManager, id: string, at: Date): Promise<number> {
  const [, count]: [unknown[], number] = await manager.query(
    `update evaluation_subject set response = 'silent', responded_at = $2 where evaluation_id = $1 and response is null`,
    [id, at],
  );
  return count;
}

/** What came out for some subjects. */
export async function settleSubjects(
  manager: EntityManager,
  id: string,
  results: readonly Pick<SubjectRow, 'seq' | 'points' | 'grade' | 'vetoed'>[],
): Promise<void> {
  if (results.length === 0) return;
  await manager.query(
    `update evaluation_subject s set points = r.points, grade = r.grade, vetoed = r.vetoed
     from jsonb_to_recordset($2) as r(seq int, points numeric, grade text, vetoed boolean) where s.evaluation_id = $1 and s.seq = r.seq`,
    [id, JSON.stringify(results)],
  );
}

/** The document that tells a subject its result. */
export async function noteDocuments(
  manager: EntityManager,
  id: string,
  documents: readonly { seq: number; documentId: string | undefined }[],
): Promise<void> {
  await manager.query(
    `update evaluation_subject s set result_document_id = d."documentId"
     from jsonb_to_recordset($2) as d(seq int, "documentId" uuid) where s.evaluation_id = $1 and s.seq = d.seq`,
    [id, JSON.stringify(documents)],
  );
}

/** Once; the database refuses any change of it afterwards. */
export async function freezeSubjects(
  manager: EntityManager,
  id: string,
  frozen: readonly { seq: number; json: string; sha256: Buffer }[],
  at: Date,
): Promise<void> {
  await manager.query(
    `update evaluation_subject s set result = f.result::jsonb, result_sha256 = f.sha256, frozen_at = $2
     from unnest($3::int[], $4::text[], $5::bytea[]) as f(seq, result, sha256) where s.evaluation_id = $1 and s.seq = f.seq`,
    [
      id,
      at,
      frozen.map(({ seq }) => seq),
      frozen.map(({ json }) => json),
      frozen.map(({ sha256 }) => sha256),
    ],
  );
}
