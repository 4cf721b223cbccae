import type { EntityManager } from 'typeorm';

/** A position whose work is asked for; `kinds` where it is seen in some kinds of process only (代理). */
export interface InboxPosition {
  positionId: string;
  kinds: readonly string[] | null;
}

/** SQL: the positions as rows `own`, and that an assignment `a` lies in one of the kinds. */
const OWN = `jsonb_to_recordset($1::jsonb) as own("positionId" uuid, kinds text[])`;
const OF_KIND = `(own.kinds is null or exists (select 1 from process k where k.id = a.process_id and k.kind = any(own.kinds)))`;

export interface InboxEntry {
  assignmentId: string;
  positionId: string;
  processId: string;
  process: string;
  kind: string;
  step: string;
  unit: string;
  state: string;
  openedAt: Date;
  deadline: Date | null;
  warnAt: Date | null;
  late: boolean;
  decision: string | null;
  decidedAt: Date | null;
  /** The process's clock stands still (挂起). */
  paused: boolean;
}

export interface InboxPage {
  limit: number;
  /** Sort value and id of the last row of the page before. */
  after: { at: Date | null; id: string } | null;
}

const ENTRY = `a.id as "assignmentId", a.position_id as "positionId", a.process_id as "processId", p.title as process, p.kind, s.key as step, u.short_name as unit, a.state,
  a.opened_at as "openedAt", a.deadline_at as deadline, s.warn_at as "warnAt", a.late, a.decision, a.decided_at as "decidedAt", p.paused_at is not null as paused`;
const JOINS = `join step s on s.id = a.step_id join process p on p.id = a.process_id join unit u on u.id = a.unit_id`;

/** Something without a deadline comes after everything with one. */
const NEVER = `'infinity'::timestamptz`;

/**
 * What the positions owe, least time left first. Each position's rows come out of its own index range in order, so a page costs
 * the same with a million open assignments as with ten.
 */
export function openAssignmentsOf(
  manager: EntityManager,
  own: readonly InboxPosition[],
  acknowledged: boolean | null,
  { limit, after }: InboxPage,
): Promise<InboxEntry[]> {
  return manager.query(
    `select ${ENTRY} from (
       select a.* from ${OWN} cross join lateral (
         select * from assignment a where a.position_id = own."positionId" and a.state = 'open' and ${OF_KIND}
           and ($2::boolean is null or (a.acknowledged_at is not null) = $2)
           and ($4::uuid is null or (coalesce(a.deadline_at, ${NEVER}), a.id) > (coalesce($3::timestamptz, ${NEVER}), $4::uuid))
         order by coalesce(a.deadline_at, ${NEVER}), a.id limit $5) a
       order by coalesce(a.deadline_at, ${NEVER}), a.id limit $5) a
     ${JOINS} order by coalesce(a.deadline_at, ${NEVER}), a.id`,
    [JSON.stringify(own), acknowledged, after?.at ?? null, after?.id ?? null, limit],
  );
}

export async function countOpen(
  manager: EntityManager,
  own: readonly InboxPosition[],
  acknowledged: boolean | null,
): Promise<number> {
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from ${OWN} join assignment a on a.position_id = own."positionId"
     where a.state = 'open' and ${OF_KIND} and ($2::boolean is null or (a.acknowledged_at is not null) = $2)`,
    [JSON.stringify(own), acknowledged],
  );
  return row?.n ?? 0;
}

/** What a person has decided, or an agent for him (代理), latest first. Each of the two comes out of an index of its own in order. */
export function decidedBy(
  manager: EntityManager,
  personId: string,
  { limit, after }: InboxPage,
): Promise<InboxEntry[]> {
  const latest = (column: 'decided_by' | 'decided_for') => `(select a.* from assignment a
       where a.${column} = $1 and ($2::timestamptz is null or (a.decided_at, a.id) < ($2, $3::uuid))
       order by a.decided_at desc, a.id desc limit $4)`;
  return manager.query(
    `select ${ENTRY} from (${latest('decided_by')} union all ${latest('decided_for')}) a ${JOINS}
     order by a.decided_at desc, a.id desc limit $4`,
    [personId, after?.at ?? null, after?.id ?? null, limit],
  );
}

export async function countDecided(manager: EntityManager, personId: string): Promise<number> {
  const [row]: { n: number }[] = await manager.query(
    `select count(*)::int as n from assignment where decided_by = $1 or decided_for = $1`,
    [personId],
  );
  return row?.n ?? 0;
}

export interface AssignmentDetail extends InboxEntry {
  stepId: string;
  key: string;
  round: number;
  rule: string;
  stepState: string;
  regionCode: string;
  unitId: string;
  acknowledgedAt: Date | null;
  role: string;
  opinion: string | null;
  submitted: object | null;
  draft: object | null;
  request: object | null;
  processState: string;
}

export async function assignmentDetail(manager: EntityManager, id: string): Promise<AssignmentDetail | null> {
  const [row]: AssignmentDetail[] = await manager.query(
    `select ${ENTRY}, s.id as "stepId", s.key, s.round, s.rule, s.state as "stepState", p.region_code as "regionCode",
       a.unit_id as "unitId", a.acknowledged_at as "acknowledgedAt", a.role, a.opinion, a.form as submitted, a.draft,
       s.request, p.state as "processState"
     from assignment a ${JOINS} where a.id = $1`,
    [id],
  );
  return row ?? null;
}
