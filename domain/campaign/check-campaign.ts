import type { Finding } from '../launch-check/finding.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { addDays, daysBetween, type CivilDate } from '../time/zone.js';
import { checkDay } from './check-days.js';
import type { CampaignPlan, StagePlan } from './forms.js';
import { HANDED_IN, IN_TURN, STAGE_KEYS, STAGES, type StageKey } from './stages.js';
import { TOPIC_KEYS, TOPICS } from './topics.js';

/** A campaign before its launch, with what the organisation and the calendar say of it. */
export interface CampaignToCheck {
  plan: CampaignPlan;
  today: CivilDate;
  calendar: WorkingCalendar;
  /** What the region lacks to run anything at all: an office with somebody in it, a 组长. */
  regionLacks: readonly string[];
  /** Who would take part. */
  units: readonly { id: string; name: string; hasLiaison: boolean; hasLeader: boolean }[];
  /** Ids in the plan that are no unit of the region on the first day. */
  unknownUnitIds: readonly string[];
  /** Counties of the plan: null for one that isn't a county of this region, else what it lacks. */
  counties: Readonly<Record<string, { name: string; lacks: readonly string[] } | null>>;
  /** Titles of the region's campaigns that run already. */
  running: readonly string[];
}

type Add = (
  severity: Finding['severity'],
  code: string,
  where: string,
  message: string,
  mend: string,
) => void;

/**
 * 方案体检 of a campaign: what its dates, its stages, the calendar and the organisation don't agree on, in the order of the plan. Paths are
 * those of the launch's body (`form.stages[1].fromDate`).
 */
export function checkCampaign(input: CampaignToCheck): Finding[] {
  const findings: Finding[] = [];
  const add: Add = (severity, code, where, message, mend) =>
    void findings.push({ code, severity, where, message, mend });
  const { plan } = input;
  checkWhole(input, add);
  checkStagesThere(plan, add);
  plan.stages.forEach((stage, index) => checkStage(input, stage, `form.stages[${index}]`, add));
  checkSequence(plan, add);
  checkActions(input, add);
  checkParticipants(input, add);
  checkCounties(input, add);
  return findings;
}

function checkWhole({ plan, today, regionLacks, running }: CampaignToCheck, add: Add): void {
  const { fromDate, toDate } = plan;
  if (toDate < fromDate)
    add(
      'error',
      'campaignEndsBeforeStart',
      'form.toDate',
      `活动 ${toDate} 结束，早于 ${fromDate} 开始。`,
      '请改正起止日期。',
    );
  if (fromDate < today)
    add(
      'warning',
      'campaignBegun',
      'form.fromDate',
      `活动自 ${fromDate} 开始，今天已是 ${today}。`,
      '已过的日期不再催办，请确认或者顺延。',
    );
  for (const lack of regionLacks)
    add('error', 'leadMissing', 'regionCode', `没有人能组织和签批：${lack}。`, '请先任命，再启动。');
  for (const title of running)
    add(
      'warning',
      'campaignRunning',
      'form.title',
      `本地区的“${title}”还没有结束。`,
      '请确认要同时开展，或者先结束前一个。',
    );
}

function checkStagesThere({ stages }: CampaignPlan, add: Add): void {
  for (const key of STAGE_KEYS) {
    const places = stages.flatMap((stage, index) => (stage.key === key ? [index] : []));
    if (places.length === 0)
      add(
        'error',
        'stageMissing',
        `form.stages.${key}`,
        `缺少“${STAGES[key].label}”阶段。`,
        '七个阶段都要有，请补上。',
      );
    for (const index of places.slice(1))
      add(
        'error',
        'stageTwice',
        `form.stages[${index}].key`,
        `“${STAGES[key].label}”阶段重复。`,
        '请删去重复的。',
      );
  }
}

