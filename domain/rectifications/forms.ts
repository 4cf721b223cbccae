import type { CivilDate } from '../time/zone.js';
import type { VerificationMethod } from './states.js';

/** 整改方案: what the subject will do, by whom, until when. */
export interface RectificationPlanForm {
  measures: string;
  /** Position of whom the subject makes responsible (责任人); the subject answers for itself when left out. */
  responsiblePositionId?: string;
  /** The subject's own day, not after the limit. */
  dueDate: CivilDate;
}

/** What was done, and what proves it. */
export interface RectifiedForm {
  result: string;
  /** What the attachments show, or where the proof can be seen. */
  evidence: string;
}

/** 复核: how the office convinced itself. */
export interface VerificationForm {
  method: VerificationMethod;
  found: string;
}

export interface RectificationForms {
  rectificationPlan: RectificationPlanForm;
  rectified: RectifiedForm;
  verification: VerificationForm;
}

export type RectificationFormKey = keyof RectificationForms;
