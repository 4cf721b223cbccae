import type { EntityManager } from 'typeorm';
import { dayOf, found, lastDocument, type EvidenceParameters, type FoundRecord } from './asked.js';

/** Meetings and events of these sorts; `conference`: of the liaisons, which has no sort of its own. */
export type GatheringSort =
  'topical' | 'group' | 'joint' | 'jointOffice' | 'visit' | 'supervision' | 'research' | 'conference';

/** SQL: held in the year, or meant for it and still owed; what was called off is nobody's omission. */
const OF_THE_YEAR = `coalesce(m.held_at, m.starts_at) >= $5 and coalesce(m.held_at, m.starts_at) < $6
  and (m.held_at is not null or m.starts_at < $7 and (p.state = 'running' or p.outcome = 'finished'))`;
const SORT = `(m.kind = any($8::text[]) or 'conference' = any($8::text[]) and p.kind = 'liaisonConference')`;

/**
 * Held is met for the region. A unit took part or sent somebody; to a conference it also handed in its material. Whoever was excused with
 * a reason stayed away all the same. Indexes: process_list, meeting_pkey, meeting_participant_pkey.
 */
export function gatherings(
  manager: EntityManager,
  sorts: readonly GatheringSort[],
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select 'region' as about, p.region_code as "regionCode", null::uuid as "unitId", p.id as "processId", ${lastDocument('p.id')} as "documentId",
       p.title, ${dayOf('coalesce(m.held_at, m.starts_at)')} as date, m.held_at is not null as met, null::text as owner
     from process p join meeting m on m.id = p.id
     where p.region_code = any($1::text[]) and p.region_code = any($3::text[]) and ${SORT} and ${OF_THE_YEAR}
     union all
     select 'unit', p.region_code, mp.unit_id, p.id, ${lastDocument('p.id')}, p.title, ${dayOf('m.held_at')},
       bool_or(mp.attendance in ('present', 'substitute')) and (p.kind <> 'liaisonConference' or exists (
         select 1 from meeting_material l where l.meeting_id = m.id and l.unit_id = mp.unit_id)), null
     from process p join meeting m on m.id = p.id join meeting_participant mp on mp.meeting_id = m.id
     where p.region_code = any($3::text[]) and mp.unit_id = any($2::uuid[]) and m.held_at is not null and ${SORT} and ${OF_THE_YEAR}
     group by p.id, m.id, mp.unit_id
     order by 7, 6, 3`,
    parameters,
    sorts,
  );
}
