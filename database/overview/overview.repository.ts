import type { EntityManager } from 'typeorm';
import type { CivilDate } from '../../domain/time/zone.js';

/** The instants that make an open assignment overdue, stalled or due this week. */
export interface Moments {
  now: Date;
  /** Whoever hasn't touched it since is standing still. */
  stalledBefore: Date;
  weekEndsAt: Date;
}

export interface Measures {
  overdue: number;
  stalled: number;
  dueThisWeek: number;
}

export type MeasureName = keyof Measures;

/** The one definition of each measure, for the figures and for the lists behind them. $1 now, $2 stalledBefore, $3 weekEndsAt. */
const MEASURE: Record<MeasureName, string> = {
  overdue: `a.deadline_at < $1`,
  stalled: `greatest(a.opened_at, a.acknowledged_at) < $2`,
  dueThisWeek: `a.deadline_at between $1 and $3`,
};
const COUNTS = (Object.keys(MEASURE) as MeasureName[])
  .map((name) => `count(a.id) filter (where ${MEASURE[name]})::int as "${name}"`)
  .join(', ');
/** What nobody may work on stands still by order, not by neglect. */
const OWED = `a.state = 'open' and p.state = 'running' and p.paused_at is null`;
const moments = ({ now, stalledBefore, weekEndsAt }: Moments) => [now, stalledBefore, weekEndsAt];

export type UnitMeasures = Measures & { unitId: string; unit: string; kind: string | null };

/** Each unit of the region with its figures by kind of process, in the units' fixed order; units without anything have one row without a kind. */
export function measuresByUnit(manager: EntityManager, at: Moments, region: string): Promise<UnitMeasures[]> {
  return manager.query(
    `select u.id as "unitId", u.short_name as unit, p.kind, ${COUNTS}
       from unit u
       left join (assignment a join process p on p.id = a.process_id and ${OWED}) on a.unit_id = u.id and a.state = 'open'
      where u.region_code = $4 and (u.active_to is null or u.active_to >= ($1 at time zone 'Asia/Shanghai')::date)
      group by u.id, u.short_name, u.kind, u.name, p.kind
      order by array_position(array['leadingGroup', 'office', 'member', 'township', 'military'], u.kind), u.name, p.kind`,
    [...moments(at), region],
  );
}

/** Regions one level below, each with all that is below it. */
export function measuresByRegion(
  manager: EntityManager,
  at: Moments,
  region: string,
): Promise<(Measures & { code: string; name: string })[]> {
  return manager.query(
    `with figures as (
       select below.code, ${COUNTS}
         from region below
         join unit u on starts_with(u.region_code, below.code)
         join assignment a on a.unit_id = u.id and a.state = 'open'
         join process p on p.id = a.process_id and ${OWED}
        where below.parent_code = $4 group by below.code)
     select r.code, r.name, coalesce(f.overdue, 0) as overdue, coalesce(f.stalled, 0) as stalled, coalesce(f."dueThisWeek", 0) as "dueThisWeek"
       from region r left join figures f on f.code = r.code
      where r.parent_code = $4 and exists (select 1 from unit u where starts_with(u.region_code, r.code) and u.kind = 'office')
      order by r.code`,
    [...moments(at), region],
  );
}

export interface OwedStep {
  assignmentId: string;
  processId: string;
  process: string;
  kind: string;
  step: string;
  unitId: string;
  unit: string;
  position: string;
  people: string[];
  openedAt: Date;
  acknowledgedAt: Date | null;
  deadline: Date | null;
  warnAt: Date | null;
}

const STEP = `a.id as "assignmentId", a.process_id as "processId", p.title as process, p.kind, s.key as step, u.id as "unitId", u.short_name as unit,
  po.title as position, a.opened_at as "openedAt", a.acknowledged_at as "acknowledgedAt", a.deadline_at as deadline, s.warn_at as "warnAt"`;
const JOINS = `join process p on p.id = a.process_id join step s on s.id = a.step_id join unit u on u.id = a.unit_id join position po on po.id = a.position_id`;
const holders = (
  on: string,
) => `array(select pe.name from appointment ap join person pe on pe.id = ap.person_id and pe.disabled_at is null
  where ap.position_id = po.id and ap.valid_from <= ${on} and (ap.valid_to is null or ap.valid_to >= ${on}) order by pe.name) as people`;

/** Which units a list speaks of: the region's, those of the levels below it, or both. $4 the region. */
const REACH = {
  own: `u.region_code = $4`,
  below: `starts_with(u.region_code, $4) and u.region_code <> $4`,
  whole: `starts_with(u.region_code, $4)`,
};

export interface StepsAsked {
  measure: MeasureName;
  region: string;
  reach: keyof typeof REACH;
  unitId: string | null;
  kind: string | null;
  on: CivilDate;
  limit: number;
  after: { deadline: Date | null; id: string } | null;
}

/** The list behind a figure, the longest overdue first. */
export function stepsBehind(
  manager: EntityManager,
  at: Moments,
  { measure, region, reach, unitId, kind, on, limit, after }: StepsAsked,
): Promise<OwedStep[]> {
  return manager.query(
    `select ${STEP}, ${holders('$8')}
       from assignment a ${JOINS}
      where ${OWED} and ${MEASURE[measure]} and $1::timestamptz is not null and $2::timestamptz is not null and $3::timestamptz is not null
        and ${REACH[reach]}
        and ($5::uuid is null or a.unit_id = $5) and ($6::text is null or p.kind = $6)
        and ($9::uuid is null or (coalesce(a.deadline_at, 'infinity'), a.id) > (coalesce($10::timestamptz, 'infinity'), $9))
      order by coalesce(a.deadline_at, 'infinity'), a.id limit $7`,
    [...moments(at), region, unitId, kind, limit, on, after?.id ?? null, after?.deadline ?? null],
  );
}

/** What is open with others in processes the person launched or his offices run, what has waited longest first; and how many there are. */
export async function waitingForOthers(
  manager: EntityManager,
  {
    personId,
    positionIds,
    offices,
  }: { personId: string; positionIds: readonly string[]; offices: readonly string[] },
  on: CivilDate,
  limit: number,
): Promise<{ items: OwedStep[]; total: number }> {
  const rows: (OwedStep & { total: number })[] = await manager.query(
    `select ${STEP}, ${holders('$4')}, a.total from (
       select a.*, count(*) over ()::int as total from assignment a join process p on p.id = a.process_id
        where ${OWED} and (p.launched_by = $1 or p.region_code = any($3)) and a.position_id <> all($2)
        order by a.opened_at, a.id limit $5) a
     ${JOINS} order by a.opened_at, a.id`,
    [personId, positionIds, offices, on, limit],
  );
  return { items: rows, total: rows[0]?.total ?? 0 };
}
