import type { EntityManager } from 'typeorm';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import type { PointProgressForm } from '../../domain/work-points/forms.js';
import {
  quarterOf,
  QUARTERS_TOLD,
  reportDue,
  reportOpensAt,
  type Quarter,
} from '../../domain/work-points/quarters.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { calendarOf } from '../steps/step-rules.js';

/** When a point that began at this instant is asked for its reports. By its beginning alone, so that a workflow that begins anew asks for the same. */
export async function reportsOf(
  manager: EntityManager,
  begun: Date,
): Promise<{ begunOn: CivilDate; reportsFrom: string[] }> {
  const calendar = await calendarOf(manager);
  const begunOn = civilDateOf(begun);
  const reportsFrom = Array.from({ length: QUARTERS_TOLD }, (_, n) =>
    reportOpensAt(quarterOf(begunOn, n), calendar).toISOString(),
  );
  return { begunOn, reportsFrom };
}

/** The quarter that a round of the step `progress` is about: each quarter is one round, from the one in which the point began. */
async function quarterOfRound({ manager, process }: EffectContext, round: number): Promise<Quarter> {
  const [row]: { launched_at: Date }[] = await manager.query(
    `select launched_at from process where id = $1`,
    [process.id],
  );
  if (!row) throw new Error(`no process ${process.id}`);
  return quarterOf(civilDateOf(row.launched_at), round - 1);
}

/** Until when the next report is in time. */
export async function nextReportDue(context: EffectContext): Promise<Date> {
  const [row]: { rounds: number }[] = await context.manager.query(
    `select count(*)::int as rounds from step where process_id = $1 and key = 'progress'`,
    [context.process.id],
  );
  return reportDue(await quarterOfRound(context, (row?.rounds ?? 0) + 1));
}

/** Keeps a lead's report of a quarter. */
export async function keepReport(
  context: EffectContext,
  { step, assignment }: Decided,
  { summary, percent, selfLight }: PointProgressForm,
): Promise<void> {
  const { manager, now, process } = context;
  const { year, quarter } = await quarterOfRound(context, step.round);
  await manager.query(
    `insert into work_point_report (assignment_id, point_id, unit_id, year, quarter, summary, percent, self_light, filed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [assignment.id, process.id, assignment.unitId, year, quarter, summary, percent, selfLight ?? null, now],
  );
}

export async function takeBackReport({ manager }: EffectContext, assignmentId: string): Promise<void> {
  await manager.query(`delete from work_point_report where assignment_id = $1`, [assignmentId]);
}
