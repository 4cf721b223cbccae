import type { EntityManager } from 'typeorm';
import type { NamedUnit } from './ledger.repository.js';

export interface LinkedRow {
  id: string;
  regionName: string;
  title: string;
  state: string;
}

/** What the ledger keeps of one item beside its line. */
export interface ItemRecord {
  processId: string | null;
  upperAnswer: string | null;
  proposedLead: NamedUnit | null;
  origins: { unit: NamedUnit; originalId: string; originalTitle: string }[];
  reportedFrom: LinkedRow | null;
  reportedAs: LinkedRow[];
  mergedInto: LinkedRow | null;
  mergedFrom: LinkedRow[];
  /** Topical consultations it asked for, with what they answered. */
  consultations: {
    id: string;
    title: string;
    state: string;
    answer: string | null;
    answeredAt: string | null;
  }[];
  years: { year: number; carried: boolean }[];
  /** Instants as PostgreSQL writes them into JSON: ISO 8601 with an offset. */
  history: { at: string; state: string; lead: NamedUnit | null; limitAt: string | null }[];
}

const UNIT = `jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name)`;
const LINKED = `jsonb_build_object('id', l.id, 'regionName', r.name, 'title', l.title, 'state', l.state)`;
const linked = (where: string): string =>
  `(select ${LINKED} from need_item l join region r on r.code = l.region_code where ${where})`;
const linkedAll = (where: string): string =>
  `coalesce((select jsonb_agg(${LINKED} order by l.filed_at, l.id) from need_item l join region r on r.code = l.region_code where ${where}), '[]')`;

/**
 * Links and history of one item, in one query. Whether the asker may see the item was decided before; of a linked item in another
 * region only title and state are told, which who reported it up (or was reported to) has to know.
 */
export async function itemRecord(manager: EntityManager, id: string): Promise<ItemRecord | null> {
  const [row]: ItemRecord[] = await manager.query(
    `select (select p.id from process p where p.id = i.id) as "processId", i.upper_answer as "upperAnswer",
       (select ${UNIT} from unit u where u.id = i.proposed_lead_unit_id) as "proposedLead",
       coalesce((select jsonb_agg(jsonb_build_object('unit', ${UNIT}, 'originalId', o.original_id, 'originalTitle', o.original_title)
           order by u.name, o.original_id)
         from need_item_origin o join unit u on u.id = o.unit_id where o.item_id = i.id), '[]') as origins,
       ${linked('l.id = i.reported_from')} as "reportedFrom", ${linkedAll('l.reported_from = i.id')} as "reportedAs",
       ${linked('l.id = i.merged_into')} as "mergedInto", ${linkedAll('l.merged_into = i.id')} as "mergedFrom",
       coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'state', c.state, 'answer', m.answer,
           'answeredAt', m.answered_at) order by c.launched_at, m.id)
         from meeting m join process c on c.id = m.id where m.asked_by = i.id), '[]') as consultations,
       coalesce((select jsonb_agg(jsonb_build_object('year', y.year, 'carried', y.carried) order by y.year)
         from need_item_year y where y.item_id = i.id), '[]') as years,
       coalesce((select jsonb_agg(jsonb_build_object('at', h.at, 'state', h.state, 'limitAt', h.limit_at,
           'lead', (select ${UNIT} from unit u where u.id = h.lead_unit_id)) order by h.at, h.seq)
         from need_item_history h where h.item_id = i.id), '[]') as history
     from need_item i where i.id = $1`,
    [id],
  );
  return row ?? null;
}

/** The years' dual lists in whose ledgers the item stands. */
export async function dualListsOf(manager: EntityManager, itemId: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `select p.id from need_item i join process p on p.kind = 'dualList' and p.region_code = i.region_code
       and (p.year = i.year or p.year in (select y.year from need_item_year y where y.item_id = i.id and y.region_code = i.region_code))
     where i.id = $1`,
    [itemId],
  );
  return rows.map(({ id }) => id);
}

export async function regionName(manager: EntityManager, code: string): Promise<string | null> {
  const [row]: { name: string }[] = await manager.query(`select name from region where code = $1`, [code]);
  return row?.name ?? null;
}
