import type { Role } from '../../../contracts/http/access.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { isWithin } from '../../../domain/organisation/region-code.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';

/** Who may look after how notices leave the product. */
export const CARETAKERS = ['office', 'systemAdministrator'] as const satisfies readonly Role[];

/** Regions in which somebody holds one of the roles, each with everything below it. */
export function regionsHeldAs({ positions }: Principal, roles: readonly Role[]): string[] {
  const held = positions.filter(({ kind }) => roles.includes(ROLE_OF[kind]));
  return [...new Set(held.map(({ regionCode }) => regionCode))];
}

/** @throws Refusal NOT_FOUND */
export function refuseOutside(regions: readonly string[], code: string): void {
  if (!regions.some((region) => isWithin(code, region))) throw new Refusal('NOT_FOUND');
}
