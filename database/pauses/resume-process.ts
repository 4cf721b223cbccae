import type { EntityManager } from 'typeorm';
import { RESUMED } from '../../domain/blueprints/notices.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { formatInstant } from '../../domain/time/zone.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { effectsOf, type EffectContext } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { planMovedBody } from '../policies/reproject-plans.js';
import { enqueue } from '../processes/outbox.repository.js';
import { tellRescheduled } from '../processes/tell-rescheduled.js';
import { differences, snapshotOf } from '../processes/snapshot.js';
import { rearmStep } from '../steps/rearm.js';
import { calendarOf } from '../steps/step-rules.js';
import { loadAssignmentsOf, loadSteps, type AssignmentRow, type ProcessRow } from '../steps/step.store.js';
import { openPausesOf, type OpenPause } from './pause.repository.js';
import { lockTree } from './pause-process.js';
import { shiftedDeadlines, writeShift, type ShiftedDeadline } from './shift-step.js';
import { tellHolders } from './tell-holders.js';

export interface Resumption {
  processId: string;
  reason: string;
  /** Dates that the regulation names (“3月20日前”) stay where they are. */
  keepLegalDates: boolean;
  actor: Actor | null;
  now: Date;
}

export interface Resumed {
  processes: string[];
  deadlines: ShiftedDeadline[];
}

/**
 * 恢复: the process goes on, and everything that was paused along with it; what was paused for a reason of its own stays. Each deadline that
 * was still owed moves by the time that the clock stood still (domain/steps/standstill.ts), reminders and rungs with it.
 *
 * @throws Refusal NOT_FOUND, PROCESS_ENDED, PROCESS_NOT_PAUSED
 */
export async function resumeProcess(manager: EntityManager, input: Resumption): Promise<Resumed> {
  const { processId, now } = input;
  const held = await lockTree(manager, processId, true);
  const named = held.find(({ id }) => id === processId);
  if (!named) throw new Refusal('NOT_FOUND');
  if (named.state === 'ended') throw new Refusal('PROCESS_ENDED');
  const pauses = new Map(
    (
      await openPausesOf(
        manager,
        held.map(({ id }) => id),
      )
    ).map((pause) => [pause.processId, pause]),
  );
  const ordered = pauses.get(processId)?.orderedId;
  if (ordered === undefined) throw new Refusal('PROCESS_NOT_PAUSED');
  const resumed: Resumed = { processes: [], deadlines: [] };
  const going = held.filter(({ id }) => pauses.get(id)?.orderedId === ordered);
  for (const process of going) {
    const pause = pauses.get(process.id) as OpenPause;
    resumed.deadlines.push(...(await resumeOne(manager, process, pause, input)));
    resumed.processes.push(process.id);
  }
  await enqueue(
    manager,
    now,
    going.map(({ id, kind }) => ({
      kind: 'signal',
      workflowId: `${kind}:${id}`,
      signal: 'notice',
      payload: { name: RESUMED, id: (pauses.get(id) as OpenPause).id },
    })),
  );
  await tellHolders(manager, going, 'resumed', now);
  return resumed;
}

async function resumeOne(
  manager: EntityManager,
  process: ProcessRow,
  { id, pausedAt }: OpenPause,
  { reason, keepLegalDates, actor, now }: Resumption,
): Promise<ShiftedDeadline[]> {
  await manager.query(`update process_pause set resumed_at = $2, kept_legal_dates = $3 where id = $1`, [
    id,
    now,
    keepLegalDates,
  ]);
  await manager.query(`update process set paused_at = null where id = $1`, [process.id]);
  process.pausedAt = null;

  const context = recording({ manager, now, process, actor });
  context.record({ kind: 'processResumed', body: { reason, since: formatInstant(pausedAt) } });
  const effects = effectsOf(process.kind);
  // Two machines' clocks may differ: it stood still for no time at least.
  const standstill = { since: pausedAt < now ? pausedAt : now, until: now };
  const calendar = await calendarOf(manager);
  const all: ShiftedDeadline[] = [];
  for (const { step, assignments } of await owedSteps(manager, process.id)) {
    const shifted = shiftedDeadlines({ process, step, assignments, standstill, calendar, keepLegalDates });
    await writeShift(manager, step, shifted);
    for (const one of shifted) {
      if (one.from.getTime() === one.to.getTime()) continue;
      context.record({ kind: 'deadlineMoved', body: { ...movedBody(one), reason: `恢复办理：${reason}` } });
      if (!one.assignment && step.status === 'open') await effects.deadlineMoved?.(context, step.key, one.to);
    }
    await rearmStep(manager, process, step, assignments, now);
    all.push(...shifted);
  }
  await resumePlan(context, standstill.since, id, `恢复办理：${reason}`);
  await appendAudit(manager, now, [{ head: process.head, facts: context.facts }]);
  return all;
}

/** What the process itself keeps moves on too; of its plan there is a record, and who sleeps until a date of it is told. */
async function resumePlan(
  context: EffectContext,
  since: Date,
  pauseId: string,
  reason: string,
): Promise<void> {
  const { manager, now, process } = context;
  const { resumed, plannedItems } = effectsOf(process.kind);
  if (!plannedItems) return resumed?.(context, since);
  const before = await snapshotOf(manager, [process.id]);
  await resumed?.(context, since);
  const { planned } = differences(before, await snapshotOf(manager, [process.id]));
  for (const one of planned) context.record({ kind: 'planMoved', body: planMovedBody(one, reason) });
  if (planned.length > 0) await tellRescheduled(manager, now, process, pauseId);
}

function movedBody({ step, assignment, from, to }: ShiftedDeadline): Record<string, unknown> {
  const about = assignment ? { assignmentId: assignment.id, unitId: assignment.unitId } : {};
  return { step: step.key, round: step.round, ...about, from: formatInstant(from), to: formatInstant(to) };
}

/** Steps that are open, or closed while somebody still owes them. */
async function owedSteps(
  manager: EntityManager,
  processId: string,
): Promise<{ step: Awaited<ReturnType<typeof loadSteps>>[number]; assignments: AssignmentRow[] }[]> {
  const rows: { id: string }[] = await manager.query(
    `select s.id from step s where s.process_id = $1 and (s.state = 'open' or exists (
       select 1 from assignment a where a.step_id = s.id and a.state in ('open', 'waiting')))`,
    [processId],
  );
  const ids = rows.map(({ id }) => id);
  const steps = (await loadSteps(manager, ids)).sort(
    (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || a.id.localeCompare(b.id),
  );
  const assignments = await loadAssignmentsOf(manager, ids);
  return steps.map((step) => ({ step, assignments: assignments.filter(({ stepId }) => stepId === step.id) }));
}
