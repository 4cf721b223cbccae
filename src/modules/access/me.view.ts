import type { MeView } from '../../../contracts/http/access.js';
import type { Principal } from '../../http/principal.js';
import { isReadOnly, rolesOf } from '../../http/roles.js';

export function meView(principal: Principal): MeView {
  return {
    person: { id: principal.personId, name: principal.name },
    positions: principal.positions,
    proxied: principal.proxied,
    roles: [...rolesOf(principal)],
    readOnly: isReadOnly(principal),
  };
}
