import type { EntityManager } from 'typeorm';
import { addressees, BODIES, type Addressee, type Body } from '../../domain/documents/addressees.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { filingUnitsOf, leadingGroupOf, unitsByIds } from '../organisation/unit.repository.js';

export interface Told {
  /** Units, offices of lower regions among them. */
  unitIds?: readonly string[];
  /** Lower regions, whether or not they work with the product. */
  regionCodes?: readonly string[];
  /** Which body of the lower regions is meant; their offices if nothing is said. */
  body?: Body;
}

/** 主送机关 of a document that a region issues on a day, in words. */
export async function addresseesOf(
  manager: EntityManager,
  regionCode: string,
  { unitIds = [], regionCodes = [], body = 'office' }: Told,
  on: CivilDate,
): Promise<string[]> {
  const [units, filing, group, regions] = [
    await unitsByIds(manager, unitIds),
    await filingUnitsOf(manager, regionCode, on),
    await leadingGroupOf(manager, regionCode),
    await regionsOf(manager, regionCode, regionCodes, on, body),
  ];
  const lower = (code: string) => code !== regionCode && code.startsWith(regionCode);
  const told = unitIds.flatMap((id): Addressee[] => {
    const unit = units.find((one) => one.id === id);
    if (!unit) return [];
    const { name, kind } = unit;
    return [{ key: kind === body && lower(unit.regionCode) ? unit.regionCode : id, kind, name }];
  });
  const below = regions
    .filter(({ named }) => named)
    .map(({ code, name }) => ({ key: code, kind: body, name }));
  const all = regions.filter(({ next }) => next).map(({ code }) => ({ key: code, kind: body }));
  return addressees([...below, ...told], [...all, ...filing.map(({ id, kind }) => ({ key: id, kind }))], {
    regionCode,
    region: regions.find(({ code }) => code === regionCode)?.region ?? '',
    group: group?.name ?? BODIES.leadingGroup,
  });
}

interface RegionRow {
  code: string;
  region: string;
  named: boolean;
  /** One level below whoever issues. */
  next: boolean;
  unit: string | null;
}

/** The issuing region, the ones named, and all of the next level; a body that doesn't work with the product has its usual name. */
async function regionsOf(
  manager: EntityManager,
  regionCode: string,
  named: readonly string[],
  on: CivilDate,
  body: Body,
): Promise<(RegionRow & { name: string })[]> {
  const rows: RegionRow[] = await manager.query(
    `select r.code, r.name as region, r.code = any($2::text[]) as named, coalesce(r.parent_code = $1 and r.level <= 3, false) as next,
       (select u.name from unit u where u.region_code = r.code and u.kind = $4 and u.active_from <= $3
         and (u.active_to is null or u.active_to >= $3) order by u.active_from desc limit 1) as unit
     from region r where r.code = $1 or r.code = any($2::text[]) or (r.parent_code = $1 and r.level <= 3) order by r.code`,
    [regionCode, named, on, body],
  );
  return rows.map((row) => ({ ...row, name: row.unit ?? regionLabel(row.region) + BODIES[body] }));
}
