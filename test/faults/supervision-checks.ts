import type { DataSource } from 'typeorm';
import type { ProcessKind } from '../../domain/blueprints/index.js';
import type { Check } from './checks.js';

/** What inspects, evaluates and honours, and what those start: each must have come to an end at least once. */
const KINDS: readonly ProcessKind[] = [
  ...(['inspection', 'rectification', 'evaluation', 'commendation', 'modelCity'] as const),
  ...(['vetoWatch', 'vetoEvent', 'vetoCorrection'] as const),
];

/** What must hold of inspections, evaluations, titles and vetoes. */
export async function checkSupervision(dataSource: DataSource): Promise<Check[]> {
  return [
    await eachKindEnded(dataSource),
    await eachProblemMendedOnce(dataSource),
    await resultsFixedOnce(dataSource),
    await titlesAsDecided(dataSource),
    await vetoesAsDecided(dataSource),
  ];
}

async function eachKindEnded(dataSource: DataSource): Promise<Check> {
  const rows: { kind: string; n: number; ended: number }[] = await dataSource.query(
    `select kind, count(*)::int as n, (count(*) filter (where state = 'ended'))::int as ended from process where kind = any($1) group by kind`,
    [KINDS],
  );
  const found = (kind: string) => rows.find((row) => row.kind === kind) ?? { n: 0, ended: 0 };
  return {
    name: 'every kind of inspection, evaluation, naming and veto came to an end',
    wrong: KINDS.filter((kind) => found(kind).ended === 0).map((kind) => `${kind}: none of ${found(kind).n}`),
    counted: KINDS.map((kind) => `${kind} ${found(kind).ended}/${found(kind).n}`).join(', '),
  };
}

/** A child for each problem of each target, none besides; the inspection ends with the last of them, and not before. */
async function eachProblemMendedOnce(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select 'rectification ' || r.id || ' is of ' || count(l.rectification_id) || ' problems' as what
       from rectification r left join inspection_rectification l on l.rectification_id = r.id group by r.id having count(l.rectification_id) <> 1
     union all select 'inspection ' || p.id || ' is issued and has nothing to be mended' from process p join inspection i on i.process_id = p.id
       where i.document_id is not null and not exists (select 1 from rectification r where r.source_id = p.id)
     union all select 'inspection ' || p.id || ' is ' || p.state || ', ' || x.open || ' rectifications open'
       from process p join inspection i on i.process_id = p.id and i.document_id is not null,
         lateral (select count(*) as open from rectification r where r.source_id = p.id and r.closed_at is null) x,
         lateral (select count(*) as owed from assignment a join step s on s.id = a.step_id where s.process_id = p.id and a.state = 'open') y
       where (p.state = 'ended') <> (x.open = 0 and y.owed = 0)
     union all select 'rectification ' || r.id || ' was told of ' || count(a.process_id) || ' times' from rectification r left join audit_entry a
         on a.process_id = r.source_id and a.kind = 'rectificationClosed' and a.body ->> 'processId' = r.id::text
       where r.closed_at is not null group by r.id having count(a.process_id) <> 1`,
  );
  const [counts]: { n: number; closed: number }[] = await dataSource.query(
    `select count(*)::int as n, count(closed_at)::int as closed from rectification`,
  );
  return {
    name: 'each problem of an inspection is mended once, and told of once',
    wrong: rows.map(({ what }) => what),
    counted: `${counts?.n ?? 0} rectifications, ${counts?.closed ?? 0} closed`,
  };
}

async function resultsFixedOnce(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select 'evaluation ' || e.process_id || ' has ended, ' || count(*) || ' results are not fixed' as what
       from evaluation e join process p on p.id = e.process_id and p.state = 'ended' join evaluation_subject s on s.evaluation_id = e.process_id
       where s.frozen_at is null group by e.process_id
     union all select 'objection ' || o.id || ' is not answered' from evaluation_objection o join process p on p.id = o.evaluation_id and p.state = 'ended'
       where o.confirmed_at is null`,
  );
  const [counts]: { fixed: number; objections: number; late: number }[] = await dataSource.query(
    `select count(frozen_at)::int as fixed, (select count(*)::int from evaluation_objection) as objections,
       (count(*) filter (where self_assignment_id is null))::int as late from evaluation_subject`,
  );
  const { fixed = 0, objections = 0, late = 0 } = counts ?? {};
  return {
    name: 'the results of an evaluation that has ended are fixed',
    wrong: rows.map(({ what }) => what),
    counted: `${fixed} results, ${late} without a self-assessment, ${objections} objections`,
  };
}

