import type { EntityManager } from 'typeorm';
import { readyRegions } from '../../../database/processes/ready-regions.js';
import type { LaunchBlueprint } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
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
  const [region] = await readyRegions(manager, [regionCode], civilDateOf(now), once === 'year');
  if (!region) throw new Refusal('NOT_FOUND', {}, 'regionCode');
  const { label, missing } = region;
  if (missing.length > 0)
    throw new Refusal('REGION_NOT_READY', { region: label, missing: missing.join('；') }, 'regionCode');
  return label;
}