function checkStage(
  { plan, today, calendar }: CampaignToCheck,
  stage: StagePlan,
  path: string,
  add: Add,
): void {
  const { key, title, fromDate, toDate, goal, handInDate, inspectionDates = [] } = stage;
  if (toDate < fromDate)
    add(
      'error',
      'stageEndsBeforeStart',
      `${path}.toDate`,
      `“${title}”${toDate} 结束，早于 ${fromDate} 开始。`,
      '请改正起止日期。',
    );
  if (fromDate < plan.fromDate)
    add(
      'error',
      'stageBeforeCampaign',
      `${path}.fromDate`,
      `“${title}”自 ${fromDate} 开始，早于活动开始的 ${plan.fromDate}。`,
      likelyMeant(plan, stage),
    );
  if (toDate > plan.toDate)
    add(
      'error',
      'stageAfterCampaign',
      `${path}.toDate`,
      `“${title}”${toDate} 才结束，晚于活动结束的 ${plan.toDate}。`,
      '请提前这一阶段的结束日期，或者延长活动。',
    );
  if (goal.trim() === '')
    add(
      'error',
      'stageWithoutGoal',
      `${path}.goal`,
      `“${title}”没有写明做到什么程度算完成。`,
      '请写一个能够检查的目标。',
    );
  else if (!MEASURE.test(goal))
    add(
      'warning',
      'goalNotMeasurable',
      `${path}.goal`,
      `“${title}”的目标看不出怎样衡量。`,
      '请写明数量、比例或者“全部”“逐个”。',
    );
  if (toDate < today && toDate >= fromDate)
    add(
      'warning',
      'stageOver',
      `${path}.toDate`,
      `“${title}”到 ${toDate} 已经过去。`,
      '启动后单位只有几天时间补办，请顺延。',
    );
  if (handInDate !== undefined) {
    if (!HANDED_IN.includes(key))
      add('error', 'handInUnasked', `${path}.handInDate`, `“${title}”没有单位报送环节。`, '请删去报送日期。');
    else if (handInDate < fromDate || handInDate > toDate)
      add(
        'error',
        'handInOutsideStage',
        `${path}.handInDate`,
        `“${title}”的报送日期 ${handInDate} 不在这一阶段之内。`,
        `请改在 ${fromDate} 至 ${toDate} 之间。`,
      );
    else checkDay(calendar, handInDate, `“${title}”的报送日期`, `${path}.handInDate`, add);
  }
  if (fromDate <= toDate) checkDay(calendar, toDate, `“${title}”的结束日期`, `${path}.toDate`, add);
  checkInspections(calendar, stage, inspectionDates, path, add);
}

function checkInspections(
  calendar: WorkingCalendar,
  { key, title, fromDate, toDate }: StagePlan,
  days: readonly CivilDate[],
  path: string,
  add: Add,
): void {
  if (key !== 'inspect') {
    if (days.length > 0)
      add(
        'error',
        'inspectionUnasked',
        `${path}.inspectionDates`,
        `“${title}”不安排检查。`,
        `检查日期请写在“${STAGES.inspect.label}”。`,
      );
    return;
  }
  if (days.length === 0)
    add(
      'warning',
      'noInspection',
      `${path}.inspectionDates`,
      `“${title}”没有安排一次检查。`,
      '请至少安排一次，例如每季度一次。',
    );
  days.forEach((day, index) => {
    const where = `${path}.inspectionDates[${index}]`;
    if (day < fromDate || day > toDate)
      add(
        'error',
        'inspectionOutsideStage',
        where,
        `第 ${index + 1} 次检查定在 ${day}，不在“${title}”之内。`,
        `请改在 ${fromDate} 至 ${toDate} 之间。`,
      );
    else if (index > 0 && day <= (days[index - 1] as CivilDate))
      add(
        'error',
        'inspectionsOutOfOrder',
        where,
        `第 ${index + 1} 次检查不晚于上一次。`,
        '请按时间先后排列，一天一次。',
      );
    else checkDay(calendar, day, `第 ${index + 1} 次检查`, where, add);
  });
}

/** Stages that follow one another must neither overlap nor leave days to nobody. */
function checkSequence(plan: CampaignPlan, add: Add): void {
  const placed = IN_TURN.flatMap((key) => {
    const index = plan.stages.findIndex((stage) => stage.key === key);
    const stage = plan.stages[index];
    // What is impossible in itself was said already: it would only be said once more.
    const sound = stage && stage.fromDate <= stage.toDate && stage.fromDate >= plan.fromDate;
    return sound ? [{ stage, path: `form.stages[${index}]` }] : [];
  });
  for (const [position, { stage, path }] of placed.entries()) {
    const before = placed[position - 1]?.stage;
    if (!before || !follows(before.key, stage.key)) continue;
    const gap = daysBetween(before.toDate, stage.fromDate) - 1;
    if (gap < 0)
      add(
        'error',
        'stagesOverlap',
        `${path}.fromDate`,
        `“${stage.title}”自 ${stage.fromDate} 开始，“${before.title}”到 ${before.toDate} 才结束，两个阶段重叠。`,
        `请改为 ${addDays(before.toDate, 1)} 或以后。`,
      );
    else if (gap > 0)
      add(
        'warning',
        'stageGap',
        `${path}.fromDate`,
        `“${before.title}”和“${stage.title}”之间空了 ${gap} 天。`,
        `请把开始日期改为 ${addDays(before.toDate, 1)}，或者确认不安排。`,
      );
  }
}

