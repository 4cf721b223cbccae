import type { EntityManager } from 'typeorm';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

export interface WatchLine {
  id: string;
  title: string;
  regionCode: string;
  region: string;
  year: number;
  state: 'running' | 'ended';
  quarters: number;
  declared: number;
}

/** Years' watches somebody may see, the latest year first, then by region (veto_watch_region_code_year_key). */
export function listWatches(
  manager: EntityManager,
  viewer: Viewer,
  { region, year }: { region?: string | undefined; year?: number | undefined },
  limit: number,
): Promise<WatchLine[]> {
  return manager.query(
    `select w.id, p.title, w.region_code as "regionCode", g.name as region, w.year, p.state,
       (select count(*)::int from veto_watch_quarter q where q.watch_id = w.id) as quarters,
       (select count(*)::int from veto_watch_quarter q where q.watch_id = w.id and q.declared_at is not null) as declared
     from veto_watch w join process p on p.id = w.id join region g on g.code = w.region_code
     where ${visibilityCondition(1)} and ($3::text is null or starts_with(w.region_code, $3)) and ($4::int is null or w.year = $4)
     order by w.year desc, w.region_code limit $5`,
    [...visibilityParameters(viewer), region ?? null, year ?? null, limit],
  );
}

/** Events found in a watch by quarter and item, of those somebody may see; reported ones stand in no quarter. */
export function foundIn(
  manager: EntityManager,
  viewer: Viewer,
  watchId: string,
): Promise<{ id: string; quarter: number | null; item: string; title: string; state: string }[]> {
  return manager.query(
    `select v.id, v.quarter, v.item, p.title, v.state from veto_event v join process p on p.id = v.id
     where v.source_id = $3 and ${visibilityCondition(1)} order by v.opened_at, v.id`,
    [...visibilityParameters(viewer), watchId],
  );
}
