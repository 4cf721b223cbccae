import { checkCampaign } from '../../domain/campaign/check-campaign.js';
import type { CampaignPlan, StagePlan } from '../../domain/campaign/forms.js';
import { STAGES, type StageKey } from '../../domain/campaign/stages.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { addDays, civilDateOf, daysBetween, type CivilDate } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import type { PlannedMove } from '../processes/planned.js';
import { calendarOf } from '../steps/step-rules.js';
import { campaignOf, changeCampaign, moveStage, stageOf, stagesOf, type StageRow } from './campaign.store.js';
import { inspectionsOf, moveInspection } from './inspection.store.js';
import { moveInCounties } from './move-in-counties.js';
import { moveOpenSteps } from './move-open-steps.js';
import { plannedKey } from './plan-dates.js';

/**
 * Moves a stage or an inspection of a running campaign: what is impossible at the launch is impossible now. Open steps of the stage get
 * the deadlines that follow; a county that runs the stage at the city's dates follows the city.
 *
 * @throws Refusal NOT_FOUND, STAGE_CLOSED, STAGE_BEGUN, DATE_IN_PAST, STAGE_DATES
 */
export async function reschedule(context: EffectContext, move: PlannedMove): Promise<void> {
  const key = plannedKey(move.key);
  if (key === null || key.what === 'closing') throw new Refusal('NOT_FOUND', {}, 'key');
  if (key.what === 'inspection') await rescheduleInspection(context, key.seq, move);
  else await rescheduleStage(context, key.stage, move);
}

async function rescheduleStage(context: EffectContext, key: StageKey, move: PlannedMove): Promise<void> {
  const { manager, now, process, record } = context;
  const stage = await stageOf(manager, process.id, key);
  const moved = movedStage(stage, move, civilDateOf(now));
  await refuseImpossible(context, moved);
  await refuseOutsideCity(context, moved);
  await moveStage(manager, process.id, key, moved);
  const campaign = await campaignOf(manager, process.id);
  // The campaign ends with its last stage.
  if (key === 'final') await changeCampaign(manager, process.id, { toDate: moved.toDate });
  const last = key === 'final' ? moved.toDate : campaign.toDate;
  const days = ({ fromDate, toDate }: Pick<StageRow, 'fromDate' | 'toDate'>) => ({
    from: fromDate,
    to: toDate,
  });
  const body = { stage: key, title: stage.title, before: days(stage), after: days(moved), campaignTo: last };
  record({ kind: 'stageRescheduled', body });
  await moveOpenSteps(context, key);
  await moveInCounties(context, stage, (county) => rescheduleStage(county, key, move), move.key);
}

/** @throws Refusal STAGE_CLOSED, STAGE_BEGUN, DATE_IN_PAST, STAGE_DATES */
function movedStage(stage: StageRow, { from, to }: PlannedMove, today: CivilDate): StageRow {
  if (stage.closedAt !== null) throw new Refusal('STAGE_CLOSED', { stage: stage.title }, 'key');
  const moved = { ...stage, fromDate: from ?? stage.fromDate, toDate: to ?? stage.toDate };
  if (stage.openedAt !== null && moved.fromDate !== stage.fromDate)
    throw new Refusal('STAGE_BEGUN', { stage: stage.title }, 'from');
  if (stage.openedAt === null && from !== undefined && from < today)
    throw new Refusal('DATE_IN_PAST', { field: '开始日期' }, 'from');
  if (to !== undefined && to < today) throw new Refusal('DATE_IN_PAST', { field: '结束日期' }, 'to');
  // A hand-in keeps its distance to the stage's end, within the stage.
  if (stage.handInDate === null) return moved;
  const shifted = addDays(moved.toDate, daysBetween(stage.toDate, stage.handInDate));
  return { ...moved, handInDate: shifted < moved.fromDate ? moved.fromDate : shifted };
}

