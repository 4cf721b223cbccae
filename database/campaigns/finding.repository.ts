import type { EntityManager } from 'typeorm';
import { itemOf, type NeedItemRow } from '../needs/need-item.store.js';

/** Findings of a campaign's own region that wait to be arranged, in the order they came. */
export async function filedFindingsOf(
  manager: EntityManager,
  campaignId: string,
  regionCode: string,
): Promise<NeedItemRow[]> {
  const rows: { id: string }[] = await manager.query(
    `select id from need_item where campaign_id = $1 and region_code = $2 and state = 'filed' order by filed_at, id`,
    [campaignId, regionCode],
  );
  const items: NeedItemRow[] = [];
  for (const { id } of rows) items.push(await itemOf(manager, id));
  return items;
}

export interface OpenFinding {
  id: string;
  title: string;
  lead: string | null;
}

/** Findings of a campaign's own region that are arranged and not finished. */
export function openFindingsOf(
  manager: EntityManager,
  campaignId: string,
  regionCode: string,
): Promise<OpenFinding[]> {
  return manager.query(
    `select i.id, i.title, u.short_name as lead from need_item i join process p on p.id = i.id left join unit u on u.id = i.lead_unit_id
     where i.campaign_id = $1 and i.region_code = $2 and p.state = 'running' order by i.number, i.id`,
    [campaignId, regionCode],
  );
}

/** Who was asked in a step of the campaign and has not handed in, each unit once. */
export function owingUnits(
  manager: EntityManager,
  campaignId: string,
  step: string,
): Promise<{ id: string; name: string }[]> {
  return manager.query(
    `select u.id, u.short_name as name from step s join assignment a on a.step_id = s.id join unit u on u.id = a.unit_id
     where s.process_id = $1 and s.key = $2
     group by u.id, u.short_name, u.kind, u.name
     having bool_or(a.state in ('open', 'missed', 'returned')) and not bool_or(a.state = 'done')
     order by array_position(array['member', 'township', 'military', 'office'], u.kind), u.name`,
    [campaignId, step],
  );
}
