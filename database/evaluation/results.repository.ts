import type { EntityManager } from 'typeorm';
import type { Subject } from '../../domain/organisation/subject.js';

export interface FinalResult {
  evaluationId: string;
  regionCode: string;
  year: number;
  points: number;
  grade: string;
  /** 一票否决: it failed, whatever its points. */
  vetoed: boolean;
  frozenAt: Date;
  sha256: Buffer;
  documentId: string | null;
}

/**
 * Final results of a subject's year, the latest first; none as long as somebody may still object. A region is known by its code: its
 * office may have been set up anew meanwhile. Index: evaluation_subject_unit, evaluation_list.
 */
export function resultsOf(manager: EntityManager, subject: Subject, year: number): Promise<FinalResult[]> {
  return manager.query(
    `select e.process_id as "evaluationId", e.region_code as "regionCode", e.year, s.points::float8 as points, s.grade, s.vetoed,
       s.frozen_at as "frozenAt", s.result_sha256 as sha256, s.result_document_id as "documentId"
     from evaluation_subject s join evaluation e on e.process_id = s.evaluation_id
     where s.kind = $1 and (s.kind = 'region' and s.region_code = $2 or s.kind = 'unit' and s.unit_id = $3) and e.year = $4
       and s.frozen_at is not null
     order by s.frozen_at desc, e.process_id`,
    [subject.kind, subject.regionCode, subject.unitId, year],
  );
}
