import type { EntityManager } from 'typeorm';

/** Running points a unit leads or supports, and sets not yet issued whose draft or copies name it. */
export function pointsAndSetsOf(manager: EntityManager, unitId: string): Promise<{ id: string }[]> {
  return manager.query(
    `select w.id from work_point w join process p on p.id = w.id and p.state = 'running'
     where w.lead_unit_ids @> array[$1::uuid] or w.cooperating_unit_ids @> array[$1::uuid]
     union select g.process_id from work_point_set g join process p on p.id = g.process_id and p.state = 'running'
     where g.supervised_from is null and ($1 = any(g.copy_unit_ids) or strpos(g.drafted_points::text, $1::text) > 0)`,
    [unitId],
  );
}

/** Units with one put in another's place, each once, in their order. `$1`–`$3`: process, unit, successor. */
const replaced = (units: string): string => `array(
  select c from (select case when u = $2 then $3 else u end as c, min(n) as n from unnest(${units}) with ordinality as x(u, n) group by 1) y order by n)`;

/** A successor takes a unit's part in a point, or in what a set has drafted. A lead does not support as well. */
export async function replaceInPoints(
  manager: EntityManager,
  processId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  const ids = [processId, unitId, successorId];
  await manager.query(
    `update work_point w set lead_unit_ids = n.leads,
       cooperating_unit_ids = array(select c from unnest(n.cooperating) with ordinality as x(c, i) where c <> all(n.leads) order by i)
     from (select id, ${replaced('lead_unit_ids')} as leads, ${replaced('cooperating_unit_ids')} as cooperating
       from work_point where id = $1::uuid) n
     where w.id = n.id`,
    ids,
  );
  await manager.query(
    `update work_point_set set copy_unit_ids = ${replaced('copy_unit_ids')},
       drafted_points = replace(drafted_points::text, $2::uuid::text, $3::uuid::text)::jsonb
     where process_id = $1::uuid`,
    ids,
  );
}
