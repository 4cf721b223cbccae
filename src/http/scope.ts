import { isWithin } from '../../domain/organisation/region-code.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { coversKind } from '../../domain/proxies/proxy.js';
import type { Principal } from './principal.js';
import { ROLE_OF } from './roles.js';
import type { Role } from '../../contracts/http/access.js';

/** What somebody may see. A code is its own region's and the prefix of all below it: 53 ⊃ 5309 ⊃ 530925 ⊃ 530925101. */
export interface Scope {
  /** Regions seen whole, each with everything below it. No region is below another one of the list. */
  readonly regions: readonly string[];
  /** The regions the person holds such a position in, each by itself: 县长 who is a 成员 of the city's group has both. */
  readonly seats: readonly string[];
  /** Units seen from inside: the person's own. */
  readonly units: readonly string[];
  /** Regions whose accounts (and nothing else) the person manages, each with everything below it. */
  readonly accountRegions: readonly string[];
  /** Positions of others that the person stands for (代理): what these were asked is seen, in processes of these kinds. */
  readonly proxied: readonly StoodFor[];
}

export interface StoodFor {
  positionId: string;
  unitId: string;
  kinds: readonly string[] | null;
}

/** How far a role sees. Total: a new role without an answer does not compile. */
const REACH: Record<Role, 'region' | 'unit' | 'accounts'> = {
  office: 'region',
  leader: 'region',
  auditor: 'region',
  unitLeader: 'unit',
  liaison: 'unit',
  militaryLiaison: 'unit',
  systemAdministrator: 'accounts',
};

export function scopeOf({
  positions,
  proxied = [],
}: Pick<Principal, 'positions'> & Partial<Pick<Principal, 'proxied'>>): Scope {
  const reaching = (reach: 'region' | 'unit' | 'accounts') =>
    positions.filter(({ kind }) => REACH[ROLE_OF[kind]] === reach);
  const seats = [...new Set(reaching('region').map(({ regionCode }) => regionCode))].sort();
  return {
    regions: widest(seats),
    seats,
    units: [...new Set(reaching('unit').map(({ unitId }) => unitId))],
    accountRegions: widest(reaching('accounts').map(({ regionCode }) => regionCode)),
    proxied: proxied.map(({ id, unitId, kinds }) => ({ positionId: id, unitId, kinds })),
  };
}

/** Units whose part in a process of this kind is seen from inside: one's own, and those one stands for in it. */
export function unitsSeen({ units, proxied }: Scope, processKind: string): string[] {
  const stoodFor = proxied.filter(({ kinds }) => coversKind(kinds, processKind));
  return [...new Set([...units, ...stoodFor.map(({ unitId }) => unitId)])];
}

/** Whether all of the region's content may be seen. */
export function seesRegion({ regions }: Scope, code: string): boolean {
  return regions.some((region) => isWithin(code, region));
}

/** Whether the unit's own content may be seen: it is the person's, or lies in a region they see. */
export function seesUnit(scope: Scope, unit: { id: string; regionCode: string }): boolean {
  return scope.units.includes(unit.id) || seesRegion(scope, unit.regionCode);
}

/** Whether what an upper office found out about a lower region, or an office about a unit, is about somebody the person sees. */
export function seesSubject(scope: Scope, { kind, regionCode, unitId }: Subject): boolean {
  return kind === 'region' ? seesRegion(scope, regionCode) : seesUnit(scope, { id: unitId, regionCode });
}

function widest(codes: string[]): string[] {
  const distinct = [...new Set(codes)].sort();
  return distinct.filter((code) => !distinct.some((other) => other !== code && isWithin(code, other)));
}
