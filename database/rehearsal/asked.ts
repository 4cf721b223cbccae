import type { EntityManager } from 'typeorm';
import { blueprintOf } from '../../domain/blueprints/index.js';
import { stepLabel } from '../../domain/blueprints/outcome-label.js';
import { UNIT_KINDS } from '../../domain/organisation/kinds.js';
import type { Asked } from '../../domain/rehearsal/load-report.js';

interface Row {
  unit: string;
  kind: string;
  step: string;
  openedAt: Date;
  deadline: Date | null;
}

/** Everything that was asked of units, once for a step however many of the unit's people may sign it; in an order that every run has. */
export async function askedThings(manager: EntityManager): Promise<Asked[]> {
  const rows: Row[] = await manager.query(
    `select u.short_name as unit, p.kind, s.key as step, min(a.opened_at) as "openedAt", max(a.deadline_at) as deadline
     from assignment a join step s on s.id = a.step_id join process p on p.id = a.process_id join unit u on u.id = a.unit_id
     group by s.id, u.id, u.short_name, p.kind, s.key order by 4, p.kind, s.key, u.short_name, 5`,
  );
  return rows.map(({ unit, kind, step, openedAt, deadline }) => {
    const blueprint = blueprintOf(kind);
    return { unit, process: blueprint.label, step: stepLabel(blueprint, step), openedAt, deadline };
  });
}

/** The units of a region in the order of its organisation, and after them those of others that were asked something. */
export async function unitsInOrder(manager: EntityManager, regionCode: string): Promise<string[]> {
  const rows: { name: string }[] = await manager.query(
    `select short_name as name from unit u
     where region_code = $1 or exists (select 1 from assignment a where a.unit_id = u.id)
     order by region_code <> $1, region_code, array_position($2::text[], kind), name, id`,
    [regionCode, UNIT_KINDS],
  );
  return [...new Set(rows.map(({ name }) => name))];
}
