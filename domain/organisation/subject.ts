/**
 * Who is inspected, evaluated or named: a lower region, for which its 双拥办 answers, or a unit (member, township, military) of the region
 * itself. `unitId` is who is asked: the unit, or the lower region's office.
 */
export interface Subject {
  kind: SubjectKind;
  /** The lower region's own code; a unit's region for a unit. */
  regionCode: string;
  unitId: string;
}

export const SUBJECT_KINDS = { region: '地区', unit: '单位' } as const;
export type SubjectKind = keyof typeof SUBJECT_KINDS;