/** What would be an error before a launch is one now, if it is about what is moved. @throws Refusal STAGE_DATES */
async function refuseImpossible({ manager, now, process }: EffectContext, moved: StageRow): Promise<void> {
  const plan = await planOf(manager, process.id);
  const after: CampaignPlan = {
    ...plan,
    toDate: moved.key === 'final' ? moved.toDate : plan.toDate,
    stages: plan.stages.map((stage) => (stage.key === moved.key ? { ...stage, ...daysOf(moved) } : stage)),
  };
  const before = errorsOf(plan, civilDateOf(now), await calendarOf(manager));
  const found = errorsOf(after, civilDateOf(now), await calendarOf(manager));
  const known = new Set(before.map(({ code, where }) => `${code}@${where}`));
  const problem = found.find(({ code, where }) => !known.has(`${code}@${where}`));
  if (!problem) return;
  const field = problem.where.endsWith('.fromDate') ? 'from' : 'to';
  throw new Refusal('STAGE_DATES', { reason: `${problem.message}${problem.mend}` }, field);
}

const daysOf = ({ fromDate, toDate, handInDate }: StageRow) => ({
  fromDate,
  toDate,
  ...(handInDate === null ? {} : { handInDate }),
});

function errorsOf(plan: CampaignPlan, today: CivilDate, calendar: Awaited<ReturnType<typeof calendarOf>>) {
  return checkCampaign({
    plan,
    today,
    calendar,
    regionLacks: [],
    units: [{ id: '', name: '', hasLiaison: true, hasLeader: true }],
    unknownUnitIds: [],
    counties: {},
    running: [],
  }).filter(({ severity }) => severity === 'error');
}

/** The plan as it is now. */
async function planOf(manager: EffectContext['manager'], campaignId: string): Promise<CampaignPlan> {
  const campaign = await campaignOf(manager, campaignId);
  const inspections = await inspectionsOf(manager, campaignId);
  const stages = (await stagesOf(manager, [campaignId])).map((stage): StagePlan => ({
    key: stage.key,
    title: stage.title,
    goal: stage.goal,
    ...daysOf(stage),
    ...(stage.key === 'inspect' ? { inspectionDates: inspections.map(({ onDate }) => onDate) } : {}),
  }));
  return { ...campaign, title: '', stages, countyCodes: [] };
}

/** A county may adjust within the city's plan, not beyond it. @throws Refusal STAGE_DATES */
async function refuseOutsideCity({ manager, process }: EffectContext, moved: StageRow): Promise<void> {
  const [city]: { fromDate: CivilDate; toDate: CivilDate }[] = await manager.query(
    `select s.from_date::text as "fromDate", s.to_date::text as "toDate" from campaign_stage s where s.campaign_id = $1 and s.key = $2`,
    [process.parentId, moved.key],
  );
  if (!city) return;
  const reason = `上级安排“${STAGES[moved.key].label}”在 ${city.fromDate} 至 ${city.toDate}，只能在这一期间内调整。`;
  if (moved.fromDate < city.fromDate) throw new Refusal('STAGE_DATES', { reason }, 'from');
  if (moved.toDate > city.toDate) throw new Refusal('STAGE_DATES', { reason }, 'to');
}

async function rescheduleInspection(
  { manager, now, process, record }: EffectContext,
  seq: number,
  { from }: PlannedMove,
): Promise<void> {
  const inspections = await inspectionsOf(manager, process.id);
  const inspection = inspections.find((one) => one.seq === seq);
  if (!inspection) throw new Refusal('NOT_FOUND', {}, 'key');
  const title = `第 ${seq} 次检查`;
  if (inspection.openedAt !== null) throw new Refusal('STAGE_BEGUN', { stage: title }, 'key');
  if (from === undefined) throw new Refusal('FORM_REQUIRED', { field: '日期' }, 'from');
  if (from < civilDateOf(now)) throw new Refusal('DATE_IN_PAST', { field: '开始日期' }, 'from');
  const { fromDate, toDate } = await stageOf(manager, process.id, 'inspect');
  const before = inspections.find((one) => one.seq === seq - 1);
  const after = inspections.find((one) => one.seq === seq + 1);
  const reason =
    from < fromDate || from > toDate
      ? `检查督促阶段是 ${fromDate} 至 ${toDate}。`
      : (before && from <= before.onDate) || (after && from >= after.onDate)
        ? `应晚于上一次、早于下一次检查。`
        : null;
  if (reason !== null) throw new Refusal('STAGE_DATES', { reason }, 'from');
  await moveInspection(manager, process.id, seq, from);
  const body = {
    stage: 'inspect',
    title,
    before: { from: inspection.onDate },
    after: { from },
  };
  record({ kind: 'stageRescheduled', body });
}
