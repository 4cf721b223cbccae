import type { LaunchableKind } from '../../domain/blueprints/index.js';
import { draftCampaign } from '../../domain/campaign/draft.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { RehearsedRegion } from './region.js';

/** How a rehearsal begins with a process. */
export interface RehearsedLaunch {
  /** The day on which the office launches it; at nine in the morning, workday or not. */
  on: { month: number; day: number };
  /** The last day it is watched, where that is not the year's; some days more are watched after it. */
  watchedUntil?(region: RehearsedRegion): CivilDate;
  /** Where the process is called otherwise than by its blueprint's label (“双江自治县2027年…”). */
  title?(region: RehearsedRegion): string;
  /**
   * What is handed in, one entry for each process that is launched; left out where a launch hands in nothing. Made of the region alone, so
   * that every run hands in the same. Checked as the API checks it.
   */
  handsIn?(region: RehearsedRegion): HandedIn[];
}

export interface HandedIn {
  form: object;
  /** The unit that launches it, where it isn't the office. */
  unitId?: string;
}

/** Total: a process that people launch and nobody can rehearse does not compile. */
export const LAUNCHES: Record<LaunchableKind, RehearsedLaunch> = {
  dualList: {
    on: { month: 1, day: 4 },
    title: ({ label, year }) => `${label}${year}年“双清单”`,
  },
  liaisonFiling: { on: { month: 1, day: 4 } },
  coordinationGroup: { on: { month: 1, day: 4 } },
  topicalConsultation: {
    on: { month: 3, day: 8 },
    handsIn: (region) => [
      {
        form: {
          title: '随军家属就业和子女入学专题协商',
          agenda: ['随军家属就业推荐', '子女转学入园'],
          reason: '涉及多个部门，需要会商明确分工。',
          startsAt: morningAfter(region, 8),
          place: '第二会议室',
          leaderPositionIds: idsOf(region.positions, 'groupLeader', 'deputyLeader').slice(0, 2),
          unitIds: idsOf(region.units, 'member').slice(0, 5),
        },
      },
    ],
  },
  liaisonConference: {
    on: { month: 6, day: 1 },
    handsIn: (region) => [
      {
        form: {
          title: '年中联络员会商',
          topics: ['上半年工作进展', '下半年工作打算'],
          unitIds: [],
          startsAt: morningAfter(region, 15),
          place: '第一会议室',
          materialDueDate: region.calendar.addWorkingDays(region.today, 10),
        },
      },
    ],
  },
  coordinationMatter: {
    on: { month: 7, day: 12 },
    handsIn: (region) => [
      { form: matterOf('过境部队临时保障', 'flash') },
      { form: matterOf('汛期军地联合巡堤', 'urgent') },
      {
        form: matterOf('训练道路修整', 'ordinary'),
        ...unitIn(idsOf(region.units, 'military')),
      },
    ],
  },
  circular: {
    on: { month: 9, day: 1 },
    handsIn: () => [
      { form: { title: '转发上级年度双拥工作要点', circularKind: 'important' } },
      { form: { title: '重点工作完成情况通报', circularKind: 'keyWork' } },
      { form: { title: '军地共建先进做法', circularKind: 'typical', typicalKind: 'goodPractice' } },
      {
        form: { title: '未按要求落实优待政策问题通报', circularKind: 'typical', typicalKind: 'dereliction' },
      },
    ],
  },
  campaign: {
    on: { month: 1, day: 4 },
    watchedUntil: (region) => campaignOf(region).toDate,
    handsIn: (region) => [{ form: campaignOf(region) }],
  },
};

const campaignOf = ({ label, today, calendar, units }: RehearsedRegion) =>
  draftCampaign({ region: label, from: today, calendar, units });

function idsOf(all: readonly { id: string; kind: string }[], ...kinds: string[]): string[] {
  return all.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
}

const morningAfter = ({ calendar, today }: RehearsedRegion, days: number): string =>
  `${calendar.addWorkingDays(today, days)}T09:00+08:00`;

const matterOf = (title: string, urgency: string) => ({ title, detail: '请有关单位按分工办理。', urgency });

const unitIn = ([unitId]: string[]) => (unitId === undefined ? {} : { unitId });

export const LAUNCHABLE_KINDS = Object.keys(LAUNCHES) as LaunchableKind[];

/** “dualList” as a command line has it: “dual-list”. */
export const commandOf = (kind: LaunchableKind): string =>
  kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
