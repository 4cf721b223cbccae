import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';

/** What somebody may see, as src/http/scope.ts derives it from his positions. */
export interface Viewer {
  /** Regions seen whole, each with everything below it: office, leaders, auditor. */
  readonly regions: readonly string[];
  /** The regions he holds these positions in himself, where `regions` names only the widest of them. */
  readonly seats?: readonly string[];
  /** Units seen from inside: liaison, 分管领导, military liaison. */
  readonly units: readonly string[];
  /** Positions of others whom he stands for (代理), each in some kinds of process or, null, in all. */
  readonly proxied?: readonly { positionId: string; kinds: readonly string[] | null }[];
}

export interface VisibleProcess {
  id: string;
  kind: string;
  blueprintVersion: number;
  regionCode: string;
  year: number;
  title: string;
  state: 'running' | 'ended';
  outcome: string | null;
  /** What launched it, where the viewer may see that as well. */
  parentId: string | null;
}

/**
 * SQL, true for a process `p` the viewer may see: it lies in a region he sees whole, or one of his units has or had work in it, was
 * shown it, launched it or raised its item, or the office of a region he holds a seat in had (what an upper office asks of a lower one), or a position he stands for has or had work in it or was shown it. A restricted one (三（五）3
 * “在一定范围通报”) is seen in its own region and by who has work in it, by nobody above and by nobody who was merely shown it. Lists use the
 * same condition as a single look. Parameters `$first` and `$first+1`: see `visibilityParameters`.
 */
export function visibilityCondition(first: number): string {
  const [whole, units] = [`$${first}::jsonb`, `$${first + 1}::uuid[]`];
  const stoodFor = `jsonb_to_recordset(${whole} -> 'proxied') as vx("positionId" uuid, kinds text[])`;
  return `(${regionCondition(first)}
    or exists (select 1 from assignment va where va.process_id = p.id and va.unit_id = any(${units}))
    or exists (select 1 from assignment va join unit vu on vu.id = va.unit_id
      where va.process_id = p.id and vu.kind = 'office' and ${whole} -> 'seats' ? vu.region_code)
    or p.raising_unit_id = any(${units})
    or exists (select 1 from circulation vc where not p.restricted and vc.process_id = p.id and vc.unit_id = any(${units}))
    or exists (select 1 from need_item_origin vo where vo.item_id = p.id and vo.unit_id = any(${units}))
    or exists (select 1 from ${stoodFor} where (vx.kinds is null or p.kind = any(vx.kinds))
      and (exists (select 1 from assignment va where va.process_id = p.id and va.position_id = vx."positionId")
        or exists (select 1 from circulation vc where not p.restricted and vc.process_id = p.id and vc.position_id = vx."positionId"))))`;
}

/** SQL, the first part of it: the process lies in a region the viewer sees whole. */
export function regionCondition(first: number): string {
  const whole = `$${first}::jsonb`;
  return `(${whole} -> 'seats' ? p.region_code
    or (not p.restricted and exists (
      select 1 from jsonb_array_elements_text(${whole} -> 'regions') as seen(code) where starts_with(p.region_code, seen.code))))`;
}

export function visibilityParameters({
  regions,
  seats = [],
  units,
  proxied = [],
}: Viewer): [string, readonly string[]] {
  return [JSON.stringify({ regions, seats: [...new Set([...regions, ...seats])], proxied }), units];
}

/**
 * The process, if the viewer may see it. One that exists but lies outside is no different from one that doesn't.
 *
 * @throws Refusal NOT_FOUND
 */
export async function visibleProcess(
  manager: EntityManager,
  viewer: Viewer,
  processId: string,
): Promise<VisibleProcess> {
  const [process]: VisibleProcess[] = await manager.query(
    `select p.id, p.kind, p.blueprint_version as "blueprintVersion", p.region_code as "regionCode", p.year, p.title, p.state, p.outcome,
       (select p.id from process p where p.id = child.parent_id and ${visibilityCondition(2)}) as "parentId"
     from process p cross join lateral (select p.parent_id) as child where p.id = $1 and ${visibilityCondition(2)}`,
    [processId, ...visibilityParameters(viewer)],
  );
  if (!process) throw new Refusal('NOT_FOUND');
  return process;
}
