import { civilDateOf, instantAt } from '../../time/zone.js';
import { dayInWords, isCivilDate } from '../days.js';
import { startOf, textIn } from '../form-fields.js';
import { entryPath, titled, type CheckedPlan, type Rule } from '../rule.js';

/** Working days that everybody invited has to prepare, from when the notice can be out. */
const NOTICE_DAYS = 3;
/** Working days that the 组长 has to approve a meeting, and the office to settle an event, before the notice. */
const BEFORE_NOTICE: Record<string, number> = {
  topicalConsultation: 2,
  liaisonConference: 0,
  plannedEvent: 1,
};

/** 联络员5月底前备案, 双清单2月底前报送: launched after it, the date is gone and a shorter one counts from the launch. */
export const startsAfterLegalDate: Rule = ({ entries, projection }) =>
  projection.obligations.flatMap(({ index, label, missed, due }) => {
    const entry = entries[index];
    return missed === null || !entry
      ? []
      : [
          {
            where: entryPath(index, 'date'),
            message: `${titled(entry)}开始时，“${label}”的法定日期${dayInWords(missed)}已经过了${due === null ? '' : `，改为${dayInWords(due)}前`}。`,
            mend: '请提前开始；确实来不及的，确认后照此办理。',
          },
        ];
  });

export const noticeTooShort: Rule = ({ entries, projection, calendar, today }) =>
  projection.occasions.flatMap(({ index, date, kind, startsAt }) => {
    const entry = entries[index];
    if (!entry) return [];
    const launch = entry.date < today ? today : entry.date;
    const needed = (BEFORE_NOTICE[kind] ?? 0) + NOTICE_DAYS;
    // What is over before it is launched is an error of its own (meetingBeforeLaunch).
    const over = kind === 'plannedEvent' ? date < launch : startsAt <= instantAt(launch, '09:00');
    if (over || calendar.workingDaysBetween(launch, date) >= needed) return [];
    return [
      {
        where: entryPath(index, 'date'),
        message: `${titled(entry)}${dayInWords(launch)}才启动，到${dayInWords(date)}不足${needed}个工作日，来不及审批、通知和准备。`,
        mend: `请在${dayInWords(calendar.addWorkingDays(date, -needed))}以前启动。`,
      },
    ];
  });

/** When the year's lists are compiled by the plan; null when it has none. */
function compiledBy({ projection, facts }: CheckedPlan): string | null {
  const compile = projection.obligations.find(({ kind, step }) => kind === 'dualList' && step === 'compile');
  return compile?.due ?? (facts.launched.includes('dualList') ? '' : null);
}

/** 重点工作通报 reports what units have done: before the lists are compiled there is nothing to report (三（五）2). */
export const nothingToReport: Rule = (plan) =>
  plan.entries.flatMap((entry, index) => {
    if (entry.kind !== 'circular' || textIn(entry, 'circularKind') !== 'keyWork' || !isCivilDate(entry.date))
      return [];
    const compiled = compiledBy(plan);
    if (compiled !== null && entry.date > compiled) return [];
    return [
      {
        where: entryPath(index, 'date'),
        message:
          compiled === null
            ? `${titled(entry)}没有可通报的：全年没有安排“双清单”。`
            : `${titled(entry)}太早：${dayInWords(compiled as `${number}-${number}-${number}`)}前“双清单”还没有汇总，没有可通报的。`,
        mend: '请推迟到有了办理情况以后。',
      },
    ];
  });

/** Units are asked by their liaisons: a conference of liaisons comes after they were asked to file who they are (三（四）1). */
export const liaisonsNotFiledYet: Rule = ({ entries }) => {
  const filing = entries.find(({ kind }) => kind === 'liaisonFiling');
  return entries.flatMap((entry, index) => {
    const startsAt = entry.kind === 'liaisonConference' ? startOf(entry) : null;
    return filing && isCivilDate(filing.date) && startsAt && civilDateOf(startsAt) < filing.date
      ? [
          {
            where: entryPath(index, 'form.startsAt'),
            message: `${titled(entry)}在联络员备案开始（${dayInWords(filing.date)}）以前就开会，到会的可能不是新一年的联络员。`,
            mend: '请先备案，后开会。',
          },
        ]
      : [];
  });
};

/** 重大事项 are dealt with by the year's group: it is composed first (三（二）2–3). */
export const groupNotComposedYet: Rule = ({ entries }) => {
  const group = entries.find(({ kind }) => kind === 'coordinationGroup');
  return entries.flatMap((entry, index) =>
    group &&
    isCivilDate(group.date) &&
    isCivilDate(entry.date) &&
    entry.kind === 'coordinationMatter' &&
    entry.date < group.date
      ? [
          {
            where: entryPath(index, 'date'),
            message: `${titled(entry)}安排在军地协调小组组成（${dayInWords(group.date)}）以前。`,
            mend: '请先组成协调小组。',
          },
        ]
      : [],
  );
};
