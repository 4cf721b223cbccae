import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';

type Form = Record<string, unknown>;
type FormOf = { kind: string; form?: Form | null | undefined };

/** Who is in office in a region on a day. */
export interface Everybody {
  /** Positions of the leading group that somebody holds: 组长, 副组长, 成员. */
  leaders: { id: string; kind: string }[];
  units: { id: string; kind: string }[];
  /** The regions right below that have an office. */
  below: string[];
}

const empty = (form: Form, field: string): boolean => {
  const list = form[field];
  return Array.isArray(list) && list.length === 0;
};
const forEverybody = (form: Form): boolean => empty(form, 'leaderPositionIds') && empty(form, 'unitIds');

/** A plan may leave open whom something concerns: then it is everybody who is in office on the day it starts. */
export function namesNobody({ kind, form }: FormOf): boolean {
  if (!form) return false;
  if (kind === 'inspection') return empty(form, 'targets');
  if (kind === 'evaluation') return empty(form, 'regionCodes') && empty(form, 'unitIds');
  return forEverybody(form) || empty(form, 'visitedUnitIds');
}

/** The form with everybody named: a meeting is for all, to a visit the leaders go, inspected and evaluated is who carries out the work. */
export function withEverybody(kind: string, form: Form, { leaders, units, below }: Everybody): Form {
  const idsOf = (all: readonly { id: string; kind: string }[], kinds: readonly string[]) =>
    all.filter((one) => kinds.includes(one.kind)).map(({ id }) => id);
  const leading = idsOf(leaders, ['groupLeader', 'deputyLeader']);
  if (kind === 'evaluation')
    return { ...form, regionCodes: below, unitIds: idsOf(units, ['member', 'township']) };
  if (kind === 'inspection') return inspectionOfAll(form, leading, units, below);
  const visited = VISITED[String(form['eventKind'])];
  const everybody = visited
    ? { leaderPositionIds: leading, unitIds: [] }
    : { leaderPositionIds: leaders.map(({ id }) => id), unitIds: idsOf(units, ['member', 'military']) };
  return {
    ...form,
    ...(forEverybody(form) ? everybody : {}),
    ...(empty(form, 'visitedUnitIds') && visited
      ? { visitedUnitIds: visited.map((kinds) => idsOf(units, kinds)).find((ids) => ids.length > 0) ?? [] }
      : {}),
  };
}

/** One team, led by a 副组长 where there is one: it goes to the lower regions and townships and reads the papers of the departments. */
function inspectionOfAll(
  form: Form,
  [leader, deputy = leader]: string[],
  units: Everybody['units'],
  below: string[],
): Form {
  return {
    ...form,
    teams: [{ name: '第一组', leaderPositionId: deputy, members: ['双拥办'] }],
    targets: [
      ...below.map((regionCode) => ({ regionCode, team: 1, method: 'visit' })),
      ...units
        .filter((unit) => unit.kind !== 'military')
        .map(({ id, kind }) => ({ unitId: id, team: 1, method: kind === 'township' ? 'visit' : 'material' })),
    ],
  };
}

/**
 * 走访慰问 goes to the army units, where a region has none to the families in its townships, an inspection to whoever carries out the work;
 * nobody is visited at 合署办公.
 */
const VISITED: Partial<Record<string, readonly (readonly string[])[]>> = {
  visit: [['military'], ['township', 'member']],
  supervision: [['member', 'township']],
  research: [['member', 'township']],
};

export interface PlannedRegion {
  regionCode: string;
  entries: readonly PlanEntry[];
  now: Date;
}

/** Plans as they would start today, in three queries, for whatever looks at them before their launch: what is stored goes on leaving it open. */
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
      entry.form && namesNobody(entry)
        ? { ...entry, form: withEverybody(entry.kind, entry.form, everybody(plan.regionCode)) }
        : entry,
    ),
  }));
}

/** Who is in office in these regions on a day; three queries for many of them. */
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
  const offices: { code: string; below: string }[] = await manager.query(
    `select distinct r.parent_code as code, r.code as below from region r
       join unit u on u.region_code = r.code and u.kind = 'office' and ${active} where r.parent_code = any($1::text[]) order by r.code`,
    [codes, on],
  );
  const nobody = (): Everybody => ({ leaders: [], units: [], below: [] });
  const found = new Map<string, Everybody>(codes.map((code) => [code, nobody()]));
  for (const { code, ...leader } of leaders) found.get(code)?.leaders.push(leader);
  for (const { code, ...unit } of units) found.get(code)?.units.push(unit);
  for (const { code, below } of offices) found.get(code)?.below.push(below);
  return (code) => found.get(code) ?? nobody();
}
