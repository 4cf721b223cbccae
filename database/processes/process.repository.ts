import type { EntityManager } from 'typeorm';
import { civilDateOf } from '../../domain/time/zone.js';
import { PROXY_IN_FORCE, isAgentFit, isStoodFor } from '../access/proxy.sql.js';
import { visibilityCondition, visibilityParameters, type Viewer } from './visibility.js';

export interface ProcessSummary {
  id: string;
  kind: string;
  title: string;
  regionCode: string;
  year: number;
  state: string;
  outcome: string | null;
  launchedAt: Date;
  endedAt: Date | null;
  /** Since when its clock stands still (挂起), why, and until when that is expected; null while it runs. */
  pause: { since: string; reason: string; untilDate: string | null } | null;
}

const SUMMARY = `p.id, p.kind, p.title, p.region_code as "regionCode", p.year, p.state, p.outcome, p.launched_at as "launchedAt",
  p.ended_at as "endedAt",
  case when p.paused_at is not null then (select jsonb_build_object('since', w.paused_at, 'reason', w.reason, 'untilDate', w.until_date)
    from process_pause w where w.process_id = p.id and w.resumed_at is null) end as pause`;

export interface ProcessFilter {
  kind?: string | undefined;
  regionCode?: string | undefined;
  year?: number | undefined;
  /** `paused`: running, and its clock stands still; `running` has those too. */
  state?: string | undefined;
  launchedBy?: string | undefined;
  text?: string | undefined;
}

export interface ProcessPageRequest {
  limit: number;
  after: { at: Date; id: string } | null;
}

/** Processes somebody may see, latest first: whole regions, and what the own units have or had a part in. */
export function listProcesses(
  manager: EntityManager,
  viewer: Viewer,
  filter: ProcessFilter,
  { limit, after }: ProcessPageRequest,
): Promise<ProcessSummary[]> {
  return manager.query(
    `select ${SUMMARY} from process p
     where ($1::text is null or p.kind = $1) and ($2::text is null or p.region_code = $2) and ($3::int is null or p.year = $3)
       and ($4::text is null or p.state = $4 or ($4 = 'paused' and p.paused_at is not null)) and ($5::uuid is null or p.launched_by = $5)
       and ($11::text is null or p.title ilike $11)
       and ${visibilityCondition(6)}
       and ($8::timestamptz is null or (p.launched_at, p.id) < ($8, $9::uuid))
     order by p.launched_at desc, p.id desc limit $10`,
    [
      filter.kind ?? null,
      filter.regionCode ?? null,
      filter.year ?? null,
      filter.state ?? null,
      filter.launchedBy ?? null,
      ...visibilityParameters(viewer),
      after?.at ?? null,
      after?.id ?? null,
      limit,
      filter.text ? `%${filter.text.replace(/[\\%_]/g, '\\$&')}%` : null,
    ],
  );
}

export async function processById(manager: EntityManager, id: string): Promise<ProcessSummary | null> {
  const [row]: ProcessSummary[] = await manager.query(`select ${SUMMARY} from process p where p.id = $1`, [
    id,
  ]);
  return row ?? null;
}

export function childrenOf(manager: EntityManager, id: string): Promise<ProcessSummary[]> {
  return manager.query(
    `select ${SUMMARY} from process p where p.parent_id = $1 order by p.launched_at, p.id limit 1000`,
    [id],
  );
}

export interface StepSummary {
  id: string;
  key: string;
  round: number;
  state: string;
  rule: string;
  outcome: string | null;
  openedAt: Date;
  closedAt: Date | null;
  deadlineAt: Date | null;
  warnAt: Date | null;
  checkAt: Date | null;
  checkedUntil: Date;
  policyId: string | null;
  asked: number;
  done: number;
}

export function stepsOf(manager: EntityManager, processId: string): Promise<StepSummary[]> {
  return manager.query(
    `select s.id, s.key, s.round, s.state, s.rule, s.outcome, s.opened_at as "openedAt", s.closed_at as "closedAt", s.deadline_at as "deadlineAt",
       s.warn_at as "warnAt", s.check_at as "checkAt", s.checked_until as "checkedUntil", s.policy_id as "policyId",
       count(distinct a.unit_id)::int as asked, count(distinct a.unit_id) filter (where a.state = 'done')::int as done
     from step s left join assignment a on a.step_id = s.id
     where s.process_id = $1 group by s.id order by s.opened_at, s.key, s.round`,
    [processId],
  );
}

export interface Waiting {
  stepId: string;
  assignmentId: string;
  unitId: string;
  regionCode: string;
  unit: string;
  positionId: string;
  position: string;
  people: string[];
  since: Date;
  acknowledged: boolean;
  deadline: Date | null;
  paused: boolean;
}

/** Who a process waits for today, with whoever holds the positions now, and who stands for them: 甲（乙代）. */
export function waitingOf(manager: EntityManager, processId: string, now: Date): Promise<Waiting[]> {
  return manager.query(
    `select a.step_id as "stepId", a.id as "assignmentId", u.id as "unitId", u.region_code as "regionCode", u.short_name as unit, po.id as "positionId", po.title as position, a.opened_at as since,
       a.acknowledged_at is not null as acknowledged, a.deadline_at as deadline, p.paused_at is not null as paused,
       array(select pe.name || coalesce((
               select '（' || string_agg(ag.name, '、' order by ag.name) || '代）' from proxy x join person ag on ag.id = x.agent_id and ag.disabled_at is null
               where x.principal_id = pe.id and x.region_code = pu.region_code and ${PROXY_IN_FORCE('$2')} and ${isStoodFor('po')}
                 and (x.kinds is null or p.kind = any(x.kinds)) and ${isAgentFit('x.agent_id', 'x.region_code', '$2')}), '')
             from appointment ap join person pe on pe.id = ap.person_id and pe.disabled_at is null
             where ap.position_id = po.id and ap.valid_from <= $2 and (ap.valid_to is null or ap.valid_to >= $2) order by pe.name) as people
     from assignment a join process p on p.id = a.process_id join unit u on u.id = a.unit_id join position po on po.id = a.position_id
       join unit pu on pu.id = po.unit_id
     where a.process_id = $1 and a.state = 'open' order by a.deadline_at nulls last, u.short_name`,
    [processId, civilDateOf(now)],
  );
}
