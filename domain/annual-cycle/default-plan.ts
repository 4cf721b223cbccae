import { blueprintOf, type LaunchableKind } from '../blueprints/index.js';
import type { EventKind, MeetingKind } from '../meetings/kinds.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { civilDate, type CivilDate } from '../time/zone.js';
import type { PlanEntry } from './plan-entry.js';

export interface PlannedYear {
  /** 双江自治县 */
  region: string;
  year: number;
  calendar: WorkingCalendar;
}

/** One line of the plan that the product offers. */
interface Line {
  key: string;
  kind: LaunchableKind;
  on: { month: number; day: number };
  /** Where it is called otherwise than by its blueprint's label. */
  called?: string;
  /** What the launch hands in, for a launch on `date`. Left out where the kind's launch hands in nothing. */
  form?(title: string, date: CivilDate, calendar: WorkingCalendar): Record<string, unknown>;
}

const morningAfter = (calendar: WorkingCalendar, date: CivilDate, workingDays: number): string =>
  `${calendar.addWorkingDays(date, workingDays)}T09:00+08:00`;

/** Whom it concerns is found on the day of the launch: everybody who is in office then (database/annual-cycles/form-at-start.ts). */
const meeting =
  (meetingKind: MeetingKind, agenda: string[], reason: string): NonNullable<Line['form']> =>
  (title, date, calendar) => ({
    ...{ title, meetingKind, agenda, reason, leaderPositionIds: [], unitIds: [] },
    startsAt: morningAfter(calendar, date, 8),
    place: '双拥办会议室',
  });

const conference =
  (topics: string[]): NonNullable<Line['form']> =>
  (title, date, calendar) => ({
    ...{ title, topics, unitIds: [], place: '双拥办会议室' },
    startsAt: morningAfter(calendar, date, 15),
    materialDueDate: calendar.addWorkingDays(date, 10),
  });

/** An event on a day so many working days after its launch: time to settle who goes where, and to tell them. */
const event =
  (eventKind: EventKind, workingDays: number, purpose: string): NonNullable<Line['form']> =>
  (title, date, calendar) => ({
    ...{ eventKind, title, date: calendar.addWorkingDays(date, workingDays), purpose },
    ...{ leaderPositionIds: [], unitIds: [], visitedUnitIds: [] },
  });

/** The papers are owed before anybody goes anywhere; whom it concerns is found on the day. */
const inspection: NonNullable<Line['form']> = (title, date, calendar) => ({
  ...{ title, dimensions: [], teams: [], targets: [] },
  basis: '年度双拥工作安排和双拥模范城（县）考评标准',
  requirements: '如实提供资料台账，不搞层层陪同，不增加基层负担。',
  materialDueDate: calendar.addWorkingDays(date, 10),
  fromDate: calendar.addWorkingDays(date, 11),
  toDate: calendar.addWorkingDays(date, 13),
});

const evaluation: NonNullable<Line['form']> = (title, date, calendar) => ({
  ...{ title, regionCodes: [], unitIds: [] },
  dueDate: calendar.addWorkingDays(date, 10),
});

const keyWork: NonNullable<Line['form']> = (title) => ({ title, circularKind: 'keyWork' });

/**
 * The year as the sources have it, in the order of its days. A line of a kind that isn't launchable does not compile.
 * 五项制度机制: lists by the end of February, hence launched in January; the group is filed anew each year. 固原 2023: liaisons by the end
 * of May; an inspection in September. 丰都2020年双拥工作要点 二（二）: 专项调研, 督导检查, problems on account. 四（三）: 领导小组会议, 联席会议, 联络员会议, 合署办公, 走访慰问, 督导检查.
 */
