import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ProcessKind } from '../../domain/blueprints/index.js';
import type { Urgency } from '../../domain/coordination/urgency.js';
import type { CircularKind } from '../../domain/circulars/kinds.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { StepOutcome } from './activities.js';

/** Input of a process workflow. Everything else about it is in the tables, under this id. */
export interface ProcessInput {
  processId: string;
  year: number;
}

export interface NeedItemInput extends ProcessInput {
  /** True for an item that a lower level reported up: it begins with `receive` and ends with an answer. */
  reportedUp: boolean;
  /** A campaign's finding: it has its unit, its person and its limit already, and begins with `solve`. Left out by every other item. */
  arranged?: boolean;
}

export interface CoordinationMatterInput extends ProcessInput {
  /** What the raiser proposes: it says how fast the office must triage. */
  urgency: Urgency;
}

export interface CircularInput extends ProcessInput {
  circularKind: CircularKind;
  /** A case of dereliction: 组长 approves it, and only who it is addressed to may see it. */
  dereliction: boolean;
  /** True for a document that the upper office forwarded: it begins with `receive`. */
  fromAbove: boolean;
}

export interface TopicalConsultationInput extends ProcessInput {
  /** True for one that the office launched with its form complete: it begins with the approval. */
  drafted: boolean;
}

export interface AnnualCycleInput extends ProcessInput {
  /** Rounds of `mend` that were opened before the workflow had to begin anew. */
  mends: number;
}

export interface WorkPointsInput extends ProcessInput {
  /** True for points that the upper level forwarded: they begin with `split`. */
  fromAbove: boolean;
  /** True for points that came with the launch: they begin with the approval. */
  drafted: boolean;
}

export interface WorkPointInput extends ProcessInput {
  /** The day it began, `YYYY-MM-DD`, +08:00: its first report is about that day's quarter. */
  begunOn: CivilDate;
  /** Instants at which the reports of its first quarters are asked for; later ones by the rule without a calendar. */
  reportsFrom: string[];
}

export interface ProcessResult {
  outcome: string;
}

/** Workflow type of each process: the exported function's name in workflows/index.ts. */
export const WORKFLOW_TYPES = {
  dualList: 'dualList',
  needItem: 'needItem',
  liaisonFiling: 'liaisonFiling',
  coordinationGroup: 'coordinationGroup',
  coordinationMatter: 'coordinationMatter',
  circular: 'circular',
  topicalConsultation: 'topicalConsultation',
  liaisonConference: 'liaisonConference',
  decidedMatter: 'decidedMatter',
  plannedEvent: 'plannedEvent',
  annualCycle: 'annualCycle',
  workPoints: 'workPoints',
  workPoint: 'workPoint',
  changeOrder: 'changeOrder',
  campaign: 'campaign',
  inspection: 'inspection',
  rectification: 'rectification',
  vetoEvent: 'vetoEvent',
  vetoCorrection: 'vetoCorrection',
  vetoWatch: 'vetoWatch',
  modelCity: 'modelCity',
  commendation: 'commendation',
  evaluation: 'evaluation',
} as const satisfies Record<ProcessKind, string>;

/** One workflow per process, for ever: a second start of the same id is refused by Temporal itself. */
export function workflowIdOf(kind: string, processId: string): string {
  return `${kind}:${processId}`;
}

/** A step ended. Sent again until delivered; the second delivery of the same step does nothing. */
export const stepClosedSignal = defineSignal<[StepOutcome]>('stepClosed');

/** Something outside the steps happened, for instance `filedLate`, `answered`. `id` makes a second delivery do nothing. */
export interface ProcessNotice {
  name: string;
  id: string;
}
export const noticeSignal = defineSignal<[ProcessNotice]>('notice');

/** The process is to end now: withdrawn by who raised it, or terminated with a reason (which is in the tables). */
export const endSignal = defineSignal<[{ outcome: string }]>('end');

export interface Progress {
  waitingFor: { stepId: string; key: string; round: number }[];
  /** The instant the process sleeps until, if it does. */
  sleepingUntil: string | null;
  /** Notices from outside its steps that it waits for. */
  noticesAwaited: string[];
}
export const progressQuery = defineQuery<Progress>('progress');

export const clockWorkflowId = (clock: number): string => `clock:${clock}`;
/** A step with an earlier checkpoint than the clock sleeps until was opened. */
export const wakeSignal = defineSignal('wake');

export const HOUSEKEEPING_WORKFLOW = 'housekeeping';
