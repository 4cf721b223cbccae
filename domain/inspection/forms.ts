import type { Dimension } from '../evaluation/dimensions.js';
import type { VetoItem } from '../evaluation/veto-items.js';
import type { CivilDate } from '../time/zone.js';
import type { FindingKind, Level, Method, Scope, VetoResult } from './words.js';

/** A target as people name it: a lower region by its code, or a unit; one of the two. */
export interface TargetName {
  regionCode?: string;
  unitId?: string;
}

export interface PlanTeam {
  name: string;
  /** Who leads it: a leader of the region's leading group. */
  leaderPositionId: string;
  /** Who goes along, as text: 督查室, 军分区政治工作处 … */
  members: string[];
}

export interface PlanTarget extends TargetName {
  /** 1 for the first team of the plan. */
  team: number;
  method: Method;
}

/** 督查方案 (固原督查通报2023 一). */
export interface InspectionPlanForm {
  title: string;
  /** By what it is held: 工作安排、考评标准. */
  basis: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  materialDueDate: CivilDate;
  requirements: string;
  /** Left out: all eight. */
  dimensions: Dimension[];
  teams: PlanTeam[];
  targets: PlanTarget[];
}

/** What a target hands in; files go to the assignment. */
export interface InspectionMaterialForm {
  summary: string;
  /** What it could not hand in, and why. */
  lacking?: string;
}

export interface VisitEntry extends TargetName {
  visitedDate: CivilDate;
  place: string;
  seen: string;
}

export interface InspectionVisitForm {
  entries: VisitEntry[];
}

/** One finding: a text that begins where its subject ends (“除A、B外，其他县（区）” + text). */
export interface FindingForm {
  dimension: Dimension;
  level: Level;
  kind: FindingKind;
  text: string;
  scope: Scope;
  /** Whom `only` and `except` name, of its level. */
  regionCodes: string[];
  unitIds: string[];
  /** Of problems: what is asked, and by when. */
  measuresAsked?: string;
  limitDate?: CivilDate;
}

export interface VetoCheckForm extends TargetName {
  result: VetoResult;
  item?: VetoItem;
  happenedDate?: CivilDate;
  account?: string;
}

/** The matrix as it is handed in, on top of the version that was seen: two who write at once don't undo each other. */
export interface InspectionFindingsForm {
  version: number;
  findings: FindingForm[];
  vetoChecks: VetoCheckForm[];
}

/** The circular's text, on top of the version that was seen. */
export interface InspectionDraftForm {
  version: number;
  title: string;
  /** One paragraph a line, with `{{placeholders}}` for whatever the system counts or names. */
  text: string;
  copyUnitIds: string[];
  receiptDate?: CivilDate;
}

export interface InspectionForms {
  inspectionPlan: InspectionPlanForm;
  inspectionMaterial: InspectionMaterialForm;
  inspectionVisit: InspectionVisitForm;
  inspectionFindings: InspectionFindingsForm;
  inspectionDraft: InspectionDraftForm;
}

export type InspectionFormKey = keyof InspectionForms;
