import type { UnitKind } from '../organisation/kinds.js';
import { groupOf, type UnitGroup, unitsOfGroup } from './unit-groups.js';
import { functionOf, plainName, STANDS_IN, withoutLevel } from './unit-functions.js';

/** A unit of the region that the points are for. `member`: it sits in the leading group. */
export interface RegionUnit {
  id: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  member?: boolean;
}

export const MATCH_WAYS = ['exact', 'shortName', 'sameFunction', 'suggestion', 'group', 'unmatched'] as const;
export type MatchWay = (typeof MATCH_WAYS)[number];

/** What a name of the notice means in the region. Only what is spelled like the unit is certain; all else is for a person to confirm. */
export interface UnitMatch {
  /** As the notice writes it. */
  name: string;
  how: MatchWay;
  toConfirm: boolean;
  /** The unit; of a group every one that is meant; none when unmatched. */
  units: RegionUnit[];
  group: UnitGroup | null;
  /** When unmatched: at most three that it might be, the likeliest first. */
  candidates: RegionUnit[];
}

const MOST_CANDIDATES = 3;
/** Share of letter pairs two names have in common. */
const LIKE_ENOUGH = 0.3;

/** Each name once, in the order given. */
export function matchUnits(names: readonly string[], units: readonly RegionUnit[]): UnitMatch[] {
  return [...new Set(names)].map((name) => matchUnit(name, units));
}

function matchUnit(name: string, units: readonly RegionUnit[]): UnitMatch {
  const plain = plainName(name);
  const spelled = units.filter((unit) => plainName(unit.name) === plain);
  if (spelled.length === 1) return matched(name, 'exact', spelled);
  const short = units.filter((unit) => plainName(unit.shortName) === plain);
  if (spelled.length === 0 && short.length === 1) return matched(name, 'shortName', short);

  const group = groupOf(name);
  if (group) return { ...matched(name, 'group', unitsOfGroup(group, units)), group };

  const purpose = functionOf(name);
  const same = units.filter((unit) => sameFunction(name, purpose, unit));
  if (same.length === 1) return matched(name, 'sameFunction', same);
  const standIns = same.length > 0 ? [] : standingIn(purpose, units);
  if (standIns.length === 1) return matched(name, 'suggestion', standIns);
  const candidates = unique([...same, ...standIns, ...alike(name, units)]).slice(0, MOST_CANDIDATES);
  return { ...matched(name, 'unmatched', []), candidates };
}

function matched(name: string, how: MatchWay, units: RegionUnit[]): UnitMatch {
  const toConfirm = how !== 'exact' && how !== 'shortName';
  return { name, how, toConfirm, units, group: null, candidates: [] };
}

function sameFunction(name: string, purpose: string | null, unit: RegionUnit): boolean {
  // The kind tells an office from the bureau it sits in, and a township from a department.
  if (unit.kind === 'office') return purpose === 'office';
  if (unit.kind === 'leadingGroup') return purpose === 'leadingGroup';
  if (unit.kind === 'township') return false;
  if (purpose !== null) return functionOf(unit.shortName) === purpose || functionOf(unit.name) === purpose;
  const core = withoutLevel(name);
  return core.length >= 3 && (withoutLevel(unit.shortName) === core || plainName(unit.name).endsWith(core));
}

/** The first function that exactly one unit of the region looks after. */
function standingIn(purpose: string | null, units: readonly RegionUnit[]): RegionUnit[] {
  for (const instead of STANDS_IN[purpose ?? ''] ?? []) {
    const found = units.filter((unit) => sameFunction('', instead, unit));
    if (found.length > 0) return found;
  }
  return [];
}

function alike(name: string, units: readonly RegionUnit[]): RegionUnit[] {
  const wanted = pairsOf(withoutLevel(name));
  return units
    .map((unit) => ({
      unit,
      likeness: Math.max(likeness(wanted, unit.shortName), likeness(wanted, unit.name)),
    }))
    .filter(({ likeness: value }) => value >= LIKE_ENOUGH)
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ unit }) => unit);
}

function likeness(wanted: ReadonlySet<string>, name: string): number {
  const pairs = pairsOf(withoutLevel(name));
  const shared = [...wanted].filter((pair) => pairs.has(pair)).length;
  return (2 * shared) / Math.max(1, wanted.size + pairs.size);
}

function pairsOf(name: string): Set<string> {
  const letters = [...name.replace(/(?:厅|局|委员会|办公室|委|办|处)$/u, '')];
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}

function unique(units: readonly RegionUnit[]): RegionUnit[] {
  return [...new Map(units.map((unit) => [unit.id, unit])).values()];
}
