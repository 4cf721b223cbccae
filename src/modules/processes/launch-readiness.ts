import type { EntityManager } from 'typeorm';
import { positionsOf } from '../../../database/organisation/position.repository.js';
import { filingUnitsOf, leadingGroupOf, officeOf } from '../../../database/organisation/unit.repository.js';
import type { LaunchBlueprint } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf } from '../../../domain/time/zone.js';

/**
 * What a process needs before it can begin: an office with somebody in it and a 组长; a year's also units that owe it something.
 * @returns the region's name as people use it
 * @throws Refusal NOT_FOUND, REGION_NOT_READY naming everything that is missing
 */
export async function readyRegion(
  manager: EntityManager,
  regionCode: string,
  { once }: LaunchBlueprint,
  now: Date,
): Promise<string> {
  const on = civilDateOf(now);
  const [found]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
    regionCode,
  ]);
  if (!found) throw new Refusal('NOT_FOUND', {}, 'regionCode');
  const region = regionLabel(found.name);
  const [office, group, units] = await Promise.all([
    officeOf(manager, regionCode),
    leadingGroupOf(manager, regionCode),
    once === 'year' ? filingUnitsOf(manager, regionCode, on) : null,
  ]);
  const held = async (unitId: string | undefined, kinds: Parameters<typeof positionsOf>[2]) =>
    unitId !== undefined &&
    (await positionsOf(manager, unitId, kinds, on)).some(({ holders }) => holders.length > 0);
  const missing = [
    ...((await held(office?.id, ['officeStaff', 'officeDeputy', 'officeDirector']))
      ? []
      : ['双拥办没有在任人员']),
    ...((await held(group?.id, ['groupLeader'])) ? [] : ['领导小组没有组长']),
    ...(units === null || units.length > 0 ? [] : ['没有需要报送的单位']),
  ];
  if (missing.length > 0)
    throw new Refusal('REGION_NOT_READY', { region, missing: missing.join('；') }, 'regionCode');
  return region;
}
