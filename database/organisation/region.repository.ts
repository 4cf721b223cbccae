import { type EntityManager } from 'typeorm';
import { type RegionLevel } from '../../domain/organisation/kinds.js';
import { literalPattern } from './pattern.js';

export interface RegionRow {
  code: string;
  name: string;
  level: RegionLevel;
  parentCode: string | null;
}

const COLUMNS = `r.code, r.name, r.level, r.parent_code as "parentCode"`;

export async function regionByCode(manager: EntityManager, code: string): Promise<RegionRow | null> {
  const [region]: RegionRow[] = await manager.query(`select ${COLUMNS} from region r where r.code = $1`, [
    code,
  ]);
  return region ?? null;
}

/** The region, held until the transaction ends: units are added to it and renamed one after another. */
export async function lockRegion(manager: EntityManager, code: string): Promise<RegionRow | null> {
  const [region]: RegionRow[] = await manager.query(
    `select ${COLUMNS} from region r where r.code = $1 for no key update`,
    [code],
  );
  return region ?? null;
}

export interface RegionFilter {
  /** Direct children of a region; null for the provinces; undefined for all regions. */
  parent?: string | null | undefined;
  /** Part of the name, or beginning of the code. */
  text?: string | undefined;
  /** Codes after this one. */
  after?: string | undefined;
  limit: number;
}

/** Regions by code. */
export function regionsLike(
  manager: EntityManager,
  { parent, text, after, limit }: RegionFilter,
): Promise<RegionRow[]> {
  return manager.query(
    `select ${COLUMNS} from region r
      where ($1::boolean or r.parent_code = $2 or ($2::text is null and r.parent_code is null))
        and ($3::text is null or r.name like '%' || $3 || '%' or r.code like $3 || '%')
        and ($4::text is null or r.code > $4)
      order by r.code limit $5`,
    [
      parent === undefined,
      parent ?? null,
      text === undefined ? null : literalPattern(text),
      after ?? null,
      limit,
    ],
  );
}
