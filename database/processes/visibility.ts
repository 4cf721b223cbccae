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
  parentId: string | null;
}

/**
 * SQL, true for a process `p` the viewer may see: it lies in a region he sees whole, or one of his units has or had work in it, was
 * shown it, launched it or raised its item. A restricted one (三（五）3 “在一定范围通报”) is seen in its own region and by the units that
 * have work in it, by nobody above and by nobody who was merely shown it. Lists use the same condition as a single look. Parameters
 * `$first` and `$first+1`: see `visibilityParameters`.
 */
export function visibilityCondition(first: number): string {
  const [regions, units] = [`$${first}::text[]`, `$${first + 1}::uuid[]`];
  return `(p.region_code = any(${regions})
    or (not p.restricted and exists (select 1 from unnest(${regions}) as seen(code) where starts_with(p.region_code, seen.code)))
    or exists (select 1 from assignment va where va.process_id = p.id and va.unit_id = any(${units}))
    or p.raising_unit_id = any(${units})
    or exists (select 1 from circulation vc where not p.restricted and vc.process_id = p.id and vc.unit_id = any(${units}))
    or exists (select 1 from need_item_origin vo where vo.item_id = p.id and vo.unit_id = any(${units})))`;
}

export function visibilityParameters({
  regions,
  seats = [],
  units,
}: Viewer): [readonly string[], readonly string[]] {
  return [[...new Set([...regions, ...seats])], units];
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
       p.parent_id as "parentId"
     from process p where p.id = $1 and ${visibilityCondition(2)}`,
    [processId, ...visibilityParameters(viewer)],
  );
  if (!process) throw new Refusal('NOT_FOUND');
  return process;
}
