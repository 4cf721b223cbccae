import { Refusal } from '../../../domain/errors/refusal.js';
import { isWithin } from '../../../domain/organisation/region-code.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { scopeOf, seesRegion } from '../../http/scope.js';

/** The position in which somebody acts for the office of a region, or of one above it. @throws Refusal NOT_FOUND, FORBIDDEN */
export function officeFor(principal: Principal, regionCode: string, field?: string): PrincipalPosition {
  requireSeen(principal, regionCode, field);
  const position = principal.positions.find(
    (one) => ROLE_OF[one.kind] === 'office' && isWithin(regionCode, one.regionCode),
  );
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}

/** What lies outside the scope is answered like what doesn't exist. @throws Refusal NOT_FOUND */
export function requireSeen(principal: Principal, regionCode: string, field?: string): void {
  if (!seesRegion(scopeOf(principal), regionCode)) throw new Refusal('NOT_FOUND', {}, field);
}