const follows = (before: StageKey, after: StageKey): boolean =>
  IN_TURN.indexOf(after) === IN_TURN.indexOf(before) + 1;

function checkActions({ plan, unknownUnitIds }: CampaignToCheck, add: Add): void {
  for (const topic of TOPIC_KEYS) {
    const index = plan.actions.findIndex((action) => action.topic === topic);
    const action = plan.actions[index];
    if (!action)
      add(
        'error',
        'actionMissing',
        `form.actions.${topic}`,
        `“${TOPICS[topic].label}”没有对应的专项行动。`,
        '七个专题各要一项，请补上。',
      );
    else if (action.leadUnitId === undefined)
      add(
        'warning',
        'actionWithoutLead',
        `form.actions[${index}].leadUnitId`,
        `“${action.title}”还没有牵头单位。`,
        '请指定，或者到排忧解难阶段再定。',
      );
    else if (unknownUnitIds.includes(action.leadUnitId))
      add(
        'error',
        'leadUnknown',
        `form.actions[${index}].leadUnitId`,
        `“${action.title}”的牵头单位不在本地区，或者已经撤销。`,
        '请另选。',
      );
  }
}

function checkParticipants({ plan, units, unknownUnitIds }: CampaignToCheck, add: Add): void {
  plan.unitIds.forEach((id, index) => {
    if (unknownUnitIds.includes(id))
      add(
        'error',
        'unitUnknown',
        `form.unitIds[${index}]`,
        '参加单位不在本地区，或者已经撤销。',
        '请从名单中删去。',
      );
  });
  if (units.length === 0)
    add('error', 'nobodyTakesPart', 'form.unitIds', '没有一个单位参加。', '请选定参加单位。');
  for (const { id, name, hasLiaison, hasLeader } of units) {
    if (!hasLiaison)
      add(
        'warning',
        'unitWithoutLiaison',
        `units.${id}.liaison`,
        `${name}没有联络员。`,
        '请先备案，否则任务由分管领导或双拥办承办。',
      );
    if (!hasLeader)
      add(
        'warning',
        'unitWithoutLeader',
        `units.${id}.leader`,
        `${name}没有分管领导。`,
        '请先任命，否则逾期时无人可督办。',
      );
  }
}

function checkCounties({ plan, counties }: CampaignToCheck, add: Add): void {
  plan.countyCodes.forEach((code, index) => {
    const county = counties[code];
    const where = `form.countyCodes[${index}]`;
    if (!county)
      add('error', 'countyUnknown', where, `${code}不是本地区的县（市、区）。`, '请从名单中删去。');
    else if (county.lacks.length > 0)
      add(
        'error',
        'countyNotReady',
        where,
        `${county.name}还不能开展：${county.lacks.join('；')}。`,
        '请先补齐，或者从名单中删去。',
      );
  });
}

/** Words by which one can tell whether a goal was reached. */
const MEASURE =
  /\d|全部|全体|所有|逐[个项一件]|每[个家项件一]|各[一项]|[一二三四五六七八九十百]+[个家次项件篇名套批场]|%|％|清零|销号/;

/** A year that was mistyped is the usual case: the same day in a year of the campaign. */
function likelyMeant({ fromDate, toDate }: CampaignPlan, stage: StagePlan): string {
  const monthAndDay = stage.fromDate.slice(4);
  for (let year = Number(fromDate.slice(0, 4)); year <= Number(toDate.slice(0, 4)); year += 1) {
    const day = `${year}${monthAndDay}` as CivilDate;
    if (day >= fromDate && day <= stage.toDate) return `年份可能写错了，请核对是否应为 ${day}。`;
  }
  return `请改为 ${fromDate} 或以后。`;
}
