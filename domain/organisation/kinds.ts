/** The five levels of 行政区划: 省, 市/州, 县/区, 乡镇/街道, 村/社区. */
export type RegionLevel = 1 | 2 | 3 | 4 | 5;

export const UNIT_KINDS = ['leadingGroup', 'office', 'member', 'township', 'military'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

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

/** Work is addressed to a position in a unit, never to a person: which positions each kind of unit can have (DOMAIN section 1). */
const POSITIONS_OF: Readonly<Record<UnitKind, readonly PositionKind[]>> = {
  leadingGroup: ['groupLeader', 'deputyLeader', 'groupMember'],
  office: ['officeDirector', 'officeDeputy', 'officeStaff', 'auditor', 'systemAdministrator'],
  member: ['unitLeader', 'liaison', 'auditor'],
  township: ['unitLeader', 'liaison'],
  military: ['unitLeader', 'militaryLiaison'],
};

export function positionFits(unit: UnitKind, position: PositionKind): boolean {
  return POSITIONS_OF[unit].includes(position);
}

/**
 * The liaison of a unit is one position with one holder at a time (五项制度机制 三（四）1: “安排 1 名…担任联络员”). Null for the
 * leading group and the office, which have none.
 */
export function liaisonKindOf(unit: UnitKind): 'liaison' | 'militaryLiaison' | null {
  if (unit === 'military') return 'militaryLiaison';
  return unit === 'member' || unit === 'township' ? 'liaison' : null;
}

/** Units that owe a list, a liaison and reports of their own. */
export function isFilingKind(unit: UnitKind): boolean {
  return liaisonKindOf(unit) !== null;
}
