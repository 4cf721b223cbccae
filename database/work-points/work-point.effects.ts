import type { EntityManager } from 'typeorm';
import type { PointCompletionForm, PointProgressForm } from '../../domain/work-points/forms.js';
import type { ProcessEffects } from '../processes/effects.js';
import { unitsNamed } from '../processes/named-owners.js';
import { limitAfterStandstill, limitOrGrace } from '../steps/limit-or-grace.js';
import { isOpen } from '../steps/step.store.js';
import { changePointUnit } from './change-point-unit.js';
import { forgetCompletions, keepCompletion, unitsThatCompleted } from './completion.js';
import { changePoint, pointOf } from './point.store.js';
import { keepReport, nextReportDue, reportsOf, takeBackReport } from './reports.js';
import { pointEnded } from './settle.js';

/** What one work point writes. */
export const workPointEffects: ProcessEffects = {
  async inputOf(manager, id) {
    const [row]: { launched_at: Date }[] = await manager.query(
      `select launched_at from process where id = $1`,
      [id],
    );
    if (!row) throw new Error(`no process ${id}`);
    return { ...(await reportsOf(manager, row.launched_at)) };
  },

  async namedOwners({ manager, process }, role, key) {
    const { leadUnitIds, cooperatingUnitIds } = await pointOf(manager, process.id);
    const but = (ids: readonly string[], done: readonly string[]) =>
      unitsNamed(ids.filter((id) => !done.includes(id)));
    // Who has completed its part has nothing more to report.
    if (role === 'leadUnit')
      return but(leadUnitIds, key === 'progress' ? await unitsThatCompleted(manager, process.id) : []);
    if (role !== 'cooperatingUnits') return {};
    return but(cooperatingUnitIds, await unitsThatReplied(manager, process.id));
  },

  async givenDeadline(context, key) {
    const { manager, now, process } = context;
    if (key === 'progress') return nextReportDue(context);
    return limitOrGrace(manager, (await pointOf(manager, process.id)).limitAt, now);
  },

  async opened(context, key) {
    const { manager, process } = context;
    if (key === 'complete') {
      await changePoint(manager, process.id, { state: 'open' });
      await forgetCompletions(context);
    }
    if (key === 'review') await changePoint(manager, process.id, { state: 'reviewing' });
  },

  async decided(context, decided) {
    if (decided.step.key === 'complete')
      await keepCompletion(context, decided, decided.form as PointCompletionForm);
    if (decided.step.key === 'progress')
      await keepReport(context, decided, decided.form as PointProgressForm);
  },

  async reopened(context, key, assignmentId) {
    if (key === 'complete') await forgetCompletions(context, assignmentId);
    if (key === 'progress') await takeBackReport(context, assignmentId);
  },

  async deadlineMoved({ manager, process }, key, deadline) {
    if (key === 'complete') await changePoint(manager, process.id, { limitAt: deadline });
  },

  unitChanged: changePointUnit,

  /** While the office reviews, the limit stands beside the steps: it moves on as well, unless it was missed. */
  async resumed({ manager, now, process }, since) {
    const { limitAt } = await pointOf(manager, process.id);
    if (await isOpen(manager, process.id, 'complete')) return;
    const moved = await limitAfterStandstill(manager, limitAt, since, now);
    if (moved) await changePoint(manager, process.id, { limitAt: moved });
  },

  /** Struck off or terminated: the set goes on either way. */
  async ended(context, outcome) {
    const { manager, now, process } = context;
    const closed = outcome === 'finished';
    await changePoint(manager, process.id, { state: closed ? 'closed' : 'terminated', closedAt: now });
    const point = await pointOf(manager, process.id);
    const [last]: { late: boolean }[] = await manager.query(
      `select coalesce(bool_or(a.late), false) as late from assignment a where a.state = 'done' and a.step_id =
         (select id from step where process_id = $1 and key = 'complete' order by round desc limit 1)`,
      [process.id],
    );
    const late = closed ? (last?.late ?? false) : now > point.limitAt;
    await pointEnded(context, point, { outcome, late });
  },
};

/** Cooperating units that have answered the leads, in whichever round: nobody is asked twice. */
async function unitsThatReplied(manager: EntityManager, processId: string): Promise<string[]> {
  const rows: { unit_id: string }[] = await manager.query(
    `select distinct a.unit_id from assignment a join step s on s.id = a.step_id
     where s.process_id = $1 and s.key = 'cooperate' and a.state = 'done' and a.asked_by is null`,
    [processId],
  );
  return rows.map(({ unit_id }) => unit_id);
}
