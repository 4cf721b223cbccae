import type { PlanEntry } from '../annual-cycle/plan-entry.js';
import type { LaunchableKind } from '../blueprints/index.js';
import type { WorkingCalendar } from '../time/calendar.js';
import { addDays, civilDate, civilDateOf, type CivilDate } from '../time/zone.js';
import { quarterKey, quartersFrom } from '../vetoes/quarters.js';
import { dateIn, startOf, textIn } from './form-fields.js';

/** A step as its process comes to it, as far as that is known before the launch. */
export interface PlannedStep {
  /** Key in the kind's blueprint. */
  key: string;
  /** The step before it; opens with the launch when left out. */
  after?: string;
  /** It doesn't open before that day. */
  notBefore?: CivilDate;
  /** For a `given` deadline. */
  due?: CivilDate | null;
}

export interface PlannedEntry {
  entry: PlanEntry;
  year: number;
  /** The day it is really launched: its own, or today when that is past. */
  launch: CivilDate;
  calendar: WorkingCalendar;
}

type Script = (planned: PlannedEntry) => PlannedStep[];

/** One step after the other, the first with the launch. */
const inTurn = (...keys: string[]): PlannedStep[] =>
  keys.map((key, index) => (index === 0 ? { key } : { key, after: keys[index - 1] as string }));

/** 召开 and what follows it, from the day of the meeting. */
function held(on: CivilDate | null, { calendar }: PlannedEntry, before: string | undefined): PlannedStep[] {
  return [
    { key: 'notified', due: on, ...(before ? { after: before } : {}) },
    {
      key: 'hold',
      due: on && calendar.addWorkingDays(on, 1),
      ...(before ? { after: before } : {}),
      ...(on ? { notBefore: on } : {}),
    },
  ];
}

const meetingDay = ({ entry }: PlannedEntry): CivilDate | null => {
  const startsAt = startOf(entry);
  return startsAt && civilDateOf(startsAt);
};

/** Working days from the last recommendation to the public notice, as the blueprint gives them; and how long that is where nobody says. */
const TO_PUBLISH = 15;
const USUAL_NOTICE_DAYS = 5;
const MOST_NOTICE_DAYS = 60;

const after = (step: string, ...keys: string[]): PlannedStep[] =>
  keys.map((key, index) => ({ key, after: index === 0 ? step : (keys[index - 1] as string) }));

/** 公示 ends by itself; the vote begins the day after. */
function namingSteps({ entry, calendar, launch }: PlannedEntry): PlannedStep[] {
  const due = dateIn(entry, 'recommendDate');
  // Whoever the office names itself recommends nobody.
  const examined = { key: 'examine', ...(due ? { after: 'recommend', notBefore: addDays(due, 1) } : {}) };
  const from = calendar.addWorkingDays(due ?? launch, TO_PUBLISH);
  const until = calendar.addWorkingDays(from, noticeDays(entry));
  return [
    ...(due ? [{ key: 'recommend', due }] : []),
    examined,
    ...after('examine', 'propose', 'publish'),
    { key: 'objections', after: 'publish', due: until },
    { key: 'decide', after: 'objections', notBefore: addDays(until, 1) },
    ...after('decide', 'sign', 'name', 'receipts'),
  ];
}

/** A plan may say anything: only days that the launch would take count. */
function noticeDays({ form }: PlanEntry): number {
  const days = form?.['publicNoticeDays'];
  const fits = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= MOST_NOTICE_DAYS;
  return fits ? days : USUAL_NOTICE_DAYS;
}

const CIRCULARS: Record<string, string[]> = {
  important: ['register', 'opinions', 'review', 'sign', 'issue', 'read'],
  keyWork: ['compile', 'review', 'present', 'issue', 'receipts'],
  goodPractice: ['draft', 'appraise', 'review', 'issue', 'receipts'],
  dereliction: ['draft', 'review', 'sign', 'issue', 'receipts'],
};

/**
 * What the workflows do when nothing is sent back, put off or refused. A kind that isn't here is told of by its launch alone: a line more when its
 * steps can be foreseen.
 */
const SCRIPTS: Partial<Record<LaunchableKind, Script>> = {
  dualList: ({ year }) => [
    ...inTurn('collect', 'compile'),
    { key: 'circular', after: 'compile', notBefore: civilDate(year, 10, 1) },
    { key: 'carryOver', after: 'circular', notBefore: civilDate(year, 12, 15) },
  ],
  liaisonFiling: () => inTurn('file', 'confirm'),
  coordinationGroup: () => inTurn('compose', 'approve', 'receipts'),
  coordinationMatter: ({ entry }) => [
    { key: textIn(entry, 'urgency') === 'ordinary' ? 'triage' : 'urgentTriage' },
  ],
  circular: ({ entry }) => {
    const kind = textIn(entry, 'circularKind');
    const keys = CIRCULARS[kind === 'typical' ? textIn(entry, 'typicalKind') : kind] ?? [];
    const steps = inTurn(...keys);
    return kind === 'important' ? [...steps, { key: 'receipts', after: 'issue' }] : steps;
  },
  topicalConsultation: (planned) => [
    { key: 'approve' },
    ...held(meetingDay(planned), planned, 'approve'),
    ...after('hold', 'minutes', 'countersign', 'review', 'sign', 'receipts'),
  ],
  liaisonConference: (planned) => [
    ...held(meetingDay(planned), planned, undefined),
    { key: 'material', due: dateIn(planned.entry, 'materialDueDate') },
    ...after('hold', 'minutes', 'sign', 'receipts'),
    { key: 'dispose', after: 'sign' },
  ],
  modelCity: namingSteps,
  commendation: namingSteps,
  plannedEvent: (planned) => {
    const on = dateIn(planned.entry, 'date');
    const settled = on && planned.calendar.addWorkingDays(on, -3);
    return [
      { key: 'prepare', due: settled && (settled < planned.launch ? planned.launch : settled) },
      ...held(on, planned, 'prepare'),
      ...after('hold', 'record', 'confirm'),
    ];
  },
  vetoEvent: () => inTurn('verify', 'hear', 'propose', 'decide', 'receipts'),
  vetoWatch: ({ year, launch, calendar }) =>
    quartersFrom(year, launch, calendar).map(({ quarter, on }) => ({
      key: quarterKey(quarter),
      notBefore: on,
    })),
  // Whether anybody objects, and what is answered then, nobody foresees.
  evaluation: ({ entry }) => [
    { key: 'selfAssess', due: dateIn(entry, 'dueDate') },
    ...after('selfAssess', 'review', 'check', 'approve', 'receipts'),
    { key: 'object', after: 'approve', due: null },
  ],
  inspection: ({ entry }) => {
    const from = dateIn(entry, 'fromDate');
    return [
      { key: 'approve' },
      { key: 'notified', after: 'approve' },
      { key: 'submit', after: 'approve', due: dateIn(entry, 'materialDueDate') },
      { key: 'visit', after: 'approve', due: dateIn(entry, 'toDate'), ...(from ? { notBefore: from } : {}) },
      ...after('visit', 'findings', 'draft', 'review', 'sign', 'issue', 'receipts'),
    ];
  },
};

export function plannedSteps(planned: PlannedEntry): PlannedStep[] {
  return SCRIPTS[planned.entry.kind]?.(planned) ?? [];
}
