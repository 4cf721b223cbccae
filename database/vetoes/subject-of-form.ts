import { Refusal } from '../../domain/errors/refusal.js';
import type { Subject } from '../../domain/organisation/subject.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { SubjectFields } from '../../domain/vetoes/forms.js';
import type { EntityManager } from 'typeorm';
import { subjectsOf } from '../organisation/subjects.js';

/** The one lower region or unit that a form names. @throws Refusal FORM_REQUIRED, INVALID_FIELD at the field that is wrong */
export async function subjectOfForm(
  manager: EntityManager,
  regionCode: string,
  { subjectRegionCode, subjectUnitId }: SubjectFields,
  on: CivilDate,
  path: string,
): Promise<Subject> {
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  if (!subjectRegionCode && !subjectUnitId)
    throw new Refusal('FORM_REQUIRED', { field: '涉及的单位或地区' }, at('subjectUnitId'));
  if (subjectRegionCode && subjectUnitId)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '涉及的地区', reason: '一件事项只写一个单位或者一个地区' },
      at('subjectRegionCode'),
    );
  const named = {
    regionCodes: subjectRegionCode ? [subjectRegionCode] : [],
    unitIds: subjectUnitId ? [subjectUnitId] : [],
  };
  try {
    const [subject] = await subjectsOf(manager, regionCode, named, on, path);
    return subject as Subject;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(
      error.code,
      { field: '涉及的单位或地区', ...error.params },
      at(subjectRegionCode ? 'subjectRegionCode' : 'subjectUnitId'),
    );
  }
}
