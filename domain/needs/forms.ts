import type { CivilDate } from '../time/zone.js';
import type { Filing } from './filing.js';

/** What a decision hands in with it. Shapes only: the API validates them field by field, the engine takes them as valid. */
export interface CompileForm {
  /** Duplicates: each of `from` becomes part of `into`; every origin is kept and asked to confirm. */
  merge: { into: string; from: string[]; title?: string }[];
  classify: { itemId: string; kind: string }[];
  propose: { itemId: string; leadUnitId: string }[];
}

export interface PlanForm {
  leadUnitId: string;
  cooperatingUnitIds: string[];
  measures: string;
  /** Last day that is in time, +08:00. */
  limitDate: CivilDate;
}

export interface AssignForm {
  /** The leader who answers for it; the 组长 himself when left out. */
  claimerPositionId?: string;
  /** Replaces the office's proposal. */
  plan?: PlanForm;
}

export interface ResultForm {
  result: string;
  /** Why it is finished although cooperating units still owe an answer. */
  withoutReplies?: string;
}

export interface ReplyForm {
  reply: string;
}

export interface DirectionForm {
  instruction: string;
  plan?: PlanForm;
}

export interface ReportForm {
  summary: string;
}

export interface AnswerForm {
  answer: string;
  resolved: boolean;
}

export interface SummaryForm {
  summary: string;
}

export interface NeedForms {
  filing: Filing;
  compile: CompileForm;
  plan: PlanForm;
  assign: AssignForm;
  result: ResultForm;
  reply: ReplyForm;
  direction: DirectionForm;
  report: ReportForm;
  answer: AnswerForm;
  summary: SummaryForm;
}

export type NeedFormKey = keyof NeedForms;
