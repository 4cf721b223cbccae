import type {
  CoordinationMatterForm,
  MatterReportForm,
  MatterReviewForm,
  MatterTasksForm,
} from '../../domain/coordination/forms.js';
import {
  checkTasks,
  isUrgency,
  taskDeadline,
  triageDeadline,
  type Urgency,
} from '../../domain/coordination/urgency.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { officeOf, unitsByIds } from '../organisation/unit.repository.js';
import { checkUnits } from '../needs/plan.js';
import type { Decided, EffectContext, ProcessEffects } from '../processes/effects.js';
import { unitsNamed } from '../processes/named-owners.js';
import { calendarOf } from '../steps/step-rules.js';
import {
  insertMatter,
  insertTasks,
  matterOf,
  moveTask,
  presentTasks,
  raiseAs,
  settleTask,
  writeReview,
  type TaskRow,
} from './matter.store.js';

const TASK_STEPS = ['flashTasks', 'urgentTasks', 'ordinaryTasks'];

/** What one coordination matter writes (五项制度机制 三（二）3). */
export const coordinationMatterEffects: ProcessEffects = {
  async launched({ manager, process }, { form, unitId }) {
    const { detail, urgency } = form as CoordinationMatterForm;
    const office = unitId ? null : await officeOf(manager, process.regionCode);
    const raisingUnitId = unitId ?? office?.id;
    if (!raisingUnitId) throw new Refusal('NO_OFFICE');
    await insertMatter(manager, { id: process.id, detail, urgency, raisingUnitId });
  },

  async inputOf(manager, id) {
    return { urgency: (await matterOf(manager, id)).proposedUrgency };
  },

  /** Somebody could not do his part: nothing to confirm yet, the office hands out anew. */
  async skip({ manager, process }, key) {
    if (key !== 'confirm') return null;
    return (await presentTasks(manager, process.id)).some(({ state }) => state === 'unable')
      ? 'returned'
      : null;
  },

  /** How fast the office and the 组长 must be: by what is decided last, at first by what the raiser proposes. */
  async givenDeadline({ manager, now, process }, key) {
    if (key !== 'urgentTriage' && key !== 'urgentDirect') return null;
    const { urgency, proposedUrgency } = await matterOf(manager, process.id);
    return triageDeadline(urgency ?? proposedUrgency, now);
  },

  async namedOwners({ manager, now, process }, role) {
    if (role === 'raisingUnits') return unitsNamed([(await matterOf(manager, process.id)).raisingUnitId]);
    if (role !== 'taskUnits') return {};
    const calendar = await calendarOf(manager);
    const tasks = await presentTasks(manager, process.id);
    // Counted from the moment the task reaches the unit.
    return {
      units: tasks.map(({ unitId, limit }) => ({ unitId, deadline: taskDeadline(limit, now, calendar) })),
    };
  },

  async decided(context, decided) {
    const { step, decision, form } = decided;
    if (TASK_STEPS.includes(step.key)) await settle(context, decided);
    else if (isUrgency(decision)) await handOut(context, decision, form as MatterTasksForm);
    else if (step.key === 'review')
      await writeReview(context.manager, context.process.id, (form as MatterReviewForm).summary);
  },

  /** The task of the present round, or the confirmation of what it raised, is another unit's; a task less is settled with nobody. */
  async unitChanged({ manager, process }, { key, from, to }) {
    if (from === null) return;
    if (!TASK_STEPS.includes(key)) {
      if (to !== null) await raiseAs(manager, process.id, from, to);
      return;
    }
    if (to !== null) await moveTask(manager, process.id, from, to);
    else await settleTask(manager, process.id, from, { state: 'released', report: null, at: null });
  },

  /** A report that was returned or taken back: only while the others still work; then the raiser has it already. */
  async reopened({ manager, process }, key, assignmentId) {
    if (!TASK_STEPS.includes(key)) return;
    const [row]: { unit_id: string; state: string }[] = await manager.query(
      `select a.unit_id, s.state from assignment a join step s on s.id = a.step_id where a.id = $1`,
      [assignmentId],
    );
    if (row?.state !== 'open') throw new Refusal('NOTHING_TO_WITHDRAW');
    await settleTask(manager, process.id, row.unit_id, { state: 'assigned', report: null, at: null });
  },
};

/** @throws Refusal INVALID_FIELD, FORM_REQUIRED */
async function handOut(
  { manager, now, process }: EffectContext,
  urgency: Urgency,
  { tasks }: MatterTasksForm,
): Promise<void> {
  checkTasks(urgency, tasks);
  const ids = tasks.map(({ unitId }) => unitId);
  await checkUnits(manager, process.regionCode, ids, civilDateOf(now), 'form.tasks', '交办的任务');
  const group = (await unitsByIds(manager, ids)).find(({ kind }) => kind === 'leadingGroup');
  if (group)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '交办的任务', reason: '领导小组不承办任务，请选部门、乡镇或部队' },
      'form.tasks',
    );
  await insertTasks(manager, process.id, urgency, tasks);
}

async function settle(
  { manager, now, process }: EffectContext,
  { assignment, decision, form, opinion }: Decided,
): Promise<void> {
  const report = decision === 'reported' ? (form as MatterReportForm).report : opinion;
  const state = decision as TaskRow['state'];
  await settleTask(manager, process.id, assignment.unitId, { state, report, at: now });
}
