import type { EntityManager } from 'typeorm';
import type { MatterState } from '../../domain/blueprints/decided-matter.blueprint.js';

/** One region's set in a cascade, and what it made of the points it got. */
export interface CoveredSet {
  processId: string;
  fromSetId: string | null;
  regionCode: string;
  region: string;
  state: 'running' | 'ended';
  outcome: string | null;
  regionCodes: string[];
  /** Upper points that its present draft splits. */
  drafted: string[];
  none: { pointId: string; reason: string }[];
  splitAt: Date | null;
  approvedAt: Date | null;
  documentNumber: string | null;
}

const SET = `p.id as "processId", g.from_set_id as "fromSetId", p.region_code as "regionCode", r.name as region, p.state, p.outcome,
  g.region_codes as "regionCodes",
  array(select distinct x->>'parentPointId' from jsonb_array_elements(g.drafted_points) x where x ? 'parentPointId') as drafted,
  coalesce((select jsonb_agg(jsonb_build_object('pointId', n.parent_point_id, 'reason', n.reason)) from work_point_none n
    where n.set_id = g.process_id), '[]') as none,
  (select max(s.closed_at) from step s where s.process_id = p.id and s.key = 'split' and s.outcome = 'split') as "splitAt",
  (select s.closed_at from step s where s.process_id = p.id and s.key = 'approve' and s.outcome = 'approved') as "approvedAt",
  d.number as "documentNumber"`;
const FROM = `work_point_set g join process p on p.id = g.process_id join region r on r.code = p.region_code
  left join document d on d.id = g.document_id`;

/** A set and all that came of it below, the upper levels first. */
export function setsBelow(manager: EntityManager, setId: string): Promise<CoveredSet[]> {
  return manager.query(
    `with recursive cascade as (
       select process_id as id, 0 as depth from work_point_set where process_id = $1
       union all select g.process_id, cascade.depth + 1 from work_point_set g join cascade on g.from_set_id = cascade.id)
     select ${SET} from cascade join ${FROM} on g.process_id = cascade.id order by cascade.depth, p.region_code`,
    [setId],
  );
}

export interface CoveredPoint {
  id: string;
  setId: string;
  parentPointId: string | null;
  number: string;
  section: string;
  title: string;
  text: string;
  quantities: string[];
  limitAt: Date;
  state: MatterState;
}

/** The points of sets, in their order. */
export function pointsOfSets(manager: EntityManager, setIds: readonly string[]): Promise<CoveredPoint[]> {
  return manager.query(
    `select id, set_id as "setId", parent_point_id as "parentPointId", number, section, title, text, quantities, limit_at as "limitAt", state
     from work_point where set_id = any($1::uuid[]) order by set_id, seq`,
    [setIds],
  );
}
