import type { OpinionForm } from '../circulars/forms.js';
import type { Light } from '../time/light.js';
import type { CivilDate } from '../time/zone.js';

/** own: this level's own points; forwarded: a notice that came from above, with this level's own division of work. */
export const WORK_POINT_SOURCES = ['own', 'forwarded'] as const;
export type WorkPointSource = (typeof WORK_POINT_SOURCES)[number];

export const WORK_POINT_SOURCE_LABELS: Record<WorkPointSource, string> = {
  own: '本级制定',
  forwarded: '转发上级',
};

/** One point, its units confirmed by the office. */
export interface PointForm {
  /** As it is printed: “1”, “（一）”; it may come again in another section. */
  number: string;
  section: string;
  title: string;
  text: string;
  /** 牵头; several lead side by side (分别牵头). */
  leadUnitIds: string[];
  /** 配合. */
  cooperatingUnitIds: string[];
  /** Last day that is in time; December 31 of the points' year when left out. */
  limitDate?: CivilDate;
  /** What the notice counts, in its words. */
  quantities: string[];
  /** The point of the upper level that this one carries out. */
  parentPointId?: string;
  /** The leads need not wait for the cooperating units' replies. */
  repliesOptional?: boolean;
}

/** To whom the points go beside their own units. */
export interface PointAddressees {
  copyUnitIds: string[];
  /** Lower regions that are to split the points; each of them that has an office gets its own process. */
  regionCodes: string[];
  /** Last day to sign for the notice; 3 working days when left out. */
  receiptDate?: CivilDate;
}

/** 起草: the points with their units, and for a forwarded notice what it was. */
export interface WorkPointsDraftForm extends PointAddressees {
  points: PointForm[];
  opinions: OpinionForm[];
  source?: WorkPointSource;
  issuer?: string;
  documentNumber?: string;
  sourceTitle?: string;
  /** The forwarded notice's own text, one paragraph a line; made of the points when left out. */
  sourceText?: string;
}

/** A launch may bring everything, or the title alone: the rest comes in the step `draft`. */
export interface WorkPointsLaunchForm extends Partial<WorkPointsDraftForm> {
  title: string;
}

/** 无本级任务: this level has nothing to do for an upper point. */
export interface NoTaskForm {
  parentPointId: string;
  reason: string;
}

/** 分解: each received point becomes points of one's own, or there is a reason why not. */
export interface WorkPointsSplitForm extends PointAddressees {
  points: PointForm[];
  none: NoTaskForm[];
  opinions: OpinionForm[];
}

export interface PointProgressForm {
  summary: string;
  /** 0–100. */
  percent: number;
  /** What the unit itself thinks of it. */
  selfLight?: Light;
}

export interface PointCompletionForm {
  result: string;
  /** Where the evidence is, unless it is attached. */
  evidence?: string;
  quantitiesDone?: string;
}

export interface WorkPointForms {
  workPoints: WorkPointsLaunchForm;
  workPointsDraft: WorkPointsDraftForm;
  workPointsSplit: WorkPointsSplitForm;
  pointProgress: PointProgressForm;
  pointCompletion: PointCompletionForm;
}

export type WorkPointFormKey = keyof WorkPointForms;
