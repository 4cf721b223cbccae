import { needItem } from '../../domain/blueprints/need-item.blueprint.js';

/**
 * Where an item stands at an instant ($1), as SQL. The facts a light is made of are columns here; `lightOf` in domain/time is the
 * rule. Filters and sums cannot fetch every row, so LIGHT and LATE below say the rule again; test/integration/ledger-light.test.ts
 * holds them to `lightOf`, case by case.
 */

const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ');

/** Steps that are the item's own present stage; 配合 and extensions run beside one. */
const STAGES = quoted(
  Object.entries(needItem.steps)
    .filter(([, step]) => step.ledgerState !== undefined)
    .map(([key]) => key),
);
const FINISHED = ['closed', 'finishedAnswer'];
/** The lead unit's work is done; others still have to say so. */
const WORK_DONE = [...FINISHED, 'answering', 'confirming', 'confirmed'];
/** Nobody's clock runs here: it waits for the upper level, or it is no item of this ledger any more. */
const PAUSED = ['reportedUp', 'merged', 'withdrawn', 'terminated'];
/** Before a leader took it there is no plan, before the work was done no result: a ledger of a past day must not know better. */
const UNPLANNED = ['filed', 'merged', 'compiled', 'received'];
const WITH_RESULT = [...WORK_DONE, 'answered'];

const COMMON = `i.id, i.region_code, i.year, i.number, i.side, i.kind, i.title, i.detail, i.cooperating_unit_ids, i.claimer_position_id,
  i.responsible_position_id, i.campaign_id, i.measures, i.filed_at, i.filed_late, i.merged_into, i.reported_from, i.proposed_lead_unit_id, i.upper_answer`;

/** The item's process was paused (挂起) at $1. */
const STANDS_STILL = `exists (select 1 from process_pause w where w.process_id = i.id and w.paused_at <= $1
    and (w.resumed_at is null or w.resumed_at > $1))`;

const flags = (state: string): string => `
  ${state} in (${quoted(FINISHED)}) as finished, (${state} in (${quoted(PAUSED)}) or ${STANDS_STILL}) as paused,
  case when ${state} in (${quoted(WITH_RESULT)}) then i.result end as result,
  ${state} in (${quoted(UNPLANNED)}) as unplanned,
  case when ${state} in (${quoted(WORK_DONE)}) then coalesce((select max(v.closed_at) from step v
    where v.process_id = i.id and v.key = 'solve' and v.outcome = 'solved' and v.closed_at <= $1), i.closed_at) end as done_at`;

const TODAY = `
  select ${COMMON}, i.state, i.lead_unit_id, i.limit_at, i.closed_at,
    s.deadline_at as deadline, s.warn_at, ${flags('i.state')}
  from need_item i
  left join step s on s.process_id = i.id and s.state = 'open' and s.key in (${STAGES})`;

// A deadline that was extended since: the history has the limit of that day, and the warning moves with it.
const THAT_DAY = `
  select ${COMMON}, h.state, h.lead_unit_id, h.limit_at, case when i.closed_at <= $1 then i.closed_at end as closed_at,
    case when s.moved then h.limit_at else s.deadline_at end as deadline,
    case when s.moved then s.warn_at + (h.limit_at - s.deadline_at) else s.warn_at end as warn_at, ${flags('h.state')}
  from need_item i
  cross join lateral (
    select state, lead_unit_id, limit_at from need_item_history where item_id = i.id and at <= $1 order by at desc, seq desc limit 1
  ) h
  left join lateral (
    select deadline_at, warn_at, key = 'solve' and h.limit_at is not null and h.limit_at is distinct from i.limit_at as moved
    from step where process_id = i.id and key in (${STAGES}) and opened_at <= $1 and (closed_at is null or closed_at > $1)
    order by opened_at desc limit 1
  ) s on true`;

/** The facts of every item as a subselect body; conditions on need_item (`i`) may follow as `where`. */
export const factsAt = (past: boolean): string => (past ? THAT_DAY : TODAY);

/** Of facts `f`, at $1. */
export const LIGHT = `case
  when f.finished then case when f.done_at > f.limit_at then 'red' else 'green' end
  when f.paused then 'grey'
  when $1 > f.deadline then 'red'
  when $1 >= f.warn_at then 'yellow'
  else 'green' end`;

/** Of facts `f`, at $1: overdue now, or done too late. */
export const LATE = `coalesce(f.done_at > f.limit_at, false) or (not f.finished and not f.paused and coalesce($1 > f.deadline, false))`;

/** Names for a page of facts `p`: as many subselects as columns, whatever the number of rows is in one query. `$day` is a date. */
export const names = (day: string): string => `
  (select name from region where code = p.region_code) as region_name,
  (select jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name) from unit u where u.id = p.lead_unit_id) as lead,
  coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name) order by u.name, u.id) from unit u
    where u.id in (select o.unit_id from need_item_origin o where o.item_id = p.id)), '[]') as raised_by,
  coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name) order by array_position(p.cooperating_unit_ids, u.id))
    from unit u where u.id = any(p.cooperating_unit_ids)), '[]') as cooperating,
  ${holder('p.claimer_position_id', day)} as claimer,
  ${holder('p.responsible_position_id', day)} as responsible`;

const holder = (position: string, day: string): string => `
  (select jsonb_build_object('positionId', po.id, 'title', po.title, 'name', (
      select pe.name from appointment a join person pe on pe.id = a.person_id
      where a.position_id = po.id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to >= ${day}::date)
      order by a.valid_from, pe.id limit 1))
    from position po where po.id = ${position})`;
