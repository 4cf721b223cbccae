import type { EntityManager } from 'typeorm';
import type { StageKey } from '../../domain/campaign/stages.js';

export interface HandInRow {
  unitId: string;
  name: string;
  shortName: string;
  assignmentId: string;
  filedAt: Date | null;
  late: boolean;
  form: Record<string, unknown> | null;
}

/**
 * What each unit handed in at a stage, by name: its last assignment there. Each hand-in step bears its stage's name.
 * @param units only of these; undefined: of all
 */
export function handInsOf(
  manager: EntityManager,
  { campaignId, stage, units }: { campaignId: string; stage: StageKey; units: readonly string[] | undefined },
  page: { limit: number; after: { name: string; id: string } | null },
): Promise<HandInRow[]> {
  return manager.query(
    `select * from (
       select distinct on (u.id) u.id as "unitId", u.name, u.short_name as "shortName", a.id as "assignmentId",
         case when a.state = 'done' then a.decided_at end as "filedAt", a.late, case when a.state = 'done' then a.form end as form
       from step s join assignment a on a.step_id = s.id join unit u on u.id = a.unit_id
       where s.process_id = $1 and s.key = $2 and a.state not in ('cancelled', 'returned', 'superseded') and ($3::uuid[] is null or u.id = any($3))
       order by u.id, a.round desc, a.opened_at desc, a.id
     ) latest
     where $4::text is null or (name, "unitId") > ($4, $5::uuid)
     order by name, "unitId" limit $6`,
    [campaignId, stage, units ?? null, page.after?.name ?? null, page.after?.id ?? null, page.limit],
  );
}
