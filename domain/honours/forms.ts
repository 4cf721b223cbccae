import type { CivilDate } from '../time/zone.js';
import type { HonourKind } from './kinds.js';
import type { ObjectionSource } from './naming.js';

/** What may be named in a round, as the launch says it. */
export interface AwardForm {
  honourKind: Exclude<HonourKind, 'modelCity'>;
  title: string;
  /** How many are named at most. */
  quota: number;
  /** How many one unit may recommend. */
  perUnit: number;
}

/** What both kinds of naming have in common. */
interface NamingLaunchForm {
  title: string;
  basis: string;
  conditions: string;
  /** A veto confirmed since this day counts against a candidate. */
  periodFromDate: CivilDate;
  /** 公示: working days, after the day it is published. */
  publicNoticeDays: number;
  /** Last day of the titles; until they are revoked when left out. */
  validUntilDate?: CivilDate;
}

export interface CommendationLaunchForm extends NamingLaunchForm {
  awards: AwardForm[];
  /** Who may recommend; none: every unit that files. */
  unitIds: string[];
  recommendDate: CivilDate;
}

export interface NomineeForm {
  regionCode: string;
  deeds: string;
}

export interface ModelCityLaunchForm extends NamingLaunchForm {
  honourTitle: string;
  quota: number;
  /** Who may apply; none: every lower region with an office. */
  regionCodes: string[];
  /** Where the office names the candidates itself, nobody applies. */
  nominees: NomineeForm[];
  /** By when they apply; only where they do. */
  recommendDate?: CivilDate;
}

export interface RecommendedForm {
  /** Which of the round's awards. */
  awardId: string;
  /** A person's name, or a unit's; the recommending unit's own where it is left out. */
  name?: string;
  /** A person's post. */
  post?: string;
  /** The unit of the region it is or belongs to; the recommending one where it is left out. */
  unitId?: string;
  deeds: string;
  /** Where the evidence is, beside what was attached. */
  evidence?: string;
}

export interface HonourRecommendationForm {
  candidates: RecommendedForm[];
}

export interface HonourApplicationForm {
  deeds: string;
  evidence?: string;
}

export interface ExaminedForm {
  candidateId: string;
  passed: boolean;
  /** Why it is struck; only then. */
  reason?: string;
}

export interface HonourExaminationForm {
  results: ExaminedForm[];
}

export interface HonourProposalForm {
  candidateIds: string[];
  /** Why the others are left out; where there are any. */
  reason?: string;
}

export interface HonourPublicationForm {
  /** Where it is published. */
  places: string[];
  /** Whom to tell an objection: the office's telephone and address. */
  contact: string;
}

export interface HonourObjectionForm {
  candidateId: string;
  source: ObjectionSource;
  about: string;
  receivedDate: CivilDate;
}

export interface HonourForms {
  commendationLaunch: CommendationLaunchForm;
  modelCityLaunch: ModelCityLaunchForm;
  honourRecommendation: HonourRecommendationForm;
  honourApplication: HonourApplicationForm;
  honourExamination: HonourExaminationForm;
  honourProposal: HonourProposalForm;
  honourPublication: HonourPublicationForm;
  honourObjection: HonourObjectionForm;
}

export type HonourFormKey = keyof HonourForms;