/** A candidate that is named has its title once; a title's state is what the last decision about it says, and each follows from the one before. */
async function titlesAsDecided(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select 'naming ' || n.process_id || ': ' || c.named || ' named, ' || h.held || ' titles' as what from naming n,
         lateral (select count(*) as named from candidate where process_id = n.process_id and state = 'named') c,
         lateral (select count(*) as held from honour where process_id = n.process_id) h where c.named <> h.held
     union all select concat_ws(' ', 'title', title, holder_name, count(*), 'times') from honour
       group by process_id, title, holder_name, holder_unit_id having count(*) > 1
     union all select 'title ' || h.id || ' is ' || h.state || ', decided ' || coalesce(c.to_state, 'nothing') from honour h
         left join lateral (select to_state from honour_change where honour_id = h.id order by seq desc limit 1) c on true
       where c.to_state is distinct from h.state
     union all select 'title ' || b.honour_id || ' changed from ' || b.from_state || ', was ' || a.to_state from honour_change a
         join honour_change b on b.honour_id = a.honour_id and b.seq = a.seq + 1 where b.from_state <> a.to_state`,
  );
  const [counts]: { titles: number; changes: number; objections: number }[] = await dataSource.query(
    `select (select count(*)::int from honour) as titles, (select count(*)::int from honour_change where seq > 1) as changes,
       (select count(*)::int from objection) as objections`,
  );
  const { titles = 0, changes = 0, objections = 0 } = counts ?? {};
  const wrong = rows.map(({ what }) => what);
  if (titles === 0) wrong.push('nobody was named: the run proves nothing about titles');
  return {
    name: 'each title was given once and is as decided',
    wrong,
    counted: `${titles} titles, ${changes} changes of them, ${objections} objections`,
  };
}

async function vetoesAsDecided(dataSource: DataSource): Promise<Check> {
  const rows: { what: string }[] = await dataSource.query(
    `select 'event ' || e.id || ' is ' || e.state || ', its process ' || p.state as what from veto_event e join process p on p.id = e.id
       where (e.state in ('verifying', 'hearing', 'proposing', 'deciding') and p.state = 'ended') or (e.state in ('unfounded', 'notCounted') and p.state <> 'ended')
     union all select 'event ' || e.id || ' is ' || e.state || ', ' || count(c.id) || ' corrections took it back' from veto_event e
         left join veto_correction c on c.event_id = e.id and c.state = 'withdrawn' group by e.id, e.state
       having count(c.id) <> (case when e.state = 'withdrawn' then 1 else 0 end)
     union all select concat_ws(' ', 'quarter', d.quarter, 'declared', count(*), 'times') from audit_entry a,
         lateral (select a.body ->> 'quarter' as quarter) d where a.kind = 'vetoDeclared' group by a.process_id, d.quarter having count(*) > 1
     union all select 'event ' || e.id || ' has ended with a frozen title' from veto_event e join process p on p.id = e.id and p.state = 'ended'
         join veto_decision d on d.event_id = e.id and d.decided_at is not null and d.decision in ('freeze', 'prolong')
       where not exists (select 1 from veto_decision l where l.event_id = e.id and l.honour_id = d.honour_id and l.seq > d.seq and l.decided_at is not null)`,
  );
  const states: { state: string; n: number }[] = await dataSource.query(
    `select state, count(*)::int as n from veto_event group by state order by state`,
  );
  return {
    name: 'veto events and their corrections agree',
    wrong: rows.map(({ what }) => what),
    counted: states.map(({ state, n }) => `${state} ${n}`).join(', '),
  };
}
