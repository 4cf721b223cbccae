import type { Caretaker } from '../../../database/operations/operations.repository.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { scopeOf } from '../../http/scope.js';

/** What offices and system administrators look after: of the latter no titles, for they see no content. */
export function caretakerOf(principal: Principal): Caretaker {
  const positions = principal.positions.filter(({ kind }) =>
    ['office', 'systemAdministrator'].includes(ROLE_OF[kind]),
  );
  const { regions, seats, accountRegions } = scopeOf({ positions });
  return { regions, seats, accountRegions };
}
