import { dayInWords, holidayOn, inSpringFestivalWeek, isArmyDay, lastWorkingDay, restOn } from '../days.js';
import type { Obligation, Occasion } from '../project-plan.js';
import { entryPath, titled, type CheckedPlan, type Found, type Rule } from '../rule.js';

/** Field of an entry that a gathering's day stands in. */
const dayField = ({ kind }: Pick<Occasion, 'kind'>): string =>
  kind === 'plannedEvent' ? 'form.date' : 'form.startsAt';

/** Visits are paid on feast days; everything else leaves them alone. */
const isVisit = ({ sort }: Occasion): boolean => sort === 'visit';

/** Something due on a fixed day, found by what that day is. A working-day duration never ends on a day of rest. */
const dueOn =
  (
    found: (
      due: Obligation & { due: NonNullable<Obligation['due']> },
      plan: CheckedPlan,
    ) => Omit<Found, 'where'> | null,
  ): Rule =>
  (plan) =>
    plan.projection.obligations.flatMap((one) => {
      // An estimate says until when at the latest: nobody plans a day by it.
      if (one.basis === 'estimated') return [];
      // Whoever is invited signs for a notice, and the office notes who came, when it is: that day is the meeting's.
      if (one.due === null || one.step === 'notified' || one.step === 'hold') return [];
      const problem = found({ ...one, due: one.due }, plan);
      return problem ? [{ where: entryPath(one.index, 'date'), ...problem }] : [];
    });

const meetingOn =
  (found: (occasion: Occasion, plan: CheckedPlan) => Omit<Found, 'where'> | null): Rule =>
  (plan) =>
    plan.projection.occasions.flatMap((one) => {
      const problem = found(one, plan);
      return problem ? [{ where: entryPath(one.index, dayField(one)), ...problem }] : [];
    });

/** A legal date is never moved by a weekend (DOMAIN section 2): people have to be done the Friday before. */
export const deadlineOnRestDay: Rule = dueOn(({ due, label }, { calendar }) =>
  restOn(calendar, due) === null || holidayOn(calendar, due) !== null
    ? null
    : {
        message: `“${label}”的时限${dayInWords(due)}是周末，不因此顺延。`,
        mend: `实际要在${dayInWords(lastWorkingDay(calendar, due))}下班前办完，请事先提醒。`,
      },
);

export const deadlineInHoliday: Rule = dueOn(({ due, label }, { calendar }) => {
  const holiday = holidayOn(calendar, due);
  return holiday === null
    ? null
    : {
        message: `“${label}”的时限${dayInWords(due)}在${holiday}假期里，不因此顺延。`,
        mend: `实际要在${dayInWords(lastWorkingDay(calendar, due))}下班前办完，请事先提醒。`,
      };
});

export const deadlineOnArmyDay: Rule = dueOn(({ due, label }) =>
  isArmyDay(due)
    ? {
        message: `“${label}”的时限正是${dayInWords(due)}建军节，部队和走访的单位都有活动。`,
        mend: '请避开这一天。',
      }
    : null,
);

export const gatheringOnRestDay: Rule = meetingOn((one, { calendar }) => {
  const rest = restOn(calendar, one.date);
  return rest === null || (isVisit(one) && holidayOn(calendar, one.date) !== null)
    ? null
    : {
        message: `${titled(one)}定在${dayInWords(one.date)}，正是${rest}。`,
        mend: `可改到${dayInWords(calendar.rollToWorkingDay(one.date, 'forward'))}。`,
      };
});

export const gatheringInSpringFestivalWeek: Rule = meetingOn((one, { calendar }) =>
  isVisit(one) || !inSpringFestivalWeek(calendar, one.date) || restOn(calendar, one.date) !== null
    ? null
    : {
        message: `${titled(one)}定在${dayInWords(one.date)}，是春节假期前后的那一周，人到不齐。`,
        mend: '请避开春节当周；春节走访慰问请按“走访慰问”安排。',
      },
);

export const gatheringOnArmyDay: Rule = meetingOn((one) =>
  !isVisit(one) && isArmyDay(one.date)
    ? {
        message: `${titled(one)}定在${dayInWords(one.date)}建军节当天，部队有自己的活动。`,
        mend: '请另选一天；八一走访慰问请按“走访慰问”安排。',
      }
    : null,
);
