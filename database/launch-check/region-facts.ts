import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import type { ProcessBlueprint } from '../../domain/blueprints/blueprint.js';
import { named, POSITION_FIELDS, UNIT_FIELDS } from '../../domain/launch-check/form-fields.js';
import type { PlanPosition, PlanUnit, RegionFacts } from '../../domain/launch-check/region-facts.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDate, civilDateOf, endOfYear, type CivilDate } from '../../domain/time/zone.js';

export interface FactsWanted {
  regionCode: string;
  year: number;
  entries: readonly PlanEntry[];
  now: Date;
}

/** Kinds that a region has once a year. */
const YEARLY = Object.values(BLUEPRINTS as Record<string, ProcessBlueprint>)
  .filter(({ launch }) => launch.once === 'year')
  .map(({ kind }) => kind);

/** What a form names may be anything: only ids are asked for. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** SQL: spans of `from` … `to` as JSON, that touch the time from $1 to $2. */
const spans = (from: string, to: string, rest: string): string =>
  `coalesce((select jsonb_agg(jsonb_build_object('from', ${from}, 'to', ${to}) order by ${from}) ${rest}
     and ${from} <= $2::date and (${to} is null or ${to} >= $1::date)), '[]')`;

/** What plans of many regions are checked against, in the order they were asked for; in four queries. */
export async function regionFacts(
  manager: EntityManager,
  wanted: readonly FactsWanted[],
): Promise<RegionFacts[]> {
  const codes = [...new Set(wanted.map(({ regionCode }) => regionCode))];
  const [from, to] = timeOf(wanted);
  const ids = (fields: readonly string[]) => [
    ...new Set(
      wanted
        .flatMap(({ entries }) => entries.flatMap((entry) => named(entry, fields).map(({ id }) => id)))
        .filter((id) => UUID.test(id)),
    ),
  ];
  const regions: { code: string; name: string }[] = await manager.query(
    `select code, name from region where code = any($1::text[])`,
    [codes],
  );
  const units: PlanUnit[] = await manager.query(
    `select u.id, u.region_code as "regionCode", u.short_name as name, u.kind,
       jsonb_build_object('from', u.active_from, 'to', u.active_to) as active,
       ${spans('m.valid_from', 'm.valid_to', `from leading_group_member m join unit g on g.id = m.group_unit_id where m.unit_id = u.id and g.region_code = u.region_code and g.kind = 'leadingGroup'`)} as member
     from unit u
     where (u.region_code = any($3::text[]) and u.active_from <= $2::date and (u.active_to is null or u.active_to >= $1::date))
       or u.id = any($4::uuid[])
     order by array_position(array['leadingGroup', 'office', 'member', 'township', 'military'], u.kind), u.name, u.id`,
    [from, to, codes, ids(UNIT_FIELDS)],
  );
  const positions: PlanPosition[] = await manager.query(
    `select o.id, o.unit_id as "unitId", o.kind, o.title,
       ${spans('a.valid_from', 'a.valid_to', 'from appointment a join person p on p.id = a.person_id where a.position_id = o.id and p.disabled_at is null')} as held
     from position o where o.unit_id = any($3::uuid[]) or o.id = any($4::uuid[]) order by o.id`,
    [from, to, units.map(({ id }) => id), ids(POSITION_FIELDS)],
  );
  const keys: { key: string }[] = await manager.query(
    `select business_key as key from process where business_key = any($1::text[])`,
    [wanted.flatMap(({ regionCode, year }) => YEARLY.map((kind) => `${kind}:${regionCode}:${year}`))],
  );
  const launched = new Set(keys.map(({ key }) => key));
  const names = new Map(regions.map(({ code, name }) => [code, regionLabel(name)]));
  const byRegion = groupBy(units, ({ regionCode }) => regionCode);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const byUnit = groupBy(positions, ({ unitId }) => unitId);
  const positionById = new Map(positions.map((position) => [position.id, position]));
  return wanted.map(({ regionCode, year, entries }) => {
    const own = byRegion.get(regionCode) ?? [];
    const others = (fields: readonly string[]) =>
      entries.flatMap((entry) => named(entry, fields).map(({ id }) => id));
    return {
      code: regionCode,
      label: names.get(regionCode) ?? null,
      units: withOthers(own, others(UNIT_FIELDS), byId),
      positions: withOthers(
        own.flatMap(({ id }) => byUnit.get(id) ?? []),
        others(POSITION_FIELDS),
        positionById,
      ),
      launched: YEARLY.filter((kind) => launched.has(`${kind}:${regionCode}:${year}`)),
    };
  });
}

/** From today, or the first day of the earliest year, to the last day of the latest. */
function timeOf(wanted: readonly FactsWanted[]): [CivilDate, CivilDate] {
  const first = wanted.map(({ year, now }) => {
    const today = civilDateOf(now);
    return today < civilDate(year, 1, 1) ? today : civilDate(year, 1, 1);
  });
  const last = Math.max(...wanted.map(({ year }) => year));
  return [first.sort()[0] ?? civilDate(1970, 1, 1), endOfYear(Number.isFinite(last) ? last : 1970)];
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function withOthers<T extends { id: string }>(own: T[], ids: string[], all: ReadonlyMap<string, T>): T[] {
  const known = new Set(own.map(({ id }) => id));
  const others = [...new Set(ids)].filter((id) => !known.has(id)).flatMap((id) => all.get(id) ?? []);
  return [...own, ...others];
}
