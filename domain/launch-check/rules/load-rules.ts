import { addDays, type CivilDate } from '../../time/zone.js';
import { dayInWords, mondayOf } from '../days.js';
import type { Obligation } from '../project-plan.js';
import { entryPath, namesInWords, type CheckedPlan, type Found, type Rule } from '../rule.js';

/** As many things as a unit's one liaison can be asked for in a week. */
export const MOST_IN_A_WEEK = 4;
/** The office does little else, and its steps follow from one another. */
export const MOST_OF_OFFICE = 10;

type Due = Obligation & { due: CivilDate };
const dated = (one: Obligation): one is Due => one.due !== null;

/** Groups by a key, in the order the keys first come. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

const nameIn = ({ facts }: CheckedPlan, id: string): string =>
  facts.units.find((unit) => unit.id === id)?.name ?? id;

/** Two reports that the same unit has to hand in on the same day. */
export const reportsSameDay: Rule = (plan) => {
  const reports = plan.projection.obligations.filter(dated).filter(({ handsIn }) => handsIn);
  return [...grouped(reports, ({ due }) => due)].flatMap(([due, same]): Found[] => {
    const [first, ...others] = same;
    return others.flatMap((one) => {
      const both = one.unitIds.filter((id) => first?.unitIds.includes(id));
      if (!first || both.length === 0) return [];
      return [
        {
          where: entryPath(one.index, 'date'),
          message: `“${one.label}”和“${first.label}”都在${dayInWords(due as CivilDate)}到期：${namesInWords(
            both.map((id) => nameIn(plan, id)),
            5,
          )}同一天要交两份材料。`,
          mend: '请错开其中一项。',
        },
      ];
    });
  });
};

/** More due in one week than a unit can do; the entry that asks last is the one to move. */
export const tooMuchInAWeek: Rule = (plan) => {
  const dues = plan.projection.obligations.filter(dated);
  const kindOf = new Map(plan.facts.units.map(({ id, kind }) => [id, kind]));
  return [...grouped(dues, ({ due }) => mondayOf(due))].flatMap(([monday, week]): Found[] => {
    const counts = new Map<string, number>();
    for (const { unitIds } of week) for (const id of unitIds) counts.set(id, (counts.get(id) ?? 0) + 1);
    const most = (id: string): number =>
      ['office', 'leadingGroup'].includes(kindOf.get(id) ?? '') ? MOST_OF_OFFICE : MOST_IN_A_WEEK;
    const crowded = [...counts].filter(([id, count]) => count > most(id));
    if (crowded.length === 0) return [];
    const names = namesInWords(
      crowded.map(([id]) => nameIn(plan, id)),
      5,
    );
    const last = Math.max(...week.map(({ index }) => index));
    const from = monday as CivilDate;
    const things = Math.max(...crowded.map(([, count]) => count));
    return [
      {
        where: entryPath(last, 'date'),
        message: `${dayInWords(from)}至${dayInWords(addDays(from, 6))}这一周，${names}各有${things}件到期。`,
        mend: '请错开一些。',
      },
    ];
  });
};
