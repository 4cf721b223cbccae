import type { EntityManager } from 'typeorm';
import type { Method } from '../../domain/inspection/words.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import type { CivilDate } from '../../domain/time/zone.js';

export interface TeamRow {
  seq: number;
  name: string;
  leaderPositionId: string;
  members: string[];
  /** The leader's post, as documents name it. */
  leader: string;
  holders: string[];
}

export interface TargetRow extends Subject {
  seq: number;
  /** 原州区, 市财政局. */
  name: string;
  team: number;
  method: Method;
  succeededBy: number | null;
  /** Its unit is abolished: nothing new is asked of it. */
  left: boolean;
}

export function teamsOf(manager: EntityManager, processId: string, on: CivilDate): Promise<TeamRow[]> {
  return manager.query(
    `select t.seq, t.name, t.leader_position_id as "leaderPositionId", t.members, u.short_name || po.title as leader,
       coalesce((select array_agg(p.name order by a.valid_from, p.id) from appointment a join person p on p.id = a.person_id
         where a.position_id = po.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to >= $2)), '{}') as holders
     from inspection_team t join position po on po.id = t.leader_position_id join unit u on u.id = po.unit_id
     where t.process_id = $1 order by t.seq`,
    [processId, on],
  );
}

/** SQL: who is asked for the target `t` on the day `$2`: of a region, the office it has then. */
const ASKED = `case t.kind when 'unit' then t.unit_id else coalesce((select o.id from unit o where o.region_code = t.region_code
  and o.kind = 'office' and o.active_from <= $2::date and (o.active_to is null or o.active_to >= $2::date)
  order by o.active_from desc limit 1), t.unit_id) end`;

/** All targets of an inspection in the plan's order, as they are on the day. */
export async function targetsOf(
  manager: EntityManager,
  processId: string,
  on: CivilDate,
): Promise<TargetRow[]> {
  const rows: TargetRow[] = await manager.query(
    `select t.seq, t.kind, t.region_code as "regionCode", u.id as "unitId", t.team, t.method, t.succeeded_by as "succeededBy",
       case t.kind when 'region' then r.name else u.short_name end as name,
       t.succeeded_by is not null or coalesce(u.active_to < $2::date, false) as left
     from inspection_target t join unit u on u.id = ${ASKED} join region r on r.code = t.region_code
     where t.process_id = $1 order by t.seq`,
    [processId, on],
  );
  return rows.map((row) => (row.kind === 'region' ? { ...row, name: regionLabel(row.name) } : row));
}

/** Those of whom something can still be asked. */
export const present = <Target extends Pick<TargetRow, 'left'>>(targets: readonly Target[]): Target[] =>
  targets.filter(({ left }) => !left);

/** Who answers for a target now: itself, or whom its unit was abolished into. */
export function answering<Target extends Pick<TargetRow, 'seq' | 'succeededBy'>>(
  targets: readonly Target[],
  seq: number,
): Target | undefined {
  let target = targets.find((one) => one.seq === seq);
  while (target && target.succeededBy !== null) {
    const { succeededBy } = target;
    target = targets.find((one) => one.seq === succeededBy);
  }
  return target;
}

export interface NewTeam {
  name: string;
  leaderPositionId: string;
  members: readonly string[];
}

export interface NewTarget {
  subject: Subject;
  team: number;
  method: Method;
}

/** Teams and targets of a plan, in place of those of an earlier one that came back. */
export async function writeTeamsAndTargets(
  manager: EntityManager,
  processId: string,
  teams: readonly NewTeam[],
  targets: readonly NewTarget[],
): Promise<void> {
  await manager.query(`delete from inspection_target where process_id = $1`, [processId]);
  await manager.query(`delete from inspection_team where process_id = $1`, [processId]);
  await manager.query(
    `insert into inspection_team (process_id, seq, name, leader_position_id, members)
     select $1, t.seq, t.name, t."leaderPositionId", array(select jsonb_array_elements_text(t.members))
     from jsonb_to_recordset($2) as t(seq int, name text, "leaderPositionId" uuid, members jsonb)`,
    [processId, JSON.stringify(teams.map((team, index) => ({ seq: index + 1, ...team })))],
  );
  await manager.query(
    `insert into inspection_target (process_id, seq, kind, region_code, unit_id, team, method)
     select $1, t.seq, t.kind, t."regionCode", t."unitId", t.team, t.method
     from jsonb_to_recordset($2) as t(seq int, kind text, "regionCode" text, "unitId" uuid, team int, method text)`,
    [
      processId,
      JSON.stringify(
        targets.map(({ subject, team, method }, index) => ({ seq: index + 1, ...subject, team, method })),
      ),
    ],
  );
}

/** Running inspections in which a unit is a target. */
export function inspectionsOfUnit(manager: EntityManager, unitId: string): Promise<{ id: string }[]> {
  return manager.query(
    `select distinct p.id from process p join inspection_target t on t.process_id = p.id
     where p.state = 'running' and t.unit_id = $1 and t.succeeded_by is null`,
    [unitId],
  );
}

/** A target's unit was abolished into another: that one answers for it; where it is a target already, for both. */
export async function replaceInInspection(
  manager: EntityManager,
  processId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  const [there]: { seq: number }[] = await manager.query(
    `select seq from inspection_target where process_id = $1 and unit_id = $2 and succeeded_by is null`,
    [processId, successorId],
  );
  await manager.query(
    there
      ? `update inspection_target set succeeded_by = $3 where process_id = $1 and unit_id = $2 and succeeded_by is null`
      : `update inspection_target set unit_id = $3 where process_id = $1 and unit_id = $2 and succeeded_by is null`,
    [processId, unitId, there ? there.seq : successorId],
  );
}
