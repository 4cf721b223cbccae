import {
  positionFits,
  POSITION_KINDS,
  UNIT_KINDS,
  type PositionKind,
  type UnitKind,
} from '../../domain/organisation/kinds.js';
import { POSITION_KIND_LABELS, UNIT_KIND_LABELS } from '../../domain/organisation/labels.js';

interface Unit {
  id: string;
  kind: UnitKind;
}

export interface UnitGroup<T> {
  kind: UnitKind;
  label: string;
  units: T[];
}

/** Units under their kinds, kinds in the order of the work (领导小组 first), units as they came. Kinds without units are left out. */
export function unitGroups<T extends Unit>(units: readonly T[]): UnitGroup<T>[] {
  return UNIT_KINDS.map((kind) => ({
    kind,
    label: UNIT_KIND_LABELS[kind],
    units: units.filter((unit) => unit.kind === kind),
  })).filter((group) => group.units.length > 0);
}

/** Positions a unit of this kind can be given. */
export function positionChoices(unit: UnitKind): { kind: PositionKind; label: string }[] {
  return POSITION_KINDS.filter((kind) => positionFits(unit, kind)).map((kind) => ({
    kind,
    label: POSITION_KIND_LABELS[kind],
  }));
}

interface Post {
  kind: string;
  title: string;
  holders: readonly unknown[];
}

/** Positions nobody holds: work addressed to them goes to the office. */
export const vacancies = <P extends Post>(positions: readonly P[]): P[] =>
  positions.filter(({ holders }) => holders.length === 0);

interface Owed {
  positionId: string;
}
interface Held {
  positionId: string;
  unitName: string;
  title: string;
}

export interface HandOver {
  positionId: string;
  unitName: string;
  title: string;
  /** What is open there: with work a successor is needed, without the position may stay vacant. */
  open: number;
}

/** What has to be handed over when somebody leaves: each position once, with its open work. */
export function handOvers(appointments: readonly Held[], open: readonly Owed[]): HandOver[] {
  const positions = new Map(appointments.map((one) => [one.positionId, one]));
  return [...positions.values()].map(({ positionId, unitName, title }) => ({
    positionId,
    unitName,
    title,
    open: open.filter((owed) => owed.positionId === positionId).length,
  }));
}
