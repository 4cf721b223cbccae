import type { DocumentViewer } from '../../../database/documents/document.repository.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../domain/documents/document.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { scopeOf } from '../../http/scope.js';

/** Who looks at documents. A system administrator looks after accounts and reads nothing of the work. */
export function documentViewer(principal: Principal): DocumentViewer {
  const { regions, units } = scopeOf(principal);
  const positions = principal.positions.filter(({ kind }) => kind !== 'systemAdministrator');
  return { regions, units, recipients: [...new Set(positions.map(({ unitId }) => unitId))] };
}

/** The post in the office that is asked for, or one's own. */
export function postInOffice(
  { positions }: Principal,
  region: string | undefined,
): PrincipalPosition | undefined {
  return positions.find(
    ({ kind, regionCode }) => ROLE_OF[kind] === 'office' && (region === undefined || regionCode === region),
  );
}

/** The same. @throws Refusal FORBIDDEN when there is none */
export function officePosition(principal: Principal, region: string | undefined): PrincipalPosition {
  const position = postInOffice(principal, region);
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}

/** @throws Refusal NOT_FOUND for a kind there is none of */
export function documentKind(kind: string): DocumentKind {
  if (!(DOCUMENT_KINDS as readonly string[]).includes(kind)) throw new Refusal('NOT_FOUND');
  return kind as DocumentKind;
}
