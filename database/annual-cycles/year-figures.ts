import type { EntityManager } from 'typeorm';

/** What one mechanism came to in a year. */
export interface MechanismFigures {
  kind: string;
  started: number;
  ended: number;
  running: number;
  /** Tasks done late, and tasks still owed after their deadline. */
  lateTasks: number;
  owedTasks: number;
}

/** A region's year over all its mechanisms at an instant, in the order of their kinds. */
export function mechanismFigures(
  manager: EntityManager,
  regionCode: string,
  year: number,
  at: Date,
): Promise<MechanismFigures[]> {
  return manager.query(
    `select p.kind, count(*)::int as started, count(*) filter (where p.state = 'ended')::int as ended,
       count(*) filter (where p.state <> 'ended')::int as running, coalesce(sum(a.late), 0)::int as "lateTasks",
       coalesce(sum(a.owed), 0)::int as "owedTasks"
     from process p left join lateral (
       select count(*) filter (where state = 'done' and late) as late,
         count(*) filter (where state = 'open' and deadline_at < $3) as owed
       from assignment where process_id = p.id) a on true
     where p.region_code = $1 and p.year = $2 and p.kind <> 'annualCycle' group by p.kind order by p.kind`,
    [regionCode, year, at],
  );
}
