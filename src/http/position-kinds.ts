/** Kinds of position (DOMAIN section 1; the same list as the check on table `position`). */
export const POSITION_KINDS = [
  'groupLeader',
  'deputyLeader',
  'groupMember',
  'officeDirector',
  'officeDeputy',
  'officeStaff',
  'unitLeader',
  'liaison',
  'militaryLiaison',
  'auditor',
  'systemAdministrator',
] as const;

export type PositionKind = (typeof POSITION_KINDS)[number];
