import type { EntityManager } from 'typeorm';
import { standardInForce, type StandardInForce } from './standard.repository.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { parentCodeOf } from '../../domain/organisation/region-code.js';
import type { CivilDate } from '../../domain/time/zone.js';

/** The standard a subject is measured by: a region by that of the one above it, which evaluates it. */
export function standardFor(
  manager: EntityManager,
  { kind, regionCode }: Subject,
  on: CivilDate,
): Promise<StandardInForce> {
  const measuring = kind === 'region' ? (parentCodeOf(regionCode) ?? regionCode) : regionCode;
  return standardInForce(manager, measuring, on);
}

export interface Statement {
  indicator: string;
  statement: string;
  assignmentId: string | null;
}

/** What the subject said, in its latest evaluation of that year, about what only itself can prove. Index: evaluation_subject_unit. */
export function statementsOf(
  manager: EntityManager,
  { unitId }: Subject,
  year: number,
): Promise<Statement[]> {
  return manager.query(
    `select distinct on (c.indicator) c.indicator, c.statement, s.self_assignment_id as "assignmentId"
     from evaluation_subject s join evaluation e on e.process_id = s.evaluation_id and e.year = $2
       join evaluation_score c on c.evaluation_id = s.evaluation_id and c.seq = s.seq
     where s.unit_id = $1 and c.statement is not null and c.system_points is null
     order by c.indicator, s.handed_in_at desc`,
    [unitId, year],
  );
}

/** A file of a process that counts as evidence. */
export interface EvidenceFile {
  processId: string;
  /** Of a document: its id; of an attachment: the hash of its content. */
  documentId: string | null;
  sha256: Buffer | null;
  name: string;
}

/**
 * Documents and attachments of these processes: a region's own, or those that a unit was sent and handed in itself. Indexes:
 * document_process, attachment_process.
 */
export function evidenceFiles(
  manager: EntityManager,
  { kind, regionCode, unitId }: Subject,
  processIds: readonly string[],
): Promise<EvidenceFile[]> {
  return manager.query(
    `select d.process_id as "processId", d.id as "documentId", null::bytea as sha256, d.number || ' ' || d.title || '.docx' as name,
       d.issued_at as at
     from document d where d.process_id = any($1::uuid[]) and d.state = 'issued' and ($2 = 'region' and d.region_code = $3
       or exists (select 1 from document_recipient r where r.document_id = d.id and r.unit_id = $4))
     union all
     select t.process_id, null, t.sha256, t.name, t.uploaded_at
     from attachment t join assignment a on a.id = t.assignment_id join process p on p.id = t.process_id
     where t.process_id = any($1::uuid[]) and ($2 = 'region' and p.region_code = $3 or a.unit_id = $4)
     order by at, name`,
    [processIds, kind, regionCode, unitId],
  );
}

/** What a subject uploaded with its self-assessments of that year. */
export function selfAssessmentFiles(
  manager: EntityManager,
  { unitId }: Subject,
  year: number,
): Promise<EvidenceFile[]> {
  return manager.query(
    `select t.process_id as "processId", null as "documentId", t.sha256, t.name
     from evaluation_subject s join evaluation e on e.process_id = s.evaluation_id and e.year = $2
       join attachment t on t.assignment_id = s.self_assignment_id
     where s.unit_id = $1 order by t.uploaded_at, t.id`,
    [unitId, year],
  );
}
