import type { PlanEntry } from '../annual-cycle/plan-entry.js';
import type { WorkingCalendar } from '../time/calendar.js';
import type { CivilDate } from '../time/zone.js';
import type { Finding } from './finding.js';
import type { Projection } from './project-plan.js';
import type { RegionFacts } from './region-facts.js';

/** A plan with everything it is checked against. */
export interface CheckedPlan {
  year: number;
  entries: readonly PlanEntry[];
  today: CivilDate;
  now: Date;
  calendar: WorkingCalendar;
  facts: RegionFacts;
  projection: Projection;
}

export type Found = Pick<Finding, 'where' | 'message' | 'mend'>;

/** One thing to look at. It finds nothing where it has nothing to look at; it never throws, whatever the plan says. */
export type Rule = (plan: CheckedPlan) => Found[];

export const entryPath = (index: number, field: string): string => `entries[${index}].${field}`;

/** “…”, by what the plan calls it. */
export const titled = ({ title }: Pick<PlanEntry, 'title'>): string => `“${title}”`;

/** 县教育局、县民政局等5个单位: nobody reads sixty names in a warning. */
export function namesInWords(names: readonly string[], most = 8): string {
  const few = names.slice(0, most).join('、');
  return names.length <= most ? few : `${few}等${names.length}个单位`;
}
