import type { CivilDate } from '../time/zone.js';
import type { VetoItem } from './veto-items.js';

/** What launches and decisions of an evaluation hand in with them. Shapes only: the API validates them field by field. */
export interface EvaluationLaunchForm {
  title: string;
  /** Whose records are looked at; the process's own year when left out. */
  recordsYear?: number;
  /** Lower regions and units of the own region that are evaluated. */
  regionCodes: string[];
  unitIds: string[];
  /** Last day of the self-assessment. */
  dueDate: CivilDate;
  /** Working days to object to a result; 5 when left out. */
  objectionDays?: number;
}

export interface SelfIndicatorForm {
  indicator: string;
  /** Claimed; left out, the system's figure is confirmed. */
  points?: number;
  text?: string;
}

/** 自评: what is not named is confirmed as the system has it. */
export interface EvaluationSelfForm {
  indicators: SelfIndicatorForm[];
  note?: string;
}

export interface ReviewedScoreForm {
  unitId: string;
  indicator: string;
  points: number;
  reason?: string;
}

export interface ReviewedVetoForm {
  unitId: string;
  item: VetoItem;
  reason: string;
}

/** 评审: what is not named stands as recorded or claimed. */
export interface EvaluationReviewForm {
  scores: ReviewedScoreForm[];
  /** All that were found; what an earlier round marked and is not here is taken back. */
  vetoes: ReviewedVetoForm[];
}

/** `indicator`: of the standard, or `veto:` and the item that was marked. */
export interface EvaluationObjectionForm {
  objections: { indicator: string; points?: number; reason: string }[];
}

export interface EvaluationAnswersForm {
  answers: { objectionId: string; upheld: boolean; points?: number; reason: string }[];
}

export interface EvaluationForms {
  evaluationLaunch: EvaluationLaunchForm;
  evaluationSelf: EvaluationSelfForm;
  evaluationReview: EvaluationReviewForm;
  evaluationObjection: EvaluationObjectionForm;
  evaluationAnswers: EvaluationAnswersForm;
}

export type EvaluationFormKey = keyof EvaluationForms;
