import type { EntityManager } from 'typeorm';
import type { MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';

export interface ChainPoint {
  id: string;
  setId: string;
  parentPointId: string | null;
  regionCode: string;
  region: string;
  number: string;
  title: string;
  leads: string[];
  state: MatterState;
  visible: boolean;
}

/** As many lower points as one page can show; the coverage counts all. */
const MANY = 1000;

const CHAIN = `w.id, w.set_id as "setId", w.parent_point_id as "parentPointId", w.region_code as "regionCode", r.name as region, w.number, w.title,
  array(select u.short_name from unit u where u.id = any(w.lead_unit_ids) order by array_position(w.lead_unit_ids, u.id)) as leads,
  w.state, ${visibilityCondition(2)} as visible`;

/** The points it came from, the nearest level first: known by name to whoever knows this one, for the notice says them. */
export function pointsAbove(manager: EntityManager, viewer: Viewer, id: string): Promise<ChainPoint[]> {
  return manager.query(
    `with recursive up as (
       select parent_point_id as id, 1 as depth from work_point where id = $1
       union all select w.parent_point_id, up.depth + 1 from work_point w join up on w.id = up.id)
     select ${CHAIN} from up join work_point w on w.id = up.id join process p on p.id = w.id join region r on r.code = w.region_code
     order by up.depth`,
    [id, ...visibilityParameters(viewer)],
  );
}

/** What lower levels made of it, level by level, as far as the viewer may see. */
export function pointsBelow(manager: EntityManager, viewer: Viewer, id: string): Promise<ChainPoint[]> {
  return manager.query(
    `with recursive down as (
       select id, 1 as depth from work_point where parent_point_id = $1
       union all select w.id, down.depth + 1 from work_point w join down on w.parent_point_id = down.id)
     select ${CHAIN} from down join work_point w on w.id = down.id join process p on p.id = w.id join region r on r.code = w.region_code
     where ${visibilityCondition(2)} order by down.depth, w.region_code, w.seq limit ${MANY}`,
    [id, ...visibilityParameters(viewer)],
  );
}

/** Whether somebody may see the point: its own process, or the set whose notice tells it. */
export async function seesPoint(
  manager: EntityManager,
  viewer: Viewer,
  { id, setId }: { id: string; setId: string },
): Promise<boolean> {
  const [row]: unknown[] = await manager.query(
    `select 1 from process p where p.id = any($1::uuid[]) and ${visibilityCondition(2)} limit 1`,
    [[id, setId], ...visibilityParameters(viewer)],
  );
  return row !== undefined;
}
