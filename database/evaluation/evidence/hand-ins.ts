import type { EntityManager } from 'typeorm';
import { dayOf, found, lastDocument, type EvidenceParameters, type FoundRecord } from './asked.js';

export interface HandInSource {
  /** Kinds of process; empty: whichever has such a step. */
  kinds: readonly string[];
  keys: readonly string[];
  /** process: the process is the year's; opened: the step was opened in it. */
  of: 'processYear' | 'opened';
  about: FoundRecord['about'];
}

/**
 * What units were asked to hand in or to sign for, each once however often it was returned. In time is met; late or never is not; what is
 * still in time to come is neither. Index: process_list, step_process_key (unique process_id, key, round), assignment_step.
 */
export function handIns(
  manager: EntityManager,
  { kinds, keys, of, about }: HandInSource,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  const when = of === 'processYear' ? 'p.year = $4' : 's.opened_at >= $5 and s.opened_at < $6';
  return found(
    manager,
    `select * from (
       select $10 as about, p.region_code as "regionCode", a.unit_id as "unitId", p.id as "processId", ${lastDocument('p.id')} as "documentId",
         p.title, ${dayOf(`coalesce(min(a.decided_at) filter (where a.state = 'done'), max(a.deadline_at))`)} as date,
         bool_or(a.state = 'done' and not a.late) as met, u.short_name as owner,
         bool_or(a.state = 'done') or coalesce(max(a.deadline_at) < $7, false) as due
       from process p join step s on s.process_id = p.id and s.key = any($9::text[]) join assignment a on a.step_id = s.id
         join unit u on u.id = a.unit_id
       where p.region_code = any($3::text[]) and (cardinality($8::text[]) = 0 or p.kind = any($8::text[])) and ${when}
         and a.state in ('open', 'done', 'missed', 'returned', 'superseded')
         and (a.unit_id = any($2::uuid[]) or $10 <> 'unit' and p.region_code = any($1::text[]))
       group by p.id, s.id, u.id, a.unit_id
     ) h where h.due order by h.date, h.title, h."unitId"`,
    parameters,
    kinds,
    keys,
    about,
  );
}
