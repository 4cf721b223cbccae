import type { EntityManager } from 'typeorm';
import { findInspection, type InspectionRow } from '../../../database/inspections/inspection.store.js';
import { visibleProcess, type VisibleProcess } from '../../../database/processes/visibility.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, type Scope } from '../../http/scope.js';

export interface SeenInspection {
  process: VisibleProcess;
  inspection: InspectionRow;
  scope: Scope;
  /** Office, leaders and auditors of the region see everything; a target sees what is about itself. */
  whole: boolean;
}

/** An inspection the person may see. @throws Refusal NOT_FOUND */
export async function visibleInspection(
  manager: EntityManager,
  principal: Principal,
  id: string,
): Promise<SeenInspection> {
  const scope = scopeOf(principal);
  const process = await visibleProcess(manager, scope, id);
  const inspection = await findInspection(manager, id);
  if (!inspection) throw new Refusal('NOT_FOUND');
  return { process, inspection, scope, whole: seesRegion(scope, process.regionCode) };
}

/** The same, for what is nobody's but the region's own. @throws Refusal NOT_FOUND */
export async function wholeInspection(
  manager: EntityManager,
  principal: Principal,
  id: string,
): Promise<SeenInspection> {
  const seen = await visibleInspection(manager, principal, id);
  if (!seen.whole) throw new Refusal('NOT_FOUND');
  return seen;
}
