import type { EntityManager } from 'typeorm';
import { regionsWithin, type LedgerScope } from '../../../database/needs/ledger.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf } from '../../http/scope.js';

/**
 * What the person may read of the ledger: office, leaders and auditors their region's with those below; a unit, a military one
 * too, what it raised, leads or cooperates in.
 *
 * @throws Refusal FORBIDDEN for somebody whose positions see no ledger
 */
export async function ledgerScopeOf(manager: EntityManager, principal: Principal): Promise<LedgerScope> {
  const { regions, units } = scopeOf(principal);
  if (regions.length === 0 && units.length === 0) throw new Refusal('FORBIDDEN');
  return { regions: await regionsWithin(manager, regions), units };
}
