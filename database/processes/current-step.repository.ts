import type { EntityManager } from 'typeorm';
import { regionCondition, visibilityParameters, type Viewer } from './visibility.js';

/** A step that waits for somebody, with what the viewer may know of it. */
export interface CurrentStep {
  processId: string;
  kind: string;
  step: string;
  since: Date;
  deadline: Date | null;
  warnAt: Date | null;
  /** The process's clock stands still (挂起). */
  paused: boolean;
  asked: number;
  waiting: number;
  waitingFor: string[];
  /** The assignment of one of the viewer's own positions. */
  mine: string | null;
}

/** How many are named; the rest are a number. */
const NAMED = 3;

/**
 * What these processes wait for, in one question for a whole page of a list. Who sees the region sees everybody who is waited for, others
 * what their own units and positions owe.
 *
 * @param positionIds the viewer's own, and those he stands for
 */
export function currentSteps(
  manager: EntityManager,
  viewer: Viewer,
  positionIds: readonly string[],
  processIds: readonly string[],
): Promise<CurrentStep[]> {
  return manager.query(
    `select p.id as "processId", p.kind, s.key as step, p.paused_at is not null as paused, min(a.opened_at) filter (where a.state = 'open') as since,
       min(a.deadline_at) filter (where a.state = 'open') as deadline,
       min(s.warn_at + (a.deadline_at - s.deadline_at)) filter (where a.state = 'open') as "warnAt",
       count(*)::int as asked, (count(*) filter (where a.state = 'open'))::int as waiting,
       (array_agg(u.short_name || ' ' || po.title order by a.deadline_at nulls last, u.short_name, po.title) filter (where a.state = 'open'))[1:${NAMED}] as "waitingFor",
       (array_agg(a.id order by a.id) filter (where a.state = 'open' and a.position_id = any($4)))[1] as mine
     from process p join step s on s.process_id = p.id and s.closed_at is null
       join assignment a on a.step_id = s.id and a.state in ('open', 'done')
       join unit u on u.id = a.unit_id join position po on po.id = a.position_id
     where p.id = any($3::uuid[]) and p.state = 'running'
       and (${regionCondition(1)} or a.unit_id = any($2::uuid[]) or a.position_id = any($4::uuid[]))
     group by p.id, s.id having bool_or(a.state = 'open')
     order by p.id, min(a.opened_at) filter (where a.state = 'open'), s.key`,
    [...visibilityParameters(viewer), processIds, positionIds],
  );
}
