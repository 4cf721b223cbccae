import type { EntityManager } from 'typeorm';
import { FILING_STEPS } from '../../domain/blueprints/index.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, endOfDay, type CivilDate } from '../../domain/time/zone.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { namingsOfUnit, replaceRecommender } from '../honours/replace-recommender.js';
import { replaceInMatter } from '../coordination/matter.store.js';
import { inspectionsOfUnit, replaceInInspection } from '../inspections/target.store.js';
import { evaluationsAbout, replaceEvaluated } from '../evaluation/replace-subject.js';
import { replaceInVetoEvent, vetoEventsAbout } from '../vetoes/replace-subject.js';
import { rectificationsAbout, replaceSubject } from '../rectifications/replace-subject.js';
import { meetingsAndMattersOf, replaceInMeeting } from '../meetings/replace-unit.js';
import { pointsAndSetsOf, replaceInPoints } from '../work-points/replace-unit.js';
import { ownerPositionsOf } from '../organisation/position.repository.js';
import { unitById } from '../organisation/unit.repository.js';
import { refusePaused } from '../pauses/refuse-paused.js';
import { assignmentIdOf } from './ids.js';
import { notify } from './notify.js';
import { insertAssignments } from './open-step.js';
import { rearmStep } from './rearm.js';
import { calendarOf } from './step-rules.js';
import { loadAssignmentsOf, loadStep, lockProcess, type ProcessRow } from './step.store.js';

/** Time a unit has that joins in mid-year and is given no date. */
const JOIN_WORKING_DAYS = 10;

async function collectStepOf(manager: EntityManager, { id, kind }: ProcessRow): Promise<string> {
  const keys = FILING_STEPS.filter((one) => one.kind === kind).map(({ key }) => key);
  const [row]: { id: string }[] = await manager.query(
    `select id from step where process_id = $1 and key = any($2::text[]) order by opened_at desc, round desc limit 1`,
    [id, keys],
  );
  if (!row) throw new Refusal('NOT_FOUND');
  return row.id;
}

/** A unit that joined the leading group in mid-year is asked for its list, with a deadline of its own. */
export async function joinCollection(
  manager: EntityManager,
  actor: Actor,
  processId: string,
  { unitId, deadline }: { unitId: string; deadline?: CivilDate | undefined },
  now: Date,
): Promise<{ assignmentId: string }> {
  const process = await lockProcess(manager, processId);
  if (!process) throw new Refusal('NOT_FOUND');
  if (process.state === 'ended') throw new Refusal('PROCESS_ENDED');
  await refusePaused(manager, process);
  const on = civilDateOf(now);
  const unit = await unitById(manager, unitId);
  if (
    !unit ||
    !unit.regionCode.startsWith(process.regionCode) ||
    (unit.activeTo !== null && unit.activeTo < on)
  ) {
    throw new Refusal(
      'INVALID_FIELD',
      { field: '新加入的单位', reason: '单位不存在、已撤销或不在本地区' },
      'unitId',
    );
  }
  const { step, assignments } = await loadStep(manager, await collectStepOf(manager, process));
  if (
    assignments.some(
      (assignment) => assignment.unitId === unitId && ['open', 'done'].includes(assignment.status),
    )
  ) {
    throw new Refusal('INVALID_FIELD', { field: '新加入的单位', reason: '该单位已在报送名单中' }, 'unitId');
  }
  const [owner] = await ownerPositionsOf(manager, [unitId], on);
  if (!owner) throw new Refusal('POSITION_VACANT', {}, 'unitId');
  if (deadline && deadline < on) throw new Refusal('DATE_IN_PAST', { field: '报送时限' }, 'deadline');
  const due = endOfDay(deadline ?? (await calendarOf(manager)).addWorkingDays(on, JOIN_WORKING_DAYS));
  const round =
    1 +
    Math.max(
      0,
      ...assignments
        .filter((assignment) => assignment.unitId === unitId)
        .map((assignment) => assignment.round),
    );
  const id = assignmentIdOf(step.id, unitId, owner.positionId, round);
  await insertAssignments(manager, {
    stepId: step.id,
    processId,
    round,
    openedAt: now,
    assignments: [{ id, unitId, positionId: owner.positionId, deadline: due, turn: 0 }],
  });
  await rearmStep(manager, process, step, await loadAssignmentsOf(manager, [step.id]), now);
  const body = { step: step.key, round: step.round, assignmentId: id, unitId, deadline: due };
  await appendAudit(manager, now, [{ head: process.head, facts: [{ kind: 'unitJoined', actor, body }] }]);
  await notify(manager, now, [
    {
      kind: 'assigned',
      process,
      stepKey: step.key,
      stepId: step.id,
      assignmentId: id,
      positionIds: [owner.positionId],
      deadline: due,
    },
  ]);
  return { assignmentId: id };
}

