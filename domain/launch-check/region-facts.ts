import type { PositionKind, UnitKind } from '../organisation/kinds.js';
import type { CivilDate } from '../time/zone.js';

/** From one day to another, both included; without an end while none is known. */
export interface Span {
  from: CivilDate;
  to: CivilDate | null;
}

export interface PlanUnit {
  id: string;
  regionCode: string;
  /** Short name. */
  name: string;
  kind: UnitKind;
  active: Span;
  /** When it is a member of its region's leading group. */
  member: Span[];
}

export interface PlanPosition {
  id: string;
  unitId: string;
  kind: PositionKind;
  title: string;
  /** When somebody holds it. */
  held: Span[];
}

/** What a plan is checked against: the region's organisation over the whole year, so that each entry is looked at on its own day. */
export interface RegionFacts {
  code: string;
  /** As people call it; null when there is no such region. */
  label: string | null;
  /** Those of the region, and whatever else a form names. */
  units: readonly PlanUnit[];
  positions: readonly PlanPosition[];
  /** Kinds that run once a year and were launched for this year already. */
  launched: readonly string[];
}

export const covers = ({ from, to }: Span, on: CivilDate): boolean => from <= on && (to === null || to >= on);

/** Units of the region itself that exist on a day. */
export function unitsOn(facts: RegionFacts, on: CivilDate, ...kinds: UnitKind[]): PlanUnit[] {
  return facts.units.filter(
    (unit) => unit.regionCode === facts.code && kinds.includes(unit.kind) && covers(unit.active, on),
  );
}

/** Who hands in lists on a day: the same units as `filingUnitsOf` of database/organisation. */
export function filingUnitsOn(facts: RegionFacts, on: CivilDate): PlanUnit[] {
  return unitsOn(facts, on, 'member', 'township', 'military').filter(
    ({ kind, member }) => kind !== 'member' || member.some((span) => covers(span, on)),
  );
}

/** Whether somebody holds a position of these kinds in the unit on a day. */
export function isHeld(
  { positions }: Pick<RegionFacts, 'positions'>,
  unitId: string,
  kinds: readonly PositionKind[],
  on: CivilDate,
): boolean {
  return positions.some(
    (one) => one.unitId === unitId && kinds.includes(one.kind) && one.held.some((span) => covers(span, on)),
  );
}

export const LIAISONS: readonly PositionKind[] = ['liaison', 'militaryLiaison'];

/** Filing units that nobody of these kinds answers for on a day. */
export function unitsWithout(facts: RegionFacts, kinds: readonly PositionKind[], on: CivilDate): PlanUnit[] {
  return filingUnitsOn(facts, on).filter(({ id }) => !isHeld(facts, id, kinds, on));
}
