import { defaultPlan } from '../../domain/annual-cycle/default-plan.js';
import { processIdOf, stepIdOf } from '../../database/steps/ids.js';
import type { LaunchableKind } from '../../domain/blueprints/index.js';
import { draftCampaign } from '../../domain/campaign/draft.js';
import { addDays, type CivilDate } from '../../domain/time/zone.js';
import type { RehearsedRegion } from './region.js';

/** How a rehearsal begins with a process. */
export interface RehearsedLaunch {
  /** The day on which the office launches it; at nine in the morning, workday or not. */
  on: { month: number; day: number };
  /** Where the process is called otherwise than by its blueprint's label (“双江自治县2027年…”). */
  title?(region: RehearsedRegion): string;
  /**
   * What is handed in, one entry for each process that is launched; left out where a launch hands in nothing. Made of the region alone, so
   * that every run hands in the same. Checked as the API checks it.
   */
  handsIn?(region: RehearsedRegion): HandedIn[];
  /** What it is about and has to be under way already: launched at the same instant, with the step that is open then. */
  about?: { kind: LaunchableKind; step: string };
  /** The last day that is watched; left out: five days after the end of the year of its launch. */
  until?(region: RehearsedRegion): CivilDate;
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
  plannedEvent: {
    on: { month: 7, day: 5 },
    handsIn: (region) => {
      const units = idsOf(region.units, 'member').slice(0, 3);
      const military = idsOf(region.units, 'military').slice(0, 2);
      const visited = [...military, ...idsOf(region.units, 'township')].slice(0, 2);
      const leaders = idsOf(region.positions, 'groupLeader', 'deputyLeader').slice(0, 1);
      const who = { leaderPositionIds: leaders, unitIds: units };
      const on = (days: number) => region.calendar.addWorkingDays(region.today, days);
      return [
        { form: eventOf('jointOffice', '第三季度军地合署办公', on(8), who) },
        { form: eventOf('visit', '八一走访慰问', on(15), { ...who, visitedUnitIds: visited }) },
        { form: eventOf('supervision', '双拥工作督导检查', on(30), { ...who, visitedUnitIds: units }) },
        { form: eventOf('research', '随军家属安置专项调研', on(45), { ...who, visitedUnitIds: visited }) },
      ];
    },
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
  // The whole year, with everything that it starts.
  annualCycle: {
    on: { month: 1, day: 2 },
    handsIn: ({ label, year, calendar }) => [
      { form: { entries: defaultPlan({ region: label, year, calendar }) } },
    ],
  },
  workPoints: {
    on: { month: 3, day: 1 },
    handsIn: (region) => [{ form: pointsOf(region) }],
  },
  changeOrder: {
    on: { month: 5, day: 10 },
    about: { kind: 'liaisonFiling', step: 'file' },
    handsIn: (region) => [{ form: changedFiling(region) }],
  },
  campaign: {
    on: { month: 1, day: 4 },
    until: (region) => addDays(campaignOf(region).toDate, 5),
    handsIn: (region) => [{ form: campaignOf(region) }],
  },
  inspection: {
    on: { month: 8, day: 25 },
    handsIn: (region) => [{ form: inspectionOf(region) }],
  },
  vetoEvent: {
    on: { month: 5, day: 10 },
    handsIn: ({ units, today }) => [
      {
        form: {
          title: '优待金发放情况核查',
          item: 'compensation',
          ...unitNamed(idsOf(units, 'member')),
          happenedDate: addDays(today, -7),
          account: '接到反映，部分优待金没有按时发放，需要立案核查。',
        },
      },
    ],
  },
  // Where no lower region has an office, nobody can apply and the launch is refused.
  modelCity: {
    on: { month: 3, day: 15 },
    handsIn: (region) => [
      { form: { ...namingOf(region, '双拥模范县（区）命名'), honourTitle: '双拥模范县（区）', quota: 3 } },
    ],
  },
  commendation: {
    on: { month: 4, day: 12 },
    handsIn: (region) => [
      {
        form: {
          ...namingOf(region, '双拥模范单位和先进个人命名表彰'),
          awards: [
            { honourKind: 'modelUnit', title: '双拥模范单位', quota: 5, perUnit: 1 },
            { honourKind: 'modelPerson', title: '双拥先进个人', quota: 8, perUnit: 1 },
          ],
        },
      },
    ],
  },
  vetoWatch: { on: { month: 1, day: 4 } },
  evaluation: {
    on: { month: 10, day: 18 },
    handsIn: (region) => [{ form: evaluationOf(region) }],
  },
};

/** The year's liaison filing gives everybody two more weeks, and one unit less has to file. */
function changedFiling({ code, year, units }: RehearsedRegion): Record<string, unknown> {
  const processId = processIdOf(`liaisonFiling:${code}:${year}`);
  const stepId = stepIdOf(processId, 'file', 1);
  const [unitId] = idsOf(units, 'member');
  return {
    processId,
    title: '联络员备案时限变更',
    reason: '部分单位正在机构改革，延后两周报送。',
    changes: [
      { type: 'deadline', stepId, toDate: `${year}-06-14` },
      ...(unitId === undefined ? [] : [{ type: 'removeUnit', stepId, unitId }]),
    ],
  };
}

/** Two teams: one goes to the townships and army units, one to some departments; of the others the papers are read. */
function inspectionOf(region: RehearsedRegion): object {
  const { label, year, units, positions, calendar, today } = region;
  const [first, second = first] = idsOf(positions, 'deputyLeader', 'groupLeader');
  const leaders = [...new Set([first, second])].filter((id) => id !== undefined);
  const ahead = (days: number) => calendar.addWorkingDays(today, days);
  const below = idsOf(units, 'township', 'military');
  const members = idsOf(units, 'member');
  return {
    title: `${label}${year}年双拥工作督查`,
    basis: '年度双拥工作安排和双拥模范城（县）考评标准',
    ...{ materialDueDate: ahead(12), fromDate: ahead(13), toDate: ahead(15) },
    requirements: '请各单位如实准备材料，明确一名联系人。',
    dimensions: [],
    teams: leaders.map((leaderPositionId, index) => ({
      name: `第${'一二'[index]}组`,
      leaderPositionId,
      members: ['督查室', '双拥办'],
    })),
    targets: [
      ...below.map((unitId) => ({ unitId, team: 1, method: 'visit' })),
      ...members.map((unitId, index) => ({
        ...{ unitId, team: leaders.length },
        method: index < 6 ? 'visit' : 'material',
      })),
    ],
  };
}

const namingOf = ({ label, year, today, calendar }: RehearsedRegion, what: string) => ({
  title: `${label}${year}年${what}`,
  basis: '双拥模范命名管理的有关规定',
  conditions: '双拥工作成绩突出，群众公认，考察期内没有一票否决事项。',
  periodFromDate: `${year - 1}-01-01`,
  recommendDate: calendar.addWorkingDays(today, 10),
  validUntilDate: `${year + 3}-12-31`,
});

const campaignOf = ({ label, today, calendar, units }: RehearsedRegion) =>
  draftCampaign({ region: label, from: today, calendar, units });

/** Some units of each kind, by what the year has on record of them. */
const evaluationOf = ({ label, year, units, calendar, today }: RehearsedRegion) => ({
  title: `${label}${year}年双拥工作考评`,
  recordsYear: year,
  unitIds: [
    ...idsOf(units, 'member').slice(0, 4),
    ...idsOf(units, 'township').slice(0, 2),
    ...idsOf(units, 'military').slice(0, 1),
  ],
  dueDate: calendar.addWorkingDays(today, 10),
});

function idsOf(all: readonly { id: string; kind: string }[], ...kinds: string[]): string[] {
  return all.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
}

const morningAfter = ({ calendar, today }: RehearsedRegion, days: number): string =>
  `${calendar.addWorkingDays(today, days)}T09:00+08:00`;

const matterOf = (title: string, urgency: string) => ({ title, detail: '请有关单位按分工办理。', urgency });

const eventOf = (eventKind: string, title: string, date: string, who: object) => ({
  eventKind,
  title,
  date,
  purpose: '了解情况，发现问题，逐项协调解决。',
  ...who,
});

/** Six points over the region's own units: one leads or two, some support, one is due before 八一. */
function pointsOf({ units, label, year }: RehearsedRegion) {
  const members = idsOf(units, 'member');
  const townships = idsOf(units, 'township');
  const military = idsOf(units, 'military');
  const point = (
    n: number,
    section: string,
    title: string,
    leads: string[],
    supporting: string[],
    rest = {},
  ) => ({
    ...{ number: String(n), section, title, text: `${title}，年内见到成效。` },
    ...{ leadUnitIds: leads, cooperatingUnitIds: supporting.filter((id) => !leads.includes(id)), ...rest },
  });
  const [education, care, help] = ['一、宣传教育', '二、支持部队', '三、服务官兵'] as [
    string,
    string,
    string,
  ];
  const some = (ids: string[], from: number, many: number) => ids.slice(from, from + many);
  return {
    title: `${label}${year}年双拥工作要点`,
    points: [
      point(1, education, '开展国防教育进校园活动', some(members, 0, 1), some(members, 1, 2)),
      point(2, education, '宣传军地互助的典型人物', some(members, 1, 2), some(townships, 0, 1), {
        quantities: ['不少于2篇'],
      }),
      point(3, care, '走访慰问驻地部队', some(members, 3, 1), some(military, 0, 1), {
        limitDate: `${year}-07-31`,
      }),
      point(4, care, '协调解决训练保障困难', some(members, 4, 1), []),
      point(5, help, '做好随军家属就业推荐', some(members, 5, 2), some(members, 2, 1)),
      point(6, help, '为烈属军属挂好光荣牌', some(members, 6, 1), some(townships, 1, 2), {
        repliesOptional: true,
      }),
    ],
  };
}

const unitIn = ([unitId]: string[]) => (unitId === undefined ? {} : { unitId });

const unitNamed = ([unitId]: string[]) => (unitId === undefined ? {} : { subjectUnitId: unitId });

export const LAUNCHABLE_KINDS = Object.keys(LAUNCHES) as LaunchableKind[];

/** “dualList” as a command line has it: “dual-list”. */
export const commandOf = (kind: LaunchableKind): string =>
  kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
