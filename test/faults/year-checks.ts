import type { DataSource } from 'typeorm';
import type { Check } from './checks.js';

/** Steps that a stage opens with and that come once in a campaign. */
const ONCE_A_STAGE = ['mobilise', 'visit', 'interim', 'final'];
/** What is written about a process whose clock stands still: nothing that anybody does in it. */
const OF_THE_PAUSE = ['pauseReminder'];

/** What must hold of the year, the campaign and the pause in the middle. @param due the day by which something was due */
export async function checkYear(dataSource: DataSource, due: string): Promise<Check[]> {
  return [
    await dueStartedOnce(dataSource, due),
    await childrenOnce(dataSource),
    await stagesOnce(dataSource, due),
    await stoodStill(dataSource),
  ];
}

async function dueStartedOnce(dataSource: DataSource, due: string): Promise<Check> {
  const entries: {
    key: string;
    date: string;
    state: string;
    started: number;
    refused: number;
    mending: boolean;
  }[] = await dataSource.query(
    `select e.key, e.date::text, e.state,
         (select count(*)::int from audit_entry a where a.process_id = e.process_id and a.kind = 'entryStarted' and a.body ->> 'key' = e.key) as started,
         (select count(*)::int from audit_entry a where a.process_id = e.process_id and a.kind = 'entryFailed' and a.body ->> 'key' = e.key) as refused,
         exists (select 1 from step s where s.process_id = e.process_id and s.key = 'mend' and s.state = 'open') as mending
       from annual_plan_entry e order by e.date, e.key`,
  );
  const wrong = entries.flatMap(({ key, date, state, started, refused, mending }) => {
    if (date > due) return state === 'planned' && started === 0 ? [] : [`${key} is not due, yet ${state}`];
    if (state === 'failed' && started === 0)
      return mending ? [] : [`${key} failed, and nobody is asked to mend it`];
    // Whoever was asked to mend it has left it out.
    if (state === 'skipped' && started === 0 && refused === 1) return [];
    return state === 'started' && started === 1 ? [] : [`${key}: ${state}, started ${started} times`];
  });
  const inVain = entries.filter(({ refused }) => refused > 0).length;
  const dueOnes = entries.filter(({ date }) => date <= due).length;
  if (dueOnes === 0) wrong.push('nothing was due: the run proves nothing about a year');
  return {
    name: 'each due entry of the year was started once',
    wrong,
    counted: `${dueOnes} due, ${inVain} refused, ${entries.length - dueOnes} later`,
  };
}

/** A year's children are those that its entries name; no list and no set of points has one of its parts twice. */
async function childrenOnce(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select c.kind || ' ' || c.id || ' is no entry’s' as what from process c join process y on y.id = c.parent_id and y.kind = 'annualCycle'
       where not exists (select 1 from annual_plan_entry e where e.process_id = y.id and e.started_process_id = c.id)
     union all select started_process_id || ' is of several entries' from annual_plan_entry where started_process_id is not null
       group by started_process_id having count(*) > 1
     union all select concat_ws(' ', c.kind, c.title, count(*), 'times') from process c join process p on p.id = c.parent_id
       where p.kind in ('annualCycle', 'dualList', 'workPoints') group by c.parent_id, c.kind, c.title having count(*) > 1`,
  );
  const [counts]: { n: number; year: number }[] = await dataSource.query(
    `select count(*)::int as n, (count(*) filter (where p.kind = 'annualCycle'))::int as year from process c join process p on p.id = c.parent_id`,
  );
  return {
    name: 'no child was launched twice',
    wrong: rows.map(({ what }) => what),
    counted: `${counts?.n ?? 0} children, ${counts?.year ?? 0} of the year`,
  };
}

async function stagesOnce(dataSource: DataSource, due: string): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select concat_ws(' ', s.key, count(*), 'times') as what from step s join process p on p.id = s.process_id and p.kind = 'campaign'
       where s.key = any($1::text[]) and s.about_assignment_id is null group by p.id, s.key having count(*) > 1
     union all select key || ' was closed twice' from (select process_id, body ->> 'stage' as key from audit_entry where kind = 'stageClosed') c
       group by process_id, key having count(*) > 1
     union all select key || ' did not open' from campaign_stage where from_date <= $2::date and opened_at is null
     union all select key || ' opened before its day' from campaign_stage where from_date > $2::date and opened_at is not null`,
    [ONCE_A_STAGE, due],
  );
  const [counts]: { opened: number; closed: number }[] = await dataSource.query(
    `select count(opened_at)::int as opened, count(closed_at)::int as closed from campaign_stage`,
  );
  const wrong = rows.map(({ what }) => what);
  if (!counts?.opened) wrong.push('no stage opened: the run proves nothing about a campaign');
  return {
    name: 'each stage of the campaign opened once',
    wrong,
    counted: `${counts?.opened ?? 0} opened, ${counts?.closed ?? 0} closed`,
  };
}

/** By the order of the record, which is that of the lock: an act that came just before the pause has an earlier number. */
async function stoodStill(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select concat_ws(' ', a.process_id, a.kind) as what from audit_entry a
       join audit_entry p on p.process_id = a.process_id and p.kind = 'processPaused' and p.seq < a.seq
     where a.kind <> 'processResumed' and a.kind <> all($1::text[]) and not exists (
       select 1 from audit_entry r where r.process_id = a.process_id and r.kind = 'processResumed' and r.seq between p.seq and a.seq)`,
    [OF_THE_PAUSE],
  );
  const [counts]: { paused: number; resumed: number }[] = await dataSource.query(
    `select count(*)::int as paused, count(resumed_at)::int as resumed from process_pause`,
  );
  const { paused = 0, resumed = 0 } = counts ?? {};
  const wrong = rows.map(({ what }) => what);
  if (paused === 0) wrong.push('nothing was paused: the run proves nothing about pauses');
  if (paused !== resumed) wrong.push(`${paused} paused, ${resumed} resumed`);
  return { name: 'nobody acted during the pause', wrong, counted: `${paused} paused and resumed` };
}
