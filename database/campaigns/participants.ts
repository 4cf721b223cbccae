import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';
import { filingUnitsOf, unitsByIds, type UnitRow } from '../organisation/unit.repository.js';

/** Who takes part in a campaign on a day: whoever files in the region, or those it was launched for that still exist. */
export async function participantsOf(
  manager: EntityManager,
  { regionCode, unitIds }: { regionCode: string; unitIds: readonly string[] },
  on: CivilDate,
): Promise<UnitRow[]> {
  if (unitIds.length === 0) return filingUnitsOf(manager, regionCode, on);
  const units = await unitsByIds(manager, unitIds);
  return units
    .filter(({ activeTo }) => activeTo === null || activeTo >= on)
    .sort((a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name));
}
