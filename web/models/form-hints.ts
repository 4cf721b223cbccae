import { ITEM_KINDS, isSide } from '../../domain/needs/item-kinds.js';
import type { FormValue, Option } from './form-fields.js';

/** What the API's document can't say of a field. */
export interface Hint {
  /** It is asked for, and handed in, only when this holds of the fields beside it. */
  when?: (beside: FormValue) => boolean;
  /** leader: a position of the leading group only; reference: a key that the page knows; launchForm: the form of launching what `kind` beside it says; hidden: the page's matter. */
  input?: 'leader' | 'reference' | 'time' | 'dateTime' | 'longText' | 'launchForm' | 'hidden';
  /** Choices that depend on the fields beside it. */
  options?: (beside: FormValue) => Option[];
}

const is =
  (field: string, ...values: unknown[]) =>
  (beside: FormValue): boolean =>
    values.includes(beside[field]);
const isNot =
  (field: string, value: unknown) =>
  (beside: FormValue): boolean =>
    beside[field] !== value;
const without =
  (...fields: string[]) =>
  (beside: FormValue): boolean =>
    fields.every((field) => beside[field] === undefined);

/** Kinds of the list that is filled in; of both while nobody has said which. */
function itemKinds({ side }: FormValue): Option[] {
  const kinds = isSide(side) ? ITEM_KINDS[side] : { ...ITEM_KINDS.locality, ...ITEM_KINDS.army };
  return Object.entries(kinds).map(([value, label]) => ({ value, label }));
}

const LEADERS: Hint = { input: 'leader' };
const HIDDEN: Hint = { input: 'hidden' };
const LONG: Hint = { input: 'longText' };
const changes = isNot('unchanged', true);
const newcomer = (beside: FormValue) => changes(beside) && without('personId')(beside);
const forwarded: Hint = { when: is('source', 'forwarded') };
const SOURCE = {
  issuer: forwarded,
  documentNumber: forwarded,
  sourceTitle: forwarded,
  sourceText: forwarded,
};
/** A suspicion is about a unit or about a lower region. */
const SUBJECT = {
  subjectUnitId: { when: without('subjectRegionCode') },
  subjectRegionCode: { when: without('subjectUnitId') },
};
/** Where the office names nobody itself. */
const applied = ({ nominees }: FormValue): boolean => !Array.isArray(nominees) || nominees.length === 0;
const handedOver: Hint = { when: is('handling', 'item') };

/** By schema and field. Fields that nothing need be said of are not here. */
export const HINTS: Readonly<Record<string, Readonly<Record<string, Hint>>>> = {
  FilingBody: { items: { when: isNot('nothing', true) } },
  FiledItemBody: { kind: { options: itemKinds } },
  ClassifyBody: { kind: { options: itemKinds } },
  AssignBody: { claimerPositionId: LEADERS },
  ConsultationBody: { leaderPositionIds: LEADERS },
  AttendanceEntryBody: {
    positionId: { input: 'leader', when: without('unitId') },
    unitId: { when: without('positionId') },
    substitute: { when: is('attendance', 'substitute') },
    reason: { when: is('attendance', 'absent') },
  },
  DispositionBody: { answer: { when: without('matter') } },
  PlannedEventBody: {
    leaderPositionIds: LEADERS,
    visitedUnitIds: { when: isNot('eventKind', 'jointOffice') },
  },
  EventPlanBody: { leaderPositionIds: LEADERS },
  // Left out: all eight; who wants fewer says so on the plan's own page.
  InspectionPlanBody: { dimensions: HIDDEN, requirements: LONG },
  PlanTeamBody: { leaderPositionId: LEADERS },
  PlanTargetBody: {
    regionCode: { when: without('unitId') },
    unitId: { when: without('regionCode') },
  },
  LiaisonFilingBody: {
    personId: { when: (beside) => changes(beside) && without('name')(beside) },
    name: { when: newcomer },
    phone: { when: newcomer },
    email: { when: newcomer },
    from: { when: changes },
  },
  ReturnedLiaisonBody: { reason: LONG },
  TaskLimitBody: {
    minutes: { when: without('hours', 'workingDays') },
    hours: { when: without('minutes', 'workingDays') },
    workingDays: { when: without('minutes', 'hours') },
  },
  CircularLaunchBody: { typicalKind: { when: is('circularKind', 'typical') } },
  CircularFiguresBody: { cutOffTime: { input: 'time' } },
  AnnualPlanBody: { acknowledged: HIDDEN },
  PlanEntryBody: { key: HIDDEN, form: { input: 'launchForm' } },
  MendedEntryBody: {
    key: { input: 'reference' },
    kind: { when: is('remedy', 'relaunch', 'move') },
    form: { input: 'launchForm', when: is('remedy', 'relaunch', 'move') },
    date: { when: is('remedy', 'move') },
    reason: { when: is('remedy', 'skip', 'move') },
  },
  WorkPointsLaunchBody: SOURCE,
  WorkPointsDraftBody: SOURCE,
  ChangeBody: {
    stepId: { when: is('type', 'deadline', 'addUnit', 'removeUnit', 'step') },
    assignmentId: { when: is('type', 'deadline', 'unit') },
    unitId: { when: is('type', 'addUnit', 'removeUnit') },
    toUnitId: { when: is('type', 'unit') },
    action: { when: is('type', 'step') },
    outcome: { when: is('type', 'step') },
    key: { when: is('type', 'planned') },
    fromDate: { when: is('type', 'planned') },
    toDate: { when: is('type', 'deadline', 'addUnit', 'planned') },
    toAt: { input: 'dateTime', when: is('type', 'deadline') },
  },
  CampaignLaunchFormBody: { acknowledged: HIDDEN },
  StagePlanBody: {
    handInDate: { when: isNot('key', 'inspect') },
    inspectionDates: { when: is('key', 'inspect') },
  },
  VetoEventBody: SUBJECT,
  SuspicionBody: SUBJECT,
  CampaignFindingsBody: { findings: { when: isNot('nothing', true) } },
  ModelCityLaunchBody: {
    regionCodes: { when: applied },
    recommendDate: { when: applied },
  },
  InspectionProblemBody: { topic: handedOver, measures: handedOver, limitDate: handedOver },
};