const LINES: readonly Line[] = [
  { key: 'dualList', kind: 'dualList', on: { month: 1, day: 4 } },
  { key: 'coordinationGroup', kind: 'coordinationGroup', on: { month: 1, day: 11 } },
  {
    key: 'visit:1',
    kind: 'plannedEvent',
    on: { month: 1, day: 11 },
    called: '春节走访慰问',
    form: event('visit', 10, '节前走访驻地部队，了解需要帮助解决的事项。'),
  },
  { key: 'vetoWatch', kind: 'vetoWatch', on: { month: 1, day: 13 } },
  { key: 'liaisonFiling', kind: 'liaisonFiling', on: { month: 1, day: 18 } },
  {
    key: 'leadingGroupMeeting',
    kind: 'topicalConsultation',
    on: { month: 3, day: 8 },
    called: '领导小组会议',
    form: meeting(
      'group',
      ['上年度工作情况', '本年度工作安排', '需要会议明确的事项'],
      '年初研究部署全年双拥工作。',
    ),
  },
  {
    key: 'workPoints',
    kind: 'workPoints',
    on: { month: 3, day: 15 },
    called: '双拥工作要点',
    form: (title) => ({ title }),
  },
  {
    key: 'jointOffice:1',
    kind: 'plannedEvent',
    on: { month: 4, day: 6 },
    called: '上半年军地合署办公',
    form: event('jointOffice', 10, '军地一起办公，当面协调正在办理的事项。'),
  },
  {
    key: 'jointMeeting:1',
    kind: 'topicalConsultation',
    on: { month: 5, day: 10 },
    called: '上半年军地联席会议',
    form: meeting('joint', ['军地互提事项办理情况', '需要军地共同研究的事项'], '落实军地联席会议制度。'),
  },
  {
    key: 'research',
    kind: 'plannedEvent',
    on: { month: 5, day: 17 },
    called: '部队反映问题专项调研',
    form: event('research', 10, '实地了解部队反映的问题办到哪一步，难在哪里，发现的问题挂账办理。'),
  },
  {
    key: 'liaisonConference:1',
    kind: 'liaisonConference',
    on: { month: 6, day: 1 },
    called: '年中联络员会商',
    form: conference(['上半年工作进展', '存在问题和下半年打算']),
  },
  {
    key: 'supervision',
    kind: 'plannedEvent',
    on: { month: 6, day: 14 },
    called: '半年双拥工作督导检查',
    form: event('supervision', 12, '检查各单位和乡镇的工作进展，发现问题，挂账办理。'),
  },
  {
    key: 'keyWork:1',
    kind: 'circular',
    on: { month: 7, day: 5 },
    called: '上半年双拥重点工作完成情况通报',
    form: keyWork,
  },
  {
    key: 'visit:2',
    kind: 'plannedEvent',
    on: { month: 7, day: 12 },
    called: '八一走访慰问',
    form: event('visit', 12, '八一前夕走访驻地部队，听取意见和需求。'),
  },
  {
    key: 'jointOffice:2',
    kind: 'plannedEvent',
    on: { month: 8, day: 16 },
    called: '下半年军地合署办公',
    form: event('jointOffice', 10, '军地一起办公，当面协调正在办理的事项。'),
  },
  {
    key: 'inspection',
    kind: 'inspection',
    on: { month: 8, day: 23 },
    called: '双拥工作督查',
    form: inspection,
  },
  {
    key: 'jointMeeting:2',
    kind: 'topicalConsultation',
    on: { month: 10, day: 11 },
    called: '下半年军地联席会议',
    form: meeting('joint', ['军地互提事项办理情况', '需要军地共同研究的事项'], '落实军地联席会议制度。'),
  },
  {
    key: 'liaisonConference:2',
    kind: 'liaisonConference',
    on: { month: 10, day: 25 },
    called: '年终联络员会商',
    form: conference(['全年工作情况', '存在问题和下年度打算']),
  },
  {
    key: 'keyWork:2',
    kind: 'circular',
    on: { month: 11, day: 8 },
    called: '双拥重点工作完成情况通报',
    form: keyWork,
  },
  {
    key: 'evaluation',
    kind: 'evaluation',
    on: { month: 11, day: 15 },
    called: '双拥工作考评',
    form: evaluation,
  },
];

/** The plan that the product offers for a region's year. A launch that would fall on a rest day is on the next working day. */
export function defaultPlan({ region, year, calendar }: PlannedYear): PlanEntry[] {
  return LINES.map(({ key, kind, on, called, form }): PlanEntry => {
    const date = calendar.rollToWorkingDay(civilDate(year, on.month, on.day), 'forward');
    const title = `${region}${year}年${called ?? blueprintOf(kind).label}`;
    return { key, kind, title, date, ...(form ? { form: form(title, date, calendar) } : {}) };
  });
}
