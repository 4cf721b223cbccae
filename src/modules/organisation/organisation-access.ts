import type { ContactView } from '../../../contracts/http/organisation.js';
import type { Actor } from '../../../database/audit/audit-log.js';
import { actorOf } from '../../../database/steps/acting.js';
import type { PeopleScope } from '../../../database/organisation/person.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { PositionKind } from '../../../domain/organisation/kinds.js';
import { isWithin } from '../../../domain/organisation/region-code.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { scopeOf } from '../../http/scope.js';
import { signerOf } from '../../http/signer.js';

/**
 * The directory (which units there are, which posts, who holds them) is open to everybody at work in a region, for that region and
 * below: a liaison must find whom to ask. What people do, and how to reach them, is not.
 */
export function directoryOf({ positions }: Principal): string[] {
  return [...new Set(positions.map(({ regionCode }) => regionCode))];
}

export function refuseOutsideDirectory(principal: Principal, regionCode: string): void {
  if (!directoryOf(principal).some((region) => isWithin(regionCode, region))) throw new Refusal('NOT_FOUND');
}

/** Whose people may be looked up: one's own units', and one's region's for those who see the region. */
export function peopleScopeOf(principal: Principal): PeopleScope {
  const { regions, units, accountRegions } = scopeOf(principal);
  return { regions: [...regions, ...accountRegions], units, personId: principal.personId };
}

/** Whether the person may change the organisation of a region: its office or one above, or a system administrator likewise. */
export function mayOrganise({ positions }: Principal, regionCode: string): boolean {
  return positions.some(
    ({ kind, regionCode: own }) =>
      (ROLE_OF[kind] === 'office' || kind === 'systemAdministrator') && isWithin(regionCode, own),
  );
}

/** Whether one of somebody's posts, past ones too, lies where the principal may change the organisation. */
export function organises(
  principal: Principal,
  { appointments }: { appointments: readonly { regionCode: string }[] },
): boolean {
  return appointments.some(({ regionCode }) => mayOrganise(principal, regionCode));
}

/** As whom the principal changes the organisation of a region, for the record. @throws Refusal FORBIDDEN */
export function organiserIn(principal: Principal, regionCode: string): Actor {
  const position = principal.positions.find((held) =>
    mayOrganise({ ...principal, positions: [held] }, regionCode),
  );
  if (!position) throw new Refusal('FORBIDDEN');
  return actorOf(signerOf(principal), position);
}

/** @throws Refusal NOT_FOUND for a region the person does not know of, FORBIDDEN for one they may only look at */
export function refuseUnlessOrganiser(principal: Principal, regionCode: string): void {
  refuseOutsideDirectory(principal, regionCode);
  if (!mayOrganise(principal, regionCode)) throw new Refusal('FORBIDDEN');
}

/** Posts that open more than their own unit's work: an office must not hand them out to itself. */
const ADMINISTRATORS_ONLY: readonly PositionKind[] = ['auditor', 'systemAdministrator'];

/** @throws Refusal FORBIDDEN */
export function refusePrivilegedPost({ positions }: Principal, kind: PositionKind, regionCode: string): void {
  const administrator = positions.some(
    (held) => held.kind === 'systemAdministrator' && isWithin(regionCode, held.regionCode),
  );
  if (ADMINISTRATORS_ONLY.includes(kind) && !administrator) throw new Refusal('FORBIDDEN');
}

interface Post {
  unitId: string;
  regionCode: string;
}

/** Contact data is for the office, the unit itself and the person. */
export function contactFor(
  principal: Principal,
  person: { id: string; email: string | null; phone: string | null },
  posts: readonly Post[],
): ContactView | null {
  const visible =
    person.id === principal.personId ||
    posts.some(({ unitId, regionCode }) =>
      principal.positions.some(
        (own) =>
          own.unitId === unitId || (ROLE_OF[own.kind] === 'office' && isWithin(regionCode, own.regionCode)),
      ),
    );
  return visible ? { email: person.email, phone: person.phone } : null;
}
