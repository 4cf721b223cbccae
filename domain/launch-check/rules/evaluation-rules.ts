import type { PlanEntry } from '../../annual-cycle/plan-entry.js';
import { civilDate, type CivilDate } from '../../time/zone.js';
import { dayInWords, isCivilDate } from '../days.js';
import { dateIn, idsIn } from '../form-fields.js';
import { entryPath, titled, type Rule } from '../rule.js';

/** An evaluation that can be read, with its form as it is, whatever stands in it. */
const eachEvaluation =
  (look: (entry: PlanEntry, index: number) => ReturnType<Rule>): Rule =>
  ({ entries }) =>
    entries.flatMap((entry, index) =>
      entry.kind === 'evaluation' && entry.form && isCivilDate(entry.date) ? look(entry, index) : [],
    );

export const nobodyEvaluated: Rule = eachEvaluation((entry, index) =>
  idsIn(entry, 'unitIds').length + idsIn(entry, 'regionCodes').length > 0
    ? []
    : [
        {
          where: entryPath(index, 'form.unitIds'),
          message: `${titled(entry)}没有写明考评哪些地区和单位。`,
          mend: '请选择下级地区或者单位。',
        },
      ],
);

/** Annual lists are reported on by the end of October: before that a year's records say little about it (五项制度机制 三（一）3). */
const recordsComplete = (year: number): CivilDate => civilDate(year, 11, 1);

export const evaluatedTooEarly: Rule = eachEvaluation((entry, index) => {
  const due = dateIn(entry, 'dueDate');
  const year = entry.form?.['recordsYear'];
  if (due === null || !Number.isInteger(year)) return [];
  const from = recordsComplete(year as number);
  return due >= from
    ? []
    : [
        {
          where: entryPath(index, 'form.dueDate'),
          message: `${titled(entry)}自评到${dayInWords(due)}，${year}年的记录那时还不完整，没有到期的工作不计分。`,
          mend: `请把自评时限定在${dayInWords(from)}以后。`,
        },
      ];
});
