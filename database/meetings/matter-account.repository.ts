import type { EntityManager } from 'typeorm';
import { visibilityCondition, visibilityParameters, type Viewer } from '../processes/visibility.js';
import { MATTER_LIGHT } from './matter-light.sql.js';
import type { NamedUnit } from './matter-list.repository.js';

/** How many open matters a unit leads, by their lights. */
export interface UnitAccount {
  unit: NamedUnit;
  green: number;
  yellow: number;
  red: number;
}

/** 挂账: open matters of all meetings and events somebody may see, by lead unit, in the organisation's order: nobody is ranked. */
export function openMattersByUnit(
  manager: EntityManager,
  viewer: Viewer,
  region: string | null,
  now: Date,
): Promise<UnitAccount[]> {
  return manager.query(
    `select jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name) as unit,
       count(*) filter (where l.light = 'green')::int as green, count(*) filter (where l.light = 'yellow')::int as yellow,
       count(*) filter (where l.light = 'red')::int as red
     from matter m join process p on p.id = m.id join unit u on u.id = m.lead_unit_id
       cross join lateral (select ${MATTER_LIGHT('$4')} as light) l
     where ${visibilityCondition(1)} and m.state in ('open', 'reviewing') and ($3::text is null or starts_with(m.region_code, $3))
     group by u.id order by array_position(array['member', 'township', 'military'], u.kind), u.short_name, u.id`,
    [...visibilityParameters(viewer), region, now],
  );
}
