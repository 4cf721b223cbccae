import type { Finding } from './finding.js';
import { projectPlan } from './project-plan.js';
import type { CheckedPlan, Found, Rule } from './rule.js';
import * as days from './rules/day-rules.js';
import * as evaluation from './rules/evaluation-rules.js';
import * as forms from './rules/form-rules.js';
import * as load from './rules/load-rules.js';
import * as order from './rules/order-rules.js';
import * as organisation from './rules/organisation-rules.js';
import * as plan from './rules/plan-rules.js';

type Severity = Finding['severity'];

/** Everything that 方案体检 looks at, in the order it is told. A rule more is a line more; its key is the finding's code. */
export const RULES = {
  regionUnknown: ['error', organisation.regionUnknown],
  officeEmpty: ['error', organisation.officeEmpty],
  groupWithoutLeader: ['error', organisation.groupWithoutLeader],
  nobodyFiles: ['error', organisation.nobodyFiles],
  keyTwice: ['error', plan.keyTwice],
  notPlannable: ['error', plan.notPlannable],
  kindTwice: ['error', plan.kindTwice],
  noSuchDay: ['error', plan.noSuchDay],
  outsideYear: ['error', plan.outsideYear],
  formMissing: ['error', plan.formMissing],
  formUnexpected: ['error', plan.formUnexpected],
  unitUnknown: ['error', forms.unitUnknown],
  unitGone: ['error', forms.unitGone],
  positionUnknown: ['error', forms.positionUnknown],
  positionVacant: ['error', forms.positionVacant],
  nobodyInvited: ['error', forms.nobodyInvited],
  nobodyEvaluated: ['error', evaluation.nobodyEvaluated],
  circularType: ['error', forms.circularType],
  meetingBeforeLaunch: ['error', forms.meetingBeforeLaunch],
  materialDueOutside: ['error', forms.materialDueOutside],

  goneBy: ['warning', plan.goneBy],
  startsAfterLegalDate: ['warning', order.startsAfterLegalDate],
  noticeTooShort: ['warning', order.noticeTooShort],
  nothingToReport: ['warning', order.nothingToReport],
  evaluatedTooEarly: ['warning', evaluation.evaluatedTooEarly],
  liaisonsNotFiledYet: ['warning', order.liaisonsNotFiledYet],
  groupNotComposedYet: ['warning', order.groupNotComposedYet],
  runsBeyondYear: ['warning', plan.runsBeyondYear],
  launchOnRestDay: ['warning', plan.launchOnRestDay],
  deadlineOnRestDay: ['warning', days.deadlineOnRestDay],
  deadlineInHoliday: ['warning', days.deadlineInHoliday],
  deadlineOnArmyDay: ['warning', days.deadlineOnArmyDay],
  gatheringOnRestDay: ['warning', days.gatheringOnRestDay],
  gatheringInSpringFestivalWeek: ['warning', days.gatheringInSpringFestivalWeek],
  gatheringOnArmyDay: ['warning', days.gatheringOnArmyDay],
  reportsSameDay: ['warning', load.reportsSameDay],
  tooMuchInAWeek: ['warning', load.tooMuchInAWeek],
  unitWithoutLiaison: ['warning', organisation.unitWithoutLiaison],
  unitWithoutLeader: ['warning', organisation.unitWithoutLeader],
  officeWithoutDirector: ['warning', organisation.officeWithoutDirector],
  missingMechanism: ['warning', plan.missingMechanism],
  alreadyLaunched: ['warning', plan.alreadyLaunched],
  calendarProvisional: ['warning', plan.calendarProvisional],
} as const satisfies Record<string, readonly [Severity, Rule]>;

export type RuleCode = keyof typeof RULES;

/** 方案体检 of one region's year. Findings of the same code and place are one: a click answers for the place. */
export function checkPlan(given: Omit<CheckedPlan, 'projection'>): Finding[] {
  const checked: CheckedPlan = { ...given, projection: projectPlan(given) };
  return Object.entries(RULES).flatMap(([code, [severity, rule]]) =>
    merged(rule(checked)).map((found) => ({ code, severity, ...found })),
  );
}

function merged(found: readonly Found[]): Found[] {
  const byPlace = new Map<string, Found[]>();
  for (const one of found) byPlace.set(one.where, [...(byPlace.get(one.where) ?? []), one]);
  const joined = (texts: string[]): string => [...new Set(texts)].join('');
  return [...byPlace].map(([where, same]) => ({
    where,
    message: joined(same.map(({ message }) => message)),
    mend: joined(same.map(({ mend }) => mend)),
  }));
}
