import type { EntityManager } from 'typeorm';
import type { ItemSide, Side } from '../../domain/needs/item-kinds.js';
import { assigned } from '../change-row.js';

export interface NeedItemRow {
  id: string;
  regionCode: string;
  year: number;
  number: number | null;
  dualListId: string | null;
  /** The campaign it was found in; null for what a list of the year asks for. */
  campaignId: string | null;
  side: ItemSide;
  kind: string;
  title: string;
  detail: string;
  state: string;
  reportedFrom: string | null;
  leadUnitId: string | null;
  cooperatingUnitIds: string[];
  claimerPositionId: string | null;
  /** Who answers for it in the lead unit, where somebody was named (a campaign's findings). */
  responsiblePositionId: string | null;
  measures: string | null;
  limitAt: Date | null;
  result: string | null;
  filedAt: Date;
  filedLate: boolean;
}

const ITEM = `i.id, i.region_code as "regionCode", i.year, i.number, i.dual_list_id as "dualListId", i.campaign_id as "campaignId", i.side, i.kind, i.title, i.detail, i.state,
  i.reported_from as "reportedFrom", i.lead_unit_id as "leadUnitId", i.cooperating_unit_ids as "cooperatingUnitIds",
  i.claimer_position_id as "claimerPositionId", i.responsible_position_id as "responsiblePositionId", i.measures, i.limit_at as "limitAt", i.result, i.filed_at as "filedAt",
  i.filed_late as "filedLate"`;

/** The item of a process. The process's lock is the item's lock. */
export async function itemOf(manager: EntityManager, id: string): Promise<NeedItemRow> {
  const [item]: NeedItemRow[] = await manager.query(`select ${ITEM} from need_item i where i.id = $1`, [id]);
  if (!item) throw new Error(`no item ${id}`);
  return item;
}

/** What was filed for a dual list and waits for the office to compile it, in the order it came. */
export function filedItemsOf(
  manager: EntityManager,
  dualListId: string,
): Promise<(NeedItemRow & { side: Side })[]> {
  return manager.query(
    `select ${ITEM} from need_item i where i.dual_list_id = $1 and i.state = 'filed' order by i.filed_at, i.id`,
    [dualListId],
  );
}

export interface NewItem extends Pick<
  NeedItemRow,
  'id' | 'regionCode' | 'year' | 'side' | 'kind' | 'title' | 'detail' | 'state' | 'filedLate'
> {
  dualListId: string | null;
  campaignId?: string | null;
  reportedFrom: string | null;
  /** Who raised it, and with which assignment. */
  origin: { unitId: string; assignmentId: string | null };
}

export async function insertItems(manager: EntityManager, items: NewItem[], now: Date): Promise<void> {
  if (items.length === 0) return;
  await manager.query(
    `with item as (
       insert into need_item (id, region_code, year, dual_list_id, campaign_id, side, kind, title, detail, state, reported_from, filed_at, filed_late)
       select id, region_code, year, dual_list_id, campaign_id, side, kind, title, detail, state, reported_from, $1, filed_late
       from jsonb_to_recordset($2) as i(id uuid, region_code text, year int, dual_list_id uuid, campaign_id uuid, side text, kind text, title text, detail text,
         state text, reported_from uuid, filed_late boolean)
       returning id
     ), origin as (
       insert into need_item_origin (item_id, unit_id, assignment_id, original_id, original_title)
       select id, unit_id, assignment_id, id, title
       from jsonb_to_recordset($2) as i(id uuid, unit_id uuid, assignment_id uuid, title text)
     )
     insert into need_item_history (item_id, at, seq, state)
     select id, $1, 1, state from jsonb_to_recordset($2) as i(id uuid, state text)`,
    [
      now,
      JSON.stringify(
        items.map((item) => ({
          id: item.id,
          region_code: item.regionCode,
          year: item.year,
          dual_list_id: item.dualListId,
          campaign_id: item.campaignId ?? null,
          side: item.side,
          kind: item.kind,
          title: item.title,
          detail: item.detail,
          state: item.state,
          reported_from: item.reportedFrom,
          filed_late: item.filedLate,
          unit_id: item.origin.unitId,
          assignment_id: item.origin.assignmentId,
        })),
      ),
    ],
  );
}