/** A unit that left owes no list any more. What it leads or supports must go to a successor: `handOver` does that. */
export async function leaveCollection(
  manager: EntityManager,
  actor: Actor,
  processId: string,
  unitId: string,
  reason: string,
  now: Date,
): Promise<void> {
  const process = await lockProcess(manager, processId);
  if (!process) throw new Refusal('NOT_FOUND');
  const { step, assignments } = await loadStep(manager, await collectStepOf(manager, process));
  const open = assignments.filter(
    (assignment) => assignment.unitId === unitId && assignment.status === 'open',
  );
  await manager.query(`update assignment set state = 'cancelled' where id = any($1::uuid[])`, [
    open.map(({ id }) => id),
  ]);
  for (const assignment of open) assignment.status = 'cancelled';
  await rearmStep(manager, process, step, assignments, now);
  const body = { step: step.key, round: step.round, assignmentIds: open.map(({ id }) => id), unitId, reason };
  await appendAudit(manager, now, [{ head: process.head, facts: [{ kind: 'unitLeft', actor, body }] }]);
}

/** SQL: what a unit hands in for itself alone (`$2`, `$3`: FILING): nobody takes that over. */
const IS_FILING = `(p.kind, s.key) in (select * from unnest($2::text[], $3::text[]))`;
const FILING = [FILING_STEPS.map(({ kind }) => kind), FILING_STEPS.map(({ key }) => key)];

export interface OpenWork {
  assignmentId: string;
  processId: string;
  /** Its title. */
  process: string;
  step: string;
  filing: boolean;
}

const NAMED = 5;

/** @throws Refusal UNIT_OPEN_WORK naming the first of it */
export function refuseOpenWork(open: readonly OpenWork[], path?: string): void {
  if (open.length === 0) return;
  const titles = [...new Set(open.map(({ process }) => `“${process}”`))];
  const works = titles.slice(0, NAMED).join('、') + (titles.length > NAMED ? '等' : '');
  throw new Refusal('UNIT_OPEN_WORK', { works }, path);
}

/** Open work of a unit in a region's processes, for the list that is shown before it leaves. */
export function openWorkOf(manager: EntityManager, unitId: string): Promise<OpenWork[]> {
  return manager.query(
    `select a.id as "assignmentId", p.id as "processId", p.title as process, s.key as step, ${IS_FILING} as filing
     from assignment a join step s on s.id = a.step_id join process p on p.id = a.process_id
     where a.unit_id = $1 and a.state in ('open', 'waiting') order by p.title, s.key`,
    [unitId, ...FILING],
  );
}

/** Running items and matters in which a unit leads, supports or has to confirm, now or later. */
function itemsOf(manager: EntityManager, unitId: string): Promise<{ id: string }[]> {
  return manager.query(
    `select p.id from process p join need_item i on i.id = p.id
     where p.state = 'running' and (i.lead_unit_id = $1 or i.proposed_lead_unit_id = $1 or $1 = any(i.cooperating_unit_ids)
       or exists (select 1 from need_item_origin o where o.item_id = i.id and o.unit_id = $1))
     union select p.id from process p join coordination_matter m on m.id = p.id where p.state = 'running' and m.raising_unit_id = $1`,
    [unitId],
  );
}

/**
 * Moves a unit's part in items to a successor: lead, cooperation, confirmation, whether it is asked right now or will be later; one
 * record in each process. Where the successor has a part in the same step it owes both.
 */
