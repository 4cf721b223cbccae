import type { EntityManager } from 'typeorm';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { endOfDay, type CivilDate } from '../../domain/time/zone.js';

/** A region on a day, and what it lacks for a process to begin there. */
export interface RegionReadiness {
  code: string;
  /** As people use it. */
  label: string;
  missing: string[];
}

/**
 * What processes need before they can begin: an office with somebody in it and a 组长; those of a year also units that owe something.
 * One query for many regions; a region that doesn't exist is not in the answer.
 */
export async function readyRegions(
  manager: EntityManager,
  codes: readonly string[],
  on: CivilDate,
  withUnits: boolean,
): Promise<RegionReadiness[]> {
  const rows: { code: string; name: string; office: boolean; leader: boolean; units: boolean }[] =
    await manager.query(
      `with held as (
         select distinct u.region_code, po.kind from position po join unit u on u.id = po.unit_id
         join appointment a on a.position_id = po.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to >= $2)
         join person p on p.id = a.person_id and (p.disabled_at is null or p.disabled_at > $3)
         where u.region_code = any($1::text[]) and u.active_to is null
           and (u.kind = 'office' and po.kind in ('officeDirector', 'officeDeputy', 'officeStaff')
             or u.kind = 'leadingGroup' and po.kind = 'groupLeader'))
       select r.code, r.name,
         exists (select 1 from held h where h.region_code = r.code and h.kind <> 'groupLeader') as office,
         exists (select 1 from held h where h.region_code = r.code and h.kind = 'groupLeader') as leader,
         exists (select 1 from unit u where u.region_code = r.code and u.active_from <= $2 and (u.active_to is null or u.active_to >= $2)
           and (u.kind in ('township', 'military') or u.kind = 'member' and exists (
             select 1 from leading_group_member m join unit g on g.id = m.group_unit_id and g.region_code = r.code
             where m.unit_id = u.id and m.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)))) as units
       from region r where r.code = any($1::text[]) order by r.code`,
      [codes, on, endOfDay(on)],
    );
  return rows.map(({ code, name, office, leader, units }) => ({
    code,
    label: regionLabel(name),
    missing: [
      ...(office ? [] : ['双拥办没有在任人员']),
      ...(leader ? [] : ['领导小组没有组长']),
      ...(units || !withUnits ? [] : ['没有需要报送的单位']),
    ],
  }));
}