export type ItemChange = Partial<
  Pick<
    NeedItemRow,
    | 'state'
    | 'kind'
    | 'title'
    | 'number'
    | 'leadUnitId'
    | 'cooperatingUnitIds'
    | 'claimerPositionId'
    | 'responsiblePositionId'
    | 'measures'
    | 'limitAt'
    | 'result'
  >
> & { mergedInto?: string; proposedLeadUnitId?: string; upperAnswer?: string; closedAt?: Date };

const COLUMNS: Record<keyof ItemChange, string> = {
  state: 'state',
  kind: 'kind',
  title: 'title',
  number: 'number',
  leadUnitId: 'lead_unit_id',
  cooperatingUnitIds: 'cooperating_unit_ids',
  claimerPositionId: 'claimer_position_id',
  responsiblePositionId: 'responsible_position_id',
  measures: 'measures',
  limitAt: 'limit_at',
  result: 'result',
  mergedInto: 'merged_into',
  proposedLeadUnitId: 'proposed_lead_unit_id',
  upperAnswer: 'upper_answer',
  closedAt: 'closed_at',
};

/** Changes an item and notes from when on it stands there, for the ledger as of any date. */
export async function changeItem(
  manager: EntityManager,
  id: string,
  change: ItemChange,
  now: Date,
): Promise<void> {
  const { set, values } = assigned(change, COLUMNS, 3);
  if (set === '') return;
  await manager.query(
    `with item as (update need_item set ${set} where id = $1 returning id, state, lead_unit_id, limit_at)
     insert into need_item_history (item_id, at, seq, state, lead_unit_id, limit_at)
     select id, $2, (select coalesce(max(seq), 0) + 1 from need_item_history where item_id = $1), state, lead_unit_id, limit_at from item`,
    [id, now, ...values],
  );
}

/** Puts items into a region's ledger of a year. */
export async function enterLedger(
  manager: EntityManager,
  entry: { regionCode: string; year: number; itemIds: string[]; carried: boolean },
): Promise<void> {
  await manager.query(
    `insert into need_item_year (region_code, year, item_id, carried) select $1, $2, id, $4 from unnest($3::uuid[]) as i(id) on conflict do nothing`,
    [entry.regionCode, entry.year, entry.itemIds, entry.carried],
  );
}

/**
 * Next free number in a region's year, or in a campaign, which counts its own; the lock lasts until the commit, so two at once do not get
 * the same.
 */
export async function nextNumber(
  manager: EntityManager,
  regionCode: string,
  year: number,
  campaignId: string | null = null,
): Promise<number> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('need-number:' || $1 || ':' || $2))`, [
    regionCode,
    campaignId ?? String(year),
  ]);
  const [row]: { next: number }[] = await manager.query(
    `select coalesce(max(number), 0) + 1 as next from need_item
     where region_code = $1 and case when $3::uuid is null then campaign_id is null and year = $2 else campaign_id = $3 end`,
    [regionCode, year, campaignId],
  );
  return row?.next ?? 1;
}

export async function raisingUnitsOf(manager: EntityManager, itemId: string): Promise<string[]> {
  const rows: { unit_id: string }[] = await manager.query(
    `select distinct unit_id from need_item_origin where item_id = $1 order by unit_id`,
    [itemId],
  );
  return rows.map(({ unit_id }) => unit_id);
}

/** Items in a region's ledger of a year that are not finished yet. */
export async function openItemsOf(
  manager: EntityManager,
  regionCode: string,
  year: number,
): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `select i.id from need_item_year y join need_item i on i.id = y.item_id join process p on p.id = i.id
     where y.region_code = $1 and y.year = $2 and p.state = 'running' order by i.number, i.id`,
    [regionCode, year],
  );
  return rows.map(({ id }) => id);
}
