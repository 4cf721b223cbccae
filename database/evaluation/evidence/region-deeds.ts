import type { EntityManager } from 'typeorm';
import { dayOf, found, lastDocument, type EvidenceParameters, type FoundRecord } from './asked.js';

const REGION = `'region' as about, p.region_code as "regionCode", null::uuid as "unitId", p.id as "processId"`;

/** The year was launched, with its plan. Index: process_list. */
export function annualPlans(manager: EntityManager, parameters: EvidenceParameters): Promise<FoundRecord[]> {
  return found(
    manager,
    `select ${REGION}, null::uuid as "documentId", p.title, ${dayOf('p.launched_at')} as date, true as met, null::text as owner
     from process p where p.kind = 'annualCycle' and p.region_code = any($1::text[]) and p.year = $4
       and coalesce(p.outcome, '') <> 'terminated' order by p.launched_at, p.id`,
    parameters,
  );
}

/** The coordination group's composition of the year stands, or stood until the next. Indexes: process_list, coordination_seat_process. */
export function coordinationGroups(
  manager: EntityManager,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select ${REGION}, ${lastDocument('p.id')} as "documentId", p.title, ${dayOf('p.launched_at')} as date,
       exists (select 1 from coordination_seat t where t.process_id = p.id and t.since is not null) as met, null::text as owner
     from process p where p.kind = 'coordinationGroup' and p.region_code = any($1::text[]) and p.year = $4
       and coalesce(p.outcome, '') <> 'terminated' order by p.launched_at, p.id`,
    parameters,
  );
}

/** Circulars issued in the year. Indexes: process_list, circular_pkey, document_pkey. */
export function circulars(
  manager: EntityManager,
  typicalKind: 'goodPractice' | null,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select ${REGION}, d.id as "documentId", d.title, ${dayOf('d.issued_at')} as date, true as met, null::text as owner
     from process p join circular c on c.process_id = p.id join document d on d.id = c.document_id and d.state = 'issued'
     where p.kind = 'circular' and p.region_code = any($1::text[]) and d.issued_at >= $5 and d.issued_at < $6
       and ($8::text is null or c.typical_kind = $8) order by d.issued_at, d.id`,
    parameters,
    typicalKind,
  );
}

/** Stages of campaigns that end in the year: closed is met. Indexes: process_list, campaign_stage_pkey. */
export function campaignStages(
  manager: EntityManager,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select ${REGION}, ${lastDocument('p.id')} as "documentId", p.title || '：' || g.title as title,
       coalesce(${dayOf('g.closed_at')}, g.to_date::text) as date, g.closed_at is not null as met, null::text as owner
     from process p join campaign_stage g on g.campaign_id = p.id
     where p.kind = 'campaign' and p.region_code = any($1::text[]) and g.to_date >= make_date($4, 1, 1) and g.to_date <= make_date($4, 12, 31)
       and (g.closed_at is not null or g.to_date::text < ${dayOf('$7::timestamptz')})
       and coalesce(p.outcome, '') <> 'terminated' order by p.launched_at, p.id, g.ordinal`,
    parameters,
  );
}

/** “五个一” of every unit that a campaign under way in the year asked for anything. Indexes: process_list, campaign_five_one_pkey. */
export function fiveOnes(
  manager: EntityManager,
  words: Readonly<Record<string, string>>,
  parameters: EvidenceParameters,
): Promise<FoundRecord[]> {
  return found(
    manager,
    `select 'both' as about, p.region_code as "regionCode", a.unit_id as "unitId", p.id as "processId", null::uuid as "documentId",
       o.word as title, ${dayOf('f.reported_at')} as date, coalesce(f.done, false) as met, u.short_name as owner
     from process p join campaign c on c.process_id = p.id
       join (select distinct s.process_id, x.unit_id from step s join assignment x on x.step_id = s.id
         where s.key in ('mobilise', 'visit', 'interim', 'final')) a on a.process_id = p.id
       join unit u on u.id = a.unit_id and u.kind <> 'office'
       cross join unnest($8::text[], $9::text[]) with ordinality as o(item, word, n)
       left join campaign_five_one f on f.campaign_id = p.id and f.unit_id = a.unit_id and f.item = o.item
     where p.kind = 'campaign' and p.region_code = any($3::text[]) and c.from_date <= make_date($4, 12, 31) and c.to_date >= make_date($4, 1, 1)
      
       and (p.region_code = any($1::text[]) or a.unit_id = any($2::uuid[]))
     order by u.name, u.id, o.n`,
    parameters,
    Object.keys(words),
    Object.values(words),
  );
}
