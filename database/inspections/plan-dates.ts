import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import {
  addDays,
  civilDateOf,
  daysBetween,
  endOfDay,
  formatInstant,
  instantAt,
  type CivilDate,
} from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import type { PlannedItem, PlannedMove } from '../processes/planned.js';
import { moveStepDeadline } from '../steps/move-deadline.js';
import { rearmStep } from '../steps/rearm.js';
import { isOpen, loadAssignmentsOf, loadOpenStepsOf } from '../steps/step.store.js';
import { changeInspection, inspectionOf } from './inspection.store.js';

/** Of the plan: by when the material is owed, and when the teams are on their way. */
const MATERIAL = 'material';
const VISITS = 'visits';
/** The hour at which the teams set out; the source names none. */
const SETS_OUT = '09:00';

/** Which of its steps have begun and ended, whatever the round. */
async function wasOpened(manager: EntityManager, id: string, key: string): Promise<boolean> {
  const [opened]: unknown[] = await manager.query(
    `select 1 from step where process_id = $1 and key = $2 limit 1`,
    [id, key],
  );
  return opened !== undefined;
}

/** The morning on which the teams set out; null for anything else. */
export async function beginsAt(manager: EntityManager, id: string, key: string): Promise<Date | null> {
  if (key !== VISITS) return null;
  return instantAt((await inspectionOf(manager, id)).fromDate, SETS_OUT);
}

/** What is not over: a 变更单 may move it. */
export async function plannedItems(manager: EntityManager, id: string): Promise<PlannedItem[]> {
  const { fromDate, toDate, materialDueDate } = await inspectionOf(manager, id);
  const [asked, submitting, begun, visiting] = [
    await wasOpened(manager, id, 'submit'),
    await isOpen(manager, id, 'submit'),
    await wasOpened(manager, id, 'visit'),
    await isOpen(manager, id, 'visit'),
  ];
  const items: PlannedItem[] = [
    ...(asked && !submitting
      ? []
      : [{ key: MATERIAL, label: '材料报送截止', from: materialDueDate, to: null, begun: false }]),
    ...(begun && !visiting ? [] : [{ key: VISITS, label: '实地督查', from: fromDate, to: toDate, begun }]),
  ];
  return items.sort((a, b) => a.from.localeCompare(b.from) || a.key.localeCompare(b.key));
}

/** Moves the due date of the material, or the days of the visits. @throws Refusal NOT_FOUND, DATE_IN_PAST, STAGE_BEGUN, STAGE_DATES, FORM_REQUIRED */
export async function reschedule(context: EffectContext, { key, from, to }: PlannedMove): Promise<void> {
  const { manager, now, process } = context;
  const today = civilDateOf(now);
  const item = (await plannedItems(manager, process.id)).find((one) => one.key === key);
  if (!item) throw new Refusal('NOT_FOUND', {}, 'key');
  if (key === MATERIAL) {
    if (from === undefined) throw new Refusal('FORM_REQUIRED', { field: '材料报送时限' }, 'from');
    if (from < today) throw new Refusal('DATE_IN_PAST', { field: '材料报送时限' }, 'from');
    await changeInspection(manager, process.id, { materialDueDate: from });
    return moveOpenStep(context, 'submit', endOfDay(from));
  }
  if (item.begun && from !== undefined && from !== item.from)
    throw new Refusal('STAGE_BEGUN', { stage: item.label }, 'from');
  const [fromDate, toDate] = [from ?? item.from, to ?? (item.to as CivilDate)];
  if (!item.begun && fromDate < today) throw new Refusal('DATE_IN_PAST', { field: '督查开始日期' }, 'from');
  if (toDate < today) throw new Refusal('DATE_IN_PAST', { field: '督查结束日期' }, 'to');
  if (toDate < fromDate) throw new Refusal('STAGE_DATES', { reason: '结束日期早于开始日期。' }, 'to');
  await changeInspection(manager, process.id, { fromDate, toDate });
  await moveOpenStep(context, 'visit', endOfDay(toDate));
}

/** A step that is open already gets the new deadline; who was given more time by himself keeps it. */
async function moveOpenStep(context: EffectContext, key: string, deadline: Date): Promise<void> {
  const { manager, now, process, record } = context;
  const step = (await loadOpenStepsOf(manager, process.id)).find((one) => one.key === key);
  const before = step?.deadlineAt;
  if (!step || !before || before.getTime() === deadline.getTime()) return;
  await manager.query(
    `update assignment set deadline_at = $3 where step_id = $1 and state in ('open', 'waiting') and deadline_at = $2`,
    [step.id, before, deadline],
  );
  await moveStepDeadline(manager, step, deadline);
  await rearmStep(manager, process, step, await loadAssignmentsOf(manager, [step.id]), now);
  record({
    kind: 'deadlineMoved',
    body: { step: key, round: step.round, from: formatInstant(before), to: formatInstant(deadline) },
  });
}

/** A deadline moved by itself (延期, 变更单, 恢复): the plan says the same. */
export async function followDeadline(
  { manager, process }: EffectContext,
  key: string,
  deadline: Date,
): Promise<void> {
  const day = civilDateOf(deadline);
  if (key === 'submit') await changeInspection(manager, process.id, { materialDueDate: day });
  if (key !== 'visit') return;
  const { fromDate } = await inspectionOf(manager, process.id);
  await changeInspection(manager, process.id, { toDate: day, ...(day < fromDate ? { fromDate: day } : {}) });
}

/** The clock stood still: what has not begun moves on by as many days. Open steps are the engine's, and the plan followed them already. */
export async function shiftRemaining({ manager, now, process }: EffectContext, since: Date): Promise<void> {
  const stoppedOn = civilDateOf(since);
  const days = daysBetween(stoppedOn, civilDateOf(now));
  if (days === 0) return;
  const { fromDate, toDate, materialDueDate } = await inspectionOf(manager, process.id);
  if (!(await wasOpened(manager, process.id, 'submit')) && materialDueDate >= stoppedOn)
    await changeInspection(manager, process.id, { materialDueDate: addDays(materialDueDate, days) });
  if (!(await wasOpened(manager, process.id, 'visit')) && toDate >= stoppedOn)
    await changeInspection(manager, process.id, {
      // Teams that should have set out while it stood still set out when it goes on.
      fromDate: fromDate >= stoppedOn ? addDays(fromDate, days) : fromDate,
      toDate: addDays(toDate, days),
    });
}