export async function handOver(
  manager: EntityManager,
  /** null when it is nobody's act: the unit's last day is over */
  actor: Actor | null,
  { unitId, successorId, reason }: { unitId: string; successorId: string; reason: string },
  now: Date,
): Promise<{ moved: number }> {
  const [owner] = await ownerPositionsOf(manager, [successorId], civilDateOf(now));
  if (!owner) throw new Refusal('POSITION_VACANT', {}, 'successorUnitId');
  const open = (await openWorkOf(manager, unitId)).filter(({ filing }) => !filing);
  const items = await itemsOf(manager, unitId);
  const meetings = await meetingsAndMattersOf(manager, unitId);
  const points = await pointsAndSetsOf(manager, unitId);
  const rectifications = await rectificationsAbout(manager, unitId);
  const inspections = await inspectionsOfUnit(manager, unitId);
  const evaluations = await evaluationsAbout(manager, unitId);
  const vetoes = await vetoEventsAbout(manager, unitId);
  const namings = await namingsOfUnit(manager, unitId);
  const processIds = [
    ...open.map(({ processId }) => processId),
    ...[items, meetings, points, rectifications, inspections, evaluations, vetoes, namings]
      .flat()
      .map(({ id }) => id),
  ];
  let moved = 0;
  for (const processId of await childrenFirst(manager, processIds)) {
    const process = await lockProcess(manager, processId);
    if (process?.state !== 'running') continue;
    // Read again under the lock: a step may have opened or closed meanwhile.
    const work = (await openWorkOf(manager, unitId))
      .filter((one) => one.processId === processId && !one.filing)
      .map(({ assignmentId }) => assignmentId);
    const [rows]: [{ id: string; step_id: string; key: string; deadline_at: Date | null }[], number] =
      await manager.query(
        `update assignment a set unit_id = $3, position_id = $4, acknowledged_at = null, acknowledged_by = null,
           round = greatest(a.round, 1 + coalesce((select max(b.round) from assignment b where b.step_id = a.step_id and b.unit_id = $3), 0))
         from step s where s.id = a.step_id and a.id = any($1::uuid[]) and a.unit_id = $2 and a.state in ('open', 'waiting')
         returning a.id, a.step_id, s.key, a.deadline_at`,
        [work, unitId, successorId, owner.positionId],
      );
    moved += rows.length;
    await replaceInItem(manager, processId, unitId, successorId);
    await replaceInMatter(manager, processId, unitId, successorId);
    await replaceInMeeting(manager, processId, unitId, successorId);
    await replaceInPoints(manager, processId, unitId, successorId);
    await replaceSubject(manager, processId, unitId, successorId);
    await replaceInVetoEvent(manager, processId, unitId, successorId);
    await replaceInInspection(manager, processId, unitId, successorId);
    await replaceEvaluated(manager, processId, unitId, successorId);
    await replaceRecommender(manager, processId, unitId, successorId);
    const body = { assignmentIds: rows.map(({ id }) => id), unitId, successorId, reason };
    await appendAudit(manager, now, [{ head: process.head, facts: [{ kind: 'unitReplaced', actor, body }] }]);
    await notify(
      manager,
      now,
      rows.map((row) => ({
        kind: 'assigned',
        process,
        stepKey: row.key,
        stepId: row.step_id,
        assignmentId: row.id,
        positionIds: [owner.positionId],
        deadline: row.deadline_at,
      })),
    );
  }
  return { moved };
}

/** In the order in which processes are locked: what a process started before the process itself, as when a matter tells its meeting. */
async function childrenFirst(manager: EntityManager, ids: readonly string[]): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `select id from process where id = any($1::uuid[]) order by launched_at desc, id`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** A unit that leads does not support as well, and nobody supports twice. Who raised it stays readable in the record. */
async function replaceInItem(
  manager: EntityManager,
  itemId: string,
  unitId: string,
  successorId: string,
): Promise<void> {
  await manager.query(
    `update need_item set
       lead_unit_id = case when lead_unit_id = $2 then $3 else lead_unit_id end,
       proposed_lead_unit_id = case when proposed_lead_unit_id = $2 then $3 else proposed_lead_unit_id end,
       cooperating_unit_ids = array(
         select distinct case when c = $2 then $3 else c end from unnest(cooperating_unit_ids) as c
         where case when c = $2 then $3 else c end is distinct from case when lead_unit_id = $2 then $3 else lead_unit_id end)
     where id = $1`,
    [itemId, unitId, successorId],
  );
  await manager.query(`update need_item_origin set unit_id = $3 where item_id = $1 and unit_id = $2`, [
    itemId,
    unitId,
    successorId,
  ]);
}
