import type { EntityManager } from 'typeorm';
import { dayOf, found, type EvidenceParameters, type FoundRecord } from './asked.js';

const SOLVED = `i.state in ('closed', 'finishedAnswer')`;
/** Handed up, taken back or joined to another one: nobody of this level can close it. */
const NOT_OWED = `('filed', 'withdrawn', 'terminated', 'merged', 'reportedUp')`;
/** When the lead unit had it done: others may have taken their time to confirm. */
const DONE_AT = `coalesce((select max(v.closed_at) from step v where v.process_id = i.id and v.key = 'solve' and v.outcome = 'solved'), i.closed_at)`;

const MET = {
  closed: { met: SOLVED, due: 'true' },
  // Whose limit is still to come is neither.
  inTime: {
    met: `${SOLVED} and (i.limit_at is null or ${DONE_AT} <= i.limit_at)`,
    due: `(${SOLVED} or i.limit_at < $7)`,
  },
};

/**
 * “双清单” items that stand in the year's ledger: the region's all, a unit's those it leads. A campaign's findings stand in no year's ledger
 * and count with the campaign. Indexes: need_item_year_pkey, need_item_pkey.
 */
export function needItems(
  manager: EntityManager,
  what: keyof typeof MET,
  side: 'locality' | null,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  const { met, due } = MET[what];
  return found(
    manager,
    `select 'both' as about, y.region_code as "regionCode", i.lead_unit_id as "unitId", i.id as "processId", null::uuid as "documentId", i.title,
       ${dayOf('coalesce(i.closed_at, i.limit_at)')} as date, (${met}) as met, u.short_name as owner
     from need_item_year y join need_item i on i.id = y.item_id join process p on p.id = i.id left join unit u on u.id = i.lead_unit_id
     where y.region_code = any($3::text[]) and y.year = $4
       and i.campaign_id is null and i.state not in ${NOT_OWED} and ($8::text is null or i.side = $8) and ${due}
       and (y.region_code = any($1::text[]) or i.lead_unit_id = any($2::uuid[]))
     order by 7 nulls last, 6, 4`,
    parameters,
    side,
  );
}

/** What a campaign's visits found, by the limit it was arranged with: solved in time is met. Index: need_item_campaign, process_list. */
export function campaignFindings(
  manager: EntityManager,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  const { met, due } = MET.inTime;
  return found(
    manager,
    `select 'both' as about, i.region_code as "regionCode", i.lead_unit_id as "unitId", i.id as "processId", null::uuid as "documentId", i.title,
       ${dayOf('coalesce(i.closed_at, i.limit_at)')} as date, (${met}) as met, u.short_name as owner
     from process p join need_item i on i.campaign_id = p.id left join unit u on u.id = i.lead_unit_id
     where p.kind = 'campaign' and p.region_code = any($3::text[]) and i.region_code = any($3::text[]) and i.limit_at >= $5 and i.limit_at < $6
       and i.state not in ${NOT_OWED} and ${due} and (i.region_code = any($1::text[]) or i.lead_unit_id = any($2::uuid[]))
     order by 7, 6, 4`,
    parameters,
  );
}

/** Matters that were handed out, by their limit: struck off in time is met. Index: process_list, matter_pkey. */
export function decidedMatters(
  manager: EntityManager,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select 'both' as about, m.region_code as "regionCode", m.lead_unit_id as "unitId", m.id as "processId", null::uuid as "documentId", m.title,
       ${dayOf('coalesce(m.closed_at, m.limit_at)')} as date, m.state = 'closed' and coalesce(m.done_at, m.closed_at) <= m.limit_at as met,
       u.short_name as owner
     from matter m join unit u on u.id = m.lead_unit_id
     where m.region_code = any($3::text[]) and m.limit_at >= $5 and m.limit_at < $6 and m.state <> 'terminated'
       and (m.state = 'closed' or m.limit_at < $7) and (m.region_code = any($1::text[]) or m.lead_unit_id = any($2::uuid[]))
     order by 7, 6, 4`,
    parameters,
  );
}

/** Problems that an inspection found with the subject itself, by their limit. Index: rectification_subject, rectification_limit. */
export function rectifications(
  manager: EntityManager,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select case r.subject_kind when 'region' then 'region' else 'unit' end as about, r.subject_region_code as "regionCode",
       r.subject_unit_id as "unitId", r.id as "processId", null::uuid as "documentId", r.title,
       ${dayOf('coalesce(r.closed_at, r.limit_at)')} as date, r.state = 'closed' and coalesce(r.done_at, r.closed_at) <= r.limit_at as met,
       null::text as owner
     from rectification r
     where r.region_code = any($3::text[]) and r.limit_at >= $5 and r.limit_at < $6
       and r.state not in ('withdrawn', 'terminated') and (r.state = 'closed' or r.limit_at < $7)
       and (r.subject_kind = 'region' and r.subject_region_code = any($1::text[])
         or r.subject_kind = 'unit' and r.subject_unit_id = any($2::uuid[]))
     order by 7, 6, 4`,
    parameters,
  );
}

/** Work points by their limit, once for the region and once for each unit that leads. Indexes: process_list, work_point_pkey. */
export function workPoints(manager: EntityManager, parameters: EvidenceParameters): Promise<FoundRecord[]> {
  const facts = `w.id as "processId", null::uuid as "documentId", w.title, ${dayOf('coalesce(w.closed_at, w.limit_at)')} as date,
    w.state = 'closed' and coalesce((select max(c.completed_at) from work_point_completion c where c.point_id = w.id), w.closed_at)
      <= w.limit_at as met`;
  const owed = `w.region_code = any($3::text[]) and w.limit_at >= $5 and w.limit_at < $6 and w.state <> 'terminated'
    and (w.state = 'closed' or w.limit_at < $7)`;
  return found(
    manager,
    `select 'region' as about, w.region_code as "regionCode", null::uuid as "unitId", ${facts},
       (select string_agg(u.short_name, '、' order by u.name) from unit u where u.id = any(w.lead_unit_ids)) as owner
     from work_point w where ${owed} and w.region_code = any($1::text[])
     union all
     select 'unit', w.region_code, l.unit_id, ${facts}, null
     from work_point w cross join unnest(w.lead_unit_ids) as l(unit_id) where ${owed} and l.unit_id = any($2::uuid[])
     order by 7, 6, 4, 3`,
    parameters,
  );
}

/** Tasks of coordination matters launched in the year, once the matter is over. Indexes: process_list, coordination_task_pkey. */
export function coordinationTasks(
  manager: EntityManager,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select 'both' as about, p.region_code as "regionCode", t.unit_id as "unitId", p.id as "processId", null::uuid as "documentId", p.title,
       ${dayOf('coalesce(max(t.settled_at), p.launched_at)')} as date, bool_or(t.state = 'reported') as met, u.short_name as owner
     from process p join coordination_task t on t.matter_id = p.id join unit u on u.id = t.unit_id
     where p.kind = 'coordinationMatter' and p.region_code = any($3::text[]) and p.launched_at >= $5 and p.launched_at < $6
       and t.state <> 'released' and (p.state = 'ended' or t.state = 'reported')
       and (p.region_code = any($1::text[]) or t.unit_id = any($2::uuid[]))
     group by p.id, t.unit_id, u.id order by 7, 6, 3`,
    parameters,
  );
}
