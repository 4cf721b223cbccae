import type { VetoItem } from '../evaluation/veto-items.js';
import type { CivilDate } from '../time/zone.js';
import type { Reconsidered, TitleMeasure } from './titles.js';

/** Whose event it is said to be: a lower region or a unit, one of the two. */
export interface SubjectFields {
  subjectRegionCode?: string | undefined;
  subjectUnitId?: string | undefined;
}

/** What is said to have happened, when, to whom. */
export interface SuspicionForm extends SubjectFields {
  item: VetoItem;
  happenedDate: CivilDate;
  account: string;
}

export interface VetoEventForm extends SuspicionForm {
  title: string;
}

export interface VetoFindingsForm {
  findings: string;
}

export interface VetoViewForm {
  view: string;
}

export interface TitleMeasureForm {
  honourId: string;
  measure: TitleMeasure;
  reason: string;
}

export interface VetoProposalForm {
  proposal: string;
  titles: TitleMeasureForm[];
  reconsiderDate?: CivilDate | undefined;
}

export interface ReconsideredTitleForm {
  honourId: string;
  reconsidered: Reconsidered;
  reason: string;
}

export interface VetoReconsiderationForm {
  titles: ReconsideredTitleForm[];
  reconsiderDate?: CivilDate | undefined;
}

/** An item of which nothing happened; with signals in the system, why they amount to nothing. */
export interface ClearItemForm {
  item: VetoItem;
  note?: string | undefined;
}

export interface VetoDeclarationForm {
  clear: ClearItemForm[];
  found: SuspicionForm[];
}

export interface VetoForms {
  vetoEvent: VetoEventForm;
  vetoFindings: VetoFindingsForm;
  vetoView: VetoViewForm;
  vetoProposal: VetoProposalForm;
  vetoReconsideration: VetoReconsiderationForm;
  vetoDeclaration: VetoDeclarationForm;
  vetoCorrectionFindings: VetoFindingsForm;
}

export type VetoFormKey = keyof VetoForms;
