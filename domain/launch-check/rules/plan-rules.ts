import { PLAN_FAULTS, type PlanFault } from '../../annual-cycle/check-plan.js';
import type { PlanEntry } from '../../annual-cycle/plan-entry.js';
import { blueprintOf } from '../../blueprints/index.js';
import { endOfYear } from '../../time/zone.js';
import { dayInWords, isCivilDate, restOn } from '../days.js';
import { entryPath, titled, type Found, type Rule } from '../rule.js';

/** What makes an entry no part of a year at all, in words. */
const faulty =
  (
    fault: keyof typeof PLAN_FAULTS,
    words: (entry: PlanEntry, year: number, entries: readonly PlanEntry[]) => Omit<Found, 'where'>,
  ): Rule =>
  ({ entries, year }) => {
    const { field, holds }: PlanFault = PLAN_FAULTS[fault];
    return entries.flatMap((entry, index) =>
      holds(entry, year, entries.slice(0, index))
        ? [{ where: entryPath(index, field), ...words(entry, year, entries) }]
        : [],
    );
  };

export const keyTwice = faulty('keyTwice', (entry) => ({
  message: `${titled(entry)}的编号 ${entry.key} 前面已经用过。`,
  mend: '请换一个编号。',
}));

export const kindTwice = faulty('kindTwice', ({ kind }, _, entries) => ({
  message: `“${blueprintOf(kind).label}”一年只办一次，第${entries.findIndex((one) => one.kind === kind) + 1}项已经安排。`,
  mend: '请删去其中一项。',
}));

export const notPlannable = faulty('notPlannable', (entry) => ({
  message: `${titled(entry)}不是年度里可以安排的工作。`,
  mend: '请改选一项制度机制。',
}));

export const noSuchDay = faulty('noSuchDay', (entry) => ({
  message: `${titled(entry)}的日期不是日历上有的日子。`,
  mend: '请写成 2027-01-04 这样的日期。',
}));

export const outsideYear = faulty('outsideYear', (entry, year) => ({
  message: `${titled(entry)}安排在${entry.date.slice(0, 4)}年，不在${year}年度之内。`,
  mend: `请改到${year}年1月1日至12月31日之间。`,
}));

export const formMissing = faulty('formMissing', (entry) => ({
  message: `${titled(entry)}启动时要提交的内容还没有填。`,
  mend: '请填写。',
}));

export const formUnexpected = faulty('formUnexpected', (entry) => ({
  message: `${titled(entry)}启动时不需要提交内容。`,
  mend: '请删去。',
}));

/** Launched when the year is already under way, what should have begun begins at once. */
export const goneBy: Rule = ({ entries, year, today }) =>
  entries.flatMap((entry, index) =>
    isCivilDate(entry.date) && entry.date.startsWith(`${year}-`) && entry.date < today
      ? [
          {
            where: entryPath(index, 'date'),
            message: `${titled(entry)}原定${dayInWords(entry.date)}开始，已经过了。`,
            mend: '不改的话，年度一启动就立即开始。',
          },
        ]
      : [],
  );

export const launchOnRestDay: Rule = ({ entries, calendar }) =>
  entries.flatMap((entry, index) => {
    const rest = isCivilDate(entry.date) ? restOn(calendar, entry.date) : null;
    if (rest === null) return [];
    const next = calendar.rollToWorkingDay(entry.date, 'forward');
    return [
      {
        where: entryPath(index, 'date'),
        message: `${titled(entry)}在${dayInWords(entry.date)}开始，正是${rest}，没有人上班。`,
        mend: `可改到${dayInWords(next)}。`,
      },
    ];
  });

/** What is begun so late that it ends in the next year can't count in this one's figures. */
export const runsBeyondYear: Rule = ({ entries, year, projection }) =>
  entries.flatMap((entry, index) => {
    const beyond = projection.obligations.filter(
      (one) => one.index === index && one.due !== null && one.due > endOfYear(year),
    );
    const [first] = beyond;
    if (!first?.due || !entry.date.startsWith(`${year}-`)) return [];
    return [
      {
        where: entryPath(index, 'date'),
        message: `${titled(entry)}开始得晚，“${first.label}”要到${first.due.slice(0, 4)}年${dayInWords(first.due)}才到期，跨了年度。`,
        mend: '请提前，或者确认跨年办理。',
      },
    ];
  });

/** The mechanisms that a region's year has by the regulation (五项制度机制 三（一）–（四）). */
const EXPECTED = [
  { kinds: ['dualList'], words: '“双清单”制度' },
  { kinds: ['liaisonFiling'], words: '联络员备案' },
  { kinds: ['coordinationGroup'], words: '军地协调小组组成' },
  {
    kinds: ['topicalConsultation', 'liaisonConference'],
    words: '任何会议（专题协商、领导小组会议、联席会议、联络员会商）',
  },
];

export const missingMechanism: Rule = ({ entries, facts }) => {
  const there = [...entries.map(({ kind }): string => kind), ...facts.launched];
  const missing = EXPECTED.filter(({ kinds }) => !kinds.some((kind) => there.includes(kind)));
  return missing.map(({ words }) => ({
    where: 'entries',
    message: `全年没有安排${words}。`,
    mend: '如有遗漏请补上。',
  }));
};

/** Somebody launched it by itself before the year was. */
export const alreadyLaunched: Rule = ({ entries, facts, year }) =>
  entries.flatMap((entry, index) =>
    facts.launched.includes(entry.kind)
      ? [
          {
            where: entryPath(index, 'kind'),
            message: `${year}年的“${blueprintOf(entry.kind).label}”已经单独启动。`,
            mend: '年度不会再启动一次；不需要的可以删去这一项。',
          },
        ]
      : [],
  );

/** Dates that the State Council's announcement may still move. */
export const calendarProvisional: Rule = ({ year, calendar, entries }) =>
  entries.length > 0 && calendar.isProvisional(`${year}-10-01`)
    ? [
        {
          where: 'year',
          message: `国务院还没有公布${year}年的放假安排，节假日是推算的，按工作日计算的时限可能变动。`,
          mend: '公布后载入日历，时限会自动重算。',
        },
      ]
    : [];
