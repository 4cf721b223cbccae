import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { Subject } from '../../domain/organisation/subject.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { participantsOf } from '../campaigns/participants.js';
import { subjectsOf } from '../organisation/subjects.js';
import type { NamingRow } from './naming.store.js';

type Round = Pick<NamingRow, 'regionCode' | 'recommenderUnitIds' | 'regionCodes'>;

/** Units that may recommend on a day. */
export async function recommendingUnits(
  manager: EntityManager,
  { regionCode, recommenderUnitIds }: Round,
  on: CivilDate,
): Promise<Subject[]> {
  const units = await participantsOf(manager, { regionCode, unitIds: recommenderUnitIds }, on);
  return units.map((unit): Subject => ({ kind: 'unit', regionCode: unit.regionCode, unitId: unit.id }));
}

/** Lower regions that may apply, by code: those of the launch that still have an office, or all of the next level. */
export async function applyingRegions(
  manager: EntityManager,
  { regionCode, regionCodes }: Round,
  on: CivilDate,
): Promise<Subject[]> {
  const rows: { regionCode: string; unitId: string }[] = await manager.query(
    `select distinct on (u.region_code) u.region_code as "regionCode", u.id as "unitId" from unit u join region r on r.code = u.region_code
     where u.kind = 'office' and u.active_from <= $3 and (u.active_to is null or u.active_to >= $3)
       and case when cardinality($2::text[]) > 0 then u.region_code = any($2::text[]) else r.parent_code = $1 end
     order by u.region_code, u.active_from desc`,
    [regionCode, regionCodes, on],
  );
  return rows.map((row): Subject => ({ kind: 'region', ...row }));
}

/** @throws Refusal INVALID_FIELD: a region that isn't below or has no office, or nobody who could apply at all */
export async function checkRegions(
  manager: EntityManager,
  regionCode: string,
  regionCodes: readonly string[],
  on: CivilDate,
): Promise<Subject[]> {
  if (regionCodes.length > 0)
    return subjectsOf(manager, regionCode, { regionCodes, unitIds: [] }, on, 'form');
  const below = await applyingRegions(manager, { regionCode, regionCodes: [], recommenderUnitIds: [] }, on);
  if (below.length === 0)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '由哪些下级地区申报', reason: '没有设双拥办的下级地区可以申报' },
      'form.regionCodes',
    );
  return below;
}
