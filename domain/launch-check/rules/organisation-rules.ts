import { blueprintOf, isProcessKind } from '../../blueprints/index.js';
import type { CivilDate } from '../../time/zone.js';
import { isCivilDate } from '../days.js';
import { filingUnitsOn, isHeld, LIAISONS, unitsOn, unitsWithout } from '../region-facts.js';
import { namesInWords, type CheckedPlan, type Rule } from '../rule.js';

/** The day from which the region has to be ready: that of the first entry, today at the earliest. */
function firstDay({ entries, today }: CheckedPlan): CivilDate {
  const days = entries.map(({ date }) => date).filter(isCivilDate);
  const first = days.sort()[0] ?? today;
  return first < today ? today : first;
}

export const regionUnknown: Rule = ({ facts }) =>
  facts.label === null
    ? [{ where: 'regionCode', message: '没有这个行政区划。', mend: '请核对行政区划代码。' }]
    : [];

/** Without anybody in the office no step of the year has somebody to do it (the launch of each process refuses it, too). */
export const officeEmpty: Rule = (plan) => {
  const on = firstDay(plan);
  const kinds = ['officeStaff', 'officeDeputy', 'officeDirector'] as const;
  const staffed = unitsOn(plan.facts, on, 'office').some(({ id }) => isHeld(plan.facts, id, kinds, on));
  return staffed || plan.facts.label === null
    ? []
    : [{ where: 'regionCode', message: '双拥办没有在任人员。', mend: '请先在组织机构里任命。' }];
};

export const groupWithoutLeader: Rule = (plan) => {
  const on = firstDay(plan);
  const led = unitsOn(plan.facts, on, 'leadingGroup').some(({ id }) =>
    isHeld(plan.facts, id, ['groupLeader'], on),
  );
  return led || plan.facts.label === null
    ? []
    : [{ where: 'regionCode', message: '领导小组没有组长。', mend: '请先在组织机构里任命。' }];
};

export const officeWithoutDirector: Rule = (plan) => {
  const on = firstDay(plan);
  return unitsOn(plan.facts, on, 'office').flatMap(({ id }) =>
    isHeld(plan.facts, id, ['officeDirector'], on)
      ? []
      : [
          {
            where: 'regionCode',
            message: '双拥办没有主任，应由主任审核、签发的环节由办公室其他人员代办。',
            mend: '请尽快任命主任。',
          },
        ],
  );
};

/** A year of filing with nobody who files. */
export const nobodyFiles: Rule = (plan) => {
  const yearly = plan.entries.some(
    ({ kind }) => isProcessKind(kind) && blueprintOf(kind).launch.once === 'year',
  );
  return !yearly || plan.facts.label === null || filingUnitsOn(plan.facts, firstDay(plan)).length > 0
    ? []
    : [{ where: 'regionCode', message: '没有需要报送的单位。', mend: '请先登记成员单位、乡镇和部队。' }];
};

/** 固原 2023: 13 units had no liaison on file, and nobody noticed for months. */
export const unitWithoutLiaison: Rule = (plan) => {
  const units = unitsWithout(plan.facts, LIAISONS, firstDay(plan));
  return units.length === 0
    ? []
    : [
        {
          where: 'regionCode',
          message: `没有联络员：${namesInWords(units.map(({ name }) => name))}，工作将交给分管领导，没有分管领导的由双拥办代办。`,
          mend: '请先备案联络员。',
        },
      ];
};

/** 催办 goes to the liaison, 督办 to the 分管领导: without one the first rung of the ladder reaches nobody. */
export const unitWithoutLeader: Rule = (plan) => {
  const units = unitsWithout(plan.facts, ['unitLeader'], firstDay(plan)).filter(
    ({ kind }) => kind !== 'military',
  );
  return units.length === 0
    ? []
    : [
        {
          where: 'regionCode',
          message: `没有分管领导：${namesInWords(units.map(({ name }) => name))}，逾期时第一级督办没有人收到。`,
          mend: '请先登记分管领导。',
        },
      ];
};
