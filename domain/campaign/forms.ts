import type { CivilDate } from '../time/zone.js';
import type { FiveOne } from './five-ones.js';
import type { StageKey } from './stages.js';
import type { Topic } from './topics.js';

/** One stage as the administrator has it. All days +08:00, both ends included. */
export interface StagePlan {
  key: StageKey;
  title: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  /** The end by which one can measure that it was reached. */
  goal: string;
  /** By when units hand in, in stages where they do; the stage's last day when left out. */
  handInDate?: CivilDate | undefined;
  /** Stage 6 only: the days of its inspections. */
  inspectionDates?: CivilDate[] | undefined;
}

export interface SpecialAction {
  topic: Topic;
  title: string;
  leadUnitId?: string | undefined;
  arrangement?: string | undefined;
}

export interface ContentArea {
  title: string;
  text: string;
}

/** What the administrator launches: the draft, as he edited it. */
export interface CampaignPlan {
  title: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  stages: StagePlan[];
  contents: ContentArea[];
  actions: SpecialAction[];
  /** A city launches it for these of its counties as well. */
  countyCodes: string[];
  /** Who takes part; left out or empty: every member unit, township and military unit. */
  unitIds: string[];
}

export interface CampaignLaunchForm extends CampaignPlan {
  /** Warnings of 方案体检 that somebody clicked away, by their ids. */
  acknowledged: string[];
}

export interface FiveOneReport {
  item: FiveOne;
  done: boolean;
  /** Where it is and who looks after it; a file with the hand-in will do as well. */
  evidence?: string | undefined;
}

export interface MobilisedForm {
  /** What the unit did to mobilise, and its plan. */
  plan: string;
  fiveOnes: FiveOneReport[];
}

export interface FoundProblem {
  topic: Topic;
  title: string;
  detail: string;
}

export interface FindingsForm {
  /** Visited, and nothing found. */
  nothing: boolean;
  findings: FoundProblem[];
}

export interface FindingArrangement {
  findingId: string;
  leadUnitId: string;
  cooperatingUnitIds: string[];
  /** The position in the lead unit that answers for it; the unit's liaison when left out. */
  responsiblePositionId?: string | undefined;
  measures: string;
  limitDate: CivilDate;
}

export interface ArrangementForm {
  /** The same problem, found by several: each of `from` becomes part of `into`. */
  merge: { into: string; from: string[]; title?: string | undefined }[];
  arrange: FindingArrangement[];
}

export interface ActionsForm {
  actions: { topic: Topic; leadUnitId: string; arrangement: string }[];
}

export interface NamedException {
  /** Key of the condition that does not hold. */
  what: string;
  reason: string;
}

export interface StageClosingForm {
  note?: string | undefined;
  exceptions: NamedException[];
}

export interface InterimForm {
  summary: string;
  gaps: string;
  next: string;
  fiveOnes: FiveOneReport[];
}

export interface MechanismForm {
  text: string;
}

export interface InspectionProblem {
  unitId: string;
  text: string;
  /** An item with a limit of its own, or a reminder to the unit. */
  handling: 'item' | 'reminder';
  topic?: Topic | undefined;
  measures?: string | undefined;
  limitDate?: CivilDate | undefined;
}

export interface CampaignInspectionForm {
  summary: string;
  inspectedUnitIds: string[];
  /** A city's inspection: the counties it went to. */
  countyCodes: string[];
  problems: InspectionProblem[];
}

export interface FinalForm {
  summary: string;
  examples: ContentArea[];
  fiveOnes: FiveOneReport[];
}

export interface CommendationForm {
  summary: string;
  examples: ContentArea[];
  commended: { unitId: string; merit: string }[];
}

export interface CampaignForms {
  campaignLaunch: CampaignLaunchForm;
  campaignMobilised: MobilisedForm;
  campaignFindings: FindingsForm;
  campaignArrangement: ArrangementForm;
  campaignActions: ActionsForm;
  campaignStageClosing: StageClosingForm;
  campaignInterim: InterimForm;
  campaignMechanism: MechanismForm;
  campaignInspection: CampaignInspectionForm;
  campaignFinal: FinalForm;
  campaignCommendation: CommendationForm;
}

export type CampaignFormKey = keyof CampaignForms;
