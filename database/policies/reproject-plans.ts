import type { EntityManager } from 'typeorm';
import type { WorkingCalendar } from '../../domain/time/calendar.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { effectsOf, kindsWith } from '../processes/effects.js';
import { recording } from '../processes/recording.js';
import { tellRescheduled } from '../processes/tell-rescheduled.js';
import { differences, snapshotOf, type Differences, type PlannedNow } from '../processes/snapshot.js';
import { rolledBack } from '../rolled-back.js';
import { lockProcess, type ProcessRow } from '../steps/step.store.js';

export interface PlansReprojection {
  calendar: WorkingCalendar;
  /** What the record says of it. */
  reason: string;
  /** Tells one change of the calendar from the next. */
  id: string;
  actor: Actor;
  now: Date;
  dryRun: boolean;
}

/**
 * What processes have planned by working days moves with the calendar (a year's meetings, a campaign's stages): each process in a transaction of
 * its own, one record for each thing that moved, and whoever sleeps until it is told. Repeating it changes nothing more.
 */
export async function reprojectPlans(
  manager: EntityManager,
  input: PlansReprojection,
): Promise<Differences['planned']> {
  const processes: { id: string }[] = await manager.query(
    `select id from process where state = 'running' and kind = any($1::text[]) order by launched_at desc, id`,
    [kindsWith('calendarChanged')],
  );
  const moved: Differences['planned'] = [];
  for (const { id } of processes) {
    const work = (tx: EntityManager) => reprojectPlan(tx, id, input);
    moved.push(...(await (input.dryRun ? rolledBack(manager, work) : manager.transaction(work))));
  }
  return moved;
}

async function reprojectPlan(
  manager: EntityManager,
  processId: string,
  input: PlansReprojection,
): Promise<Differences['planned']> {
  const process = await lockProcess(manager, processId);
  if (process?.state !== 'running') return [];
  const { calendar, actor, now } = input;
  const before = await snapshotOf(manager, [processId]);
  const context = recording({ manager, now, process, actor });
  await effectsOf(process.kind).calendarChanged?.(context, calendar);
  const { planned } = differences(before, await snapshotOf(manager, [processId]));
  for (const one of planned) context.record({ kind: 'planMoved', body: planMovedBody(one, input.reason) });
  await appendAudit(manager, now, [{ head: process.head, facts: context.facts }]);
  if (planned.length > 0) await wake(manager, process, input);
  return planned;
}

const wake = (manager: EntityManager, process: ProcessRow, { now, id }: PlansReprojection) =>
  tellRescheduled(manager, now, process, id);

export function planMovedBody(
  { before, after }: Differences['planned'][number],
  reason: string,
): Record<string, unknown> {
  const { key, label } = (before ?? after) as PlannedNow;
  const days = (one: PlannedNow | null) => one && { from: one.from, to: one.to };
  return { key, label, before: days(before), after: days(after), reason };
}
