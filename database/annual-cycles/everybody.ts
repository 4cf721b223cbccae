import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';

type Form = Record<string, unknown>;

/** Who is in office in a region on a day. */
export interface Everybody {
  /** Positions of the leading group that somebody holds: 组长, 副组长, 成员. */
  leaders: { id: string; kind: string }[];
  units: { id: string; kind: string }[];
}

const empty = (form: Form, field: string): boolean => {
  const list = form[field];
  return Array.isArray(list) && list.length === 0;
};
const forEverybody = (form: Form): boolean => empty(form, 'leaderPositionIds') && empty(form, 'unitIds');

/** A plan may leave open whom something concerns: then it is everybody who is in office on the day it starts. */
export const namesNobody = (form: Form | null | undefined): boolean =>
  form !== null && form !== undefined && (forEverybody(form) || empty(form, 'visitedUnitIds'));

/** The form with everybody named: a meeting is for all, to a visit the leaders go. */
export function withEverybody(form: Form, { leaders, units }: Everybody): Form {
  const idsOf = (all: readonly { id: string; kind: string }[], kinds: readonly string[]) =>
    all.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  const visited = VISITED[String(form['eventKind'])];
  const everybody = visited
    ? { leaderPositionIds: idsOf(leaders, ['groupLeader', 'deputyLeader']), unitIds: [] }
    : { leaderPositionIds: leaders.map(({ id }) => id), unitIds: idsOf(units, ['member', 'military']) };
  return {
    ...form,
    ...(forEverybody(form) ? everybody : {}),
    ...(empty(form, 'visitedUnitIds') && visited ? { visitedUnitIds: idsOf(units, visited) } : {}),
  };
}

/** 走访慰问 goes to the army units, an inspection to whoever carries out the work; nobody is visited at 合署办公. */
const VISITED: Partial<Record<string, readonly string[]>> = {
  visit: ['military'],
  supervision: ['member', 'township'],
  research: ['member', 'township'],
};

export interface PlannedRegion {
  regionCode: string;
  entries: readonly PlanEntry[];
  now: Date;
}

/** Plans as they would start today, in two queries, for whatever looks at them before their launch: what is stored goes on leaving it open. */
export async function asAsked<Plan extends PlannedRegion>(
  manager: EntityManager,
  plans: readonly Plan[],
): Promise<Plan[]> {
  const [first] = plans;
  if (!first) return [];
  const codes = plans.map(({ regionCode }) => regionCode);
  const everybody = await everybodyIn(manager, codes, civilDateOf(first.now));
  return plans.map((plan) => ({
    ...plan,
    entries: plan.entries.map((entry) =>
      entry.form && namesNobody(entry.form)
        ? { ...entry, form: withEverybody(entry.form, everybody(plan.regionCode)) }
        : entry,
    ),
  }));
}

/** Who is in office in these regions on a day; two queries for many of them. */
export async function everybodyIn(
  manager: EntityManager,
  codes: readonly string[],
  on: CivilDate,
): Promise<(code: string) => Everybody> {
  const active = `u.active_from <= $2 and (u.active_to is null or u.active_to >= $2)`;
  const leaders: { code: string; id: string; kind: string }[] = await manager.query(
    `select u.region_code as code, po.id, po.kind from position po join unit u on u.id = po.unit_id and u.kind = 'leadingGroup' and ${active}
     where u.region_code = any($1::text[]) and po.kind in ('groupLeader', 'deputyLeader', 'groupMember') and exists (
       select 1 from appointment a join person p on p.id = a.person_id and p.disabled_at is null
       where a.position_id = po.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to >= $2))
     order by array_position(array['groupLeader', 'deputyLeader', 'groupMember'], po.kind), po.title, po.id`,
    [codes, on],
  );
  const units: { code: string; id: string; kind: string }[] = await manager.query(
    `select u.region_code as code, u.id, u.kind from unit u where u.region_code = any($1::text[]) and ${active}
       and (u.kind in ('township', 'military') or u.kind = 'member' and exists (
         select 1 from leading_group_member m join unit g on g.id = m.group_unit_id and g.region_code = u.region_code
         where m.unit_id = u.id and m.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)))
     order by u.name, u.id`,
    [codes, on],
  );
  const found = new Map<string, Everybody>(codes.map((code) => [code, { leaders: [], units: [] }]));
  for (const { code, ...leader } of leaders) found.get(code)?.leaders.push(leader);
  for (const { code, ...unit } of units) found.get(code)?.units.push(unit);
  return (code) => found.get(code) ?? { leaders: [], units: [] };
}
