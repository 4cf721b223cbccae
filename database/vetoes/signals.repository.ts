import type { EntityManager } from 'typeorm';
import { OPEN_RECTIFICATIONS } from '../../domain/rectifications/states.js';
import { civilDateOf, endOfYear, civilDate, yearOf } from '../../domain/time/zone.js';
import { signalsOf, type HeldFact, type Signal } from '../../domain/vetoes/signals.js';

/** Of each source so many at most, those waiting longest first: more would not be read. */
const MOST = 200;
const DAY = (column: string): string => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;

/** Items of the year's lists and findings of a campaign that are past their limit (need_item_ledger, process_pkey). */
function overdueItems(manager: EntityManager, regionCode: string, now: Date): Promise<HeldFact[]> {
  return manager.query(
    `select case when i.campaign_id is null then 'need' else 'finding' end as source, i.id as "processId", i.title, i.kind,
       u.short_name as unit, ${DAY('i.filed_at')} as since, ${DAY('i.limit_at')} as "limit"
     from need_item i join process p on p.id = i.id left join unit u on u.id = i.lead_unit_id
     where i.region_code = $1 and p.state = 'running' and i.limit_at < $2 and (i.campaign_id is not null or i.side = 'army')
     order by i.limit_at, i.id limit $3`,
    [regionCode, now, MOST],
  );
}

/** Coordination matters that are not over (process_region). */
function openMatters(manager: EntityManager, regionCode: string): Promise<HeldFact[]> {
  return manager.query(
    `select 'matter' as source, m.id as "processId", p.title, '' as kind, u.short_name as unit, ${DAY('p.launched_at')} as since, null as "limit"
     from coordination_matter m join process p on p.id = m.id join unit u on u.id = m.raising_unit_id
     where p.region_code = $1 and p.state = 'running' order by p.launched_at, p.id limit $2`,
    [regionCode, MOST],
  );
}

/** Problems that are past the day by which they were to be mended (rectification_limit). */
function overdueRectifications(manager: EntityManager, regionCode: string, now: Date): Promise<HeldFact[]> {
  return manager.query(
    `select 'rectification' as source, r.id as "processId", r.title, r.dimension as kind,
       case when r.subject_kind = 'region' then g.name else u.short_name end as unit, ${DAY('p.launched_at')} as since,
       ${DAY('r.limit_at')} as "limit"
     from rectification r join process p on p.id = r.id join unit u on u.id = r.subject_unit_id
       join region g on g.code = r.subject_region_code
     where r.region_code = $1 and r.state = any($2::text[]) and r.limit_at < $3 order by r.limit_at, r.id limit $4`,
    [regionCode, OPEN_RECTIFICATIONS, now, MOST],
  );
}

/** Cases of dereliction that were made known this year. */
function derelictions(manager: EntityManager, regionCode: string, now: Date): Promise<HeldFact[]> {
  const year = yearOf(now);
  return manager.query(
    `select 'dereliction' as source, p.id as "processId", p.title, '' as kind, null as unit, ${DAY('d.issued_at')} as since, null as "limit"
     from circular c join process p on p.id = c.process_id join document d on d.id = c.document_id
     where c.region_code = $1 and c.typical_kind = 'dereliction' and d.state = 'issued'
       and ${DAY('d.issued_at')} between $2 and $3 order by d.issued_at, p.id limit $4`,
    [regionCode, civilDate(year, 1, 1), endOfYear(year), MOST],
  );
}

/** Objections against candidates for a title that were found true this year: who they are about was struck. */
function foundedObjections(manager: EntityManager, regionCode: string, now: Date): Promise<HeldFact[]> {
  const year = yearOf(now);
  const found = DAY('coalesce(o.found_at, o.answered_at)');
  return manager.query(
    `select 'objection' as source, p.id as "processId", p.title, '' as kind, u.short_name as unit, ${found} as since, null as "limit"
     from objection o join candidate c on c.id = o.candidate_id join process p on p.id = o.process_id join unit u on u.id = c.holder_unit_id
     where p.region_code = $1 and coalesce(o.finding, o.answer) = 'founded' and ${found} between $2 and $3
     order by coalesce(o.found_at, o.answered_at), o.id limit $4`,
    [regionCode, civilDate(year, 1, 1), endOfYear(year), MOST],
  );
}

/** What the system holds of a region today that may hint at a veto item: facts by these questions, what they mean by the rules alone. */
export async function signalsFor(manager: EntityManager, regionCode: string, now: Date): Promise<Signal[]> {
  const facts = await Promise.all([
    overdueItems(manager, regionCode, now),
    openMatters(manager, regionCode),
    overdueRectifications(manager, regionCode, now),
    derelictions(manager, regionCode, now),
    foundedObjections(manager, regionCode, now),
  ]);
  return signalsOf(facts.flat(), civilDateOf(now));
}
