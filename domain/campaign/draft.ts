import type { WorkingCalendar } from '../time/calendar.js';
import { civilDate, lastDayOfMonth, type CivilDate } from '../time/zone.js';
import { CONTENTS } from './contents.js';
import type { CampaignPlan, SpecialAction, StagePlan } from './forms.js';
import { HANDED_IN, STAGE_KEYS, STAGES, type StageKey } from './stages.js';
import { TOPIC_KEYS, TOPICS, type Topic } from './topics.js';

export interface DraftInput {
  /** 双江自治县 */
  region: string;
  /** The campaign's first day. */
  from: CivilDate;
  calendar: WorkingCalendar;
  /** Units that could lead a special action. */
  units: readonly { id: string; name: string }[];
}

/** Day of the month on which a quarter's inspection falls, unless it is a day of rest. */
const INSPECTION_DAY = 20;
/** By when units hand in in the last month of such a stage, so that the office can sort, arrange and close within it. */
const HAND_IN_DAY = 15;

/**
 * The default plan: the source's stages at their relative dates (双拥在基层 三), two years long. Hand-ins and inspections are moved to working
 * days, ends of months stay as the source has them.
 */
export function draftCampaign({ region, from, calendar, units }: DraftInput): CampaignPlan {
  const stages = STAGE_KEYS.map((key) => stageOf(key, from, calendar));
  return {
    title: `${region}“双拥在基层”活动`,
    fromDate: from,
    toDate: endOf(from, STAGES.final.months[1]),
    stages,
    contents: CONTENTS.map(({ title, text }) => ({ title, text })),
    actions: TOPIC_KEYS.map((topic) => actionOf(topic, units)),
    countyCodes: [],
    unitIds: [],
  };
}

function stageOf(key: StageKey, from: CivilDate, calendar: WorkingCalendar): StagePlan {
  const { label, months, goal } = STAGES[key];
  const [first, last] = months;
  const stage: StagePlan = {
    key,
    title: label,
    fromDate: first === 0 ? from : startOf(from, first),
    toDate: endOf(from, last),
    goal,
  };
  if (HANDED_IN.includes(key)) stage.handInDate = workingFrom(calendar, dayOf(from, last, HAND_IN_DAY));
  if (key === 'inspect') stage.inspectionDates = quarterly(from, last, calendar);
  return stage;
}

/** One inspection in the last month of every quarter of the campaign. */
function quarterly(from: CivilDate, last: number, calendar: WorkingCalendar): CivilDate[] {
  const days: CivilDate[] = [];
  for (let month = 2; month <= last; month += 3)
    days.push(workingFrom(calendar, dayOf(from, month, INSPECTION_DAY)));
  return days;
}

function actionOf(topic: Topic, units: DraftInput['units']): SpecialAction {
  const leadUnitId = leadFor(topic, units);
  return { topic, title: TOPICS[topic].action, ...(leadUnitId === undefined ? {} : { leadUnitId }) };
}

/** The unit that would usually lead a topic's special action, by its name; undefined where the region has none. */
export function leadFor(topic: Topic, units: DraftInput['units']): string | undefined {
  return TOPICS[topic].ledBy
    .map((word) => units.find(({ name }) => name.includes(word)))
    .find((unit) => unit !== undefined)?.id;
}

const workingFrom = (calendar: WorkingCalendar, day: CivilDate): CivilDate =>
  calendar.rollToWorkingDay(day, 'forward');

/** Year and month (1-12) so many months after the campaign's first. */
function monthAfter(from: CivilDate, months: number): { year: number; month: number } {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const index = month - 1 + months;
  return { year: year + Math.floor(index / 12), month: 1 + (index % 12) };
}

function dayOf(from: CivilDate, months: number, day: number): CivilDate {
  const { year, month } = monthAfter(from, months);
  return civilDate(year, month, day);
}

const startOf = (from: CivilDate, months: number): CivilDate => dayOf(from, months, 1);

function endOf(from: CivilDate, months: number): CivilDate {
  const { year, month } = monthAfter(from, months);
  return lastDayOfMonth(year, month);
}
