import type { EntityManager } from 'typeorm';
import { regionLabel } from '../../domain/organisation/region-label.js';
import type { Subject } from '../../domain/organisation/subject.js';

/** SQL, the name of the subject of a veto event `v`, joined to its region `sr` and unit `su`. */
export const SUBJECT_NAME = `case when v.subject_kind = 'region' then sr.name else su.short_name end`;

/** What a subject is called: the lower region, or the unit. */
export async function subjectName(manager: EntityManager, subject: Subject): Promise<string> {
  const [row]: { name: string }[] = await manager.query(
    subject.kind === 'region'
      ? `select name from region where code = $1`
      : `select short_name as name from unit where id = $1`,
    [subject.kind === 'region' ? subject.regionCode : subject.unitId],
  );
  return regionLabel(row?.name ?? '');
}
