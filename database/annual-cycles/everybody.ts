import type { EntityManager } from 'typeorm';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { CivilDate } from '../../domain/time/zone.js';

type Form = Record<string, unknown>;

/** Who is in office in a region on a day. */
export interface Everybody {
  /** Positions of the leading group that somebody holds. */
  leaderPositionIds: string[];
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

/** The form with everybody named. */
export function withEverybody(form: Form, { leaderPositionIds, units }: Everybody): Form {
  const idsOf = (...kinds: string[]) => units.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  return {
    ...form,
    ...(forEverybody(form) ? { leaderPositionIds, unitIds: idsOf('member', 'military') } : {}),
    ...(empty(form, 'visitedUnitIds') ? { visitedUnitIds: idsOf(...visited(form['eventKind'])) } : {}),
  };
}

/** 走访慰问 goes to the army units, an inspection to whoever carries out the work; nobody is visited at a meeting of both offices. */
function visited(eventKind: unknown): string[] {
  if (eventKind === 'visit') return ['military'];
  return eventKind === 'supervision' || eventKind === 'research' ? ['member', 'township'] : [];
}

/** Entries as they would start today, for the check before a launch: what is stored keeps leaving it open. */
export const entriesWithEverybody = (entries: readonly PlanEntry[], everybody: Everybody): PlanEntry[] =>
  entries.map((entry) =>
    entry.form && namesNobody(entry.form) ? { ...entry, form: withEverybody(entry.form, everybody) } : entry,
  );

/** Who is in office in these regions on a day; two queries for many of them. */
export async function everybodyIn(
  manager: EntityManager,
  codes: readonly string[],
  on: CivilDate,
): Promise<(code: string) => Everybody> {
  const active = `u.active_from <= $2 and (u.active_to is null or u.active_to >= $2)`;
  const leaders: { code: string; id: string }[] = await manager.query(
    `select u.region_code as code, po.id from position po join unit u on u.id = po.unit_id and u.kind = 'leadingGroup' and ${active}
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
  const found = new Map<string, Everybody>(codes.map((code) => [code, { leaderPositionIds: [], units: [] }]));
  for (const { code, id } of leaders) found.get(code)?.leaderPositionIds.push(id);
  for (const { code, ...unit } of units) found.get(code)?.units.push(unit);
  return (code) => found.get(code) ?? { leaderPositionIds: [], units: [] };
}
