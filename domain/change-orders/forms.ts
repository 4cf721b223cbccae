import type { CivilDate } from '../time/zone.js';

/** One change of a running case (变更单). Ids are those of the changed process. */
export type Change =
  /** Another deadline, of one assignment or of everybody who still owes the step: a day (that day included) or an instant. */
  | { type: 'deadline'; stepId: string; assignmentId?: string; toDate?: CivilDate; toAt?: string }
  /** Another unit owes it, with its draft and its files. */
  | { type: 'unit'; assignmentId: string; toUnitId: string }
  /** A unit more in a step in which each hands in its own; by a day of its own, or as the others. */
  | { type: 'addUnit'; stepId: string; unitId: string; toDate?: CivilDate }
  | { type: 'removeUnit'; stepId: string; unitId: string }
  /** The step ends with an outcome that hands in nothing, without whoever owes it. */
  | { type: 'step'; stepId: string; action: 'skip'; outcome: string }
  /** Something planned begins or ends on another day. */
  | { type: 'planned'; key: string; fromDate?: CivilDate; toDate?: CivilDate };

export type ChangeType = Change['type'];

export const CHANGE_LABELS: Record<ChangeType, string> = {
  deadline: '变更时限',
  unit: '变更承办单位',
  addUnit: '增加单位',
  removeUnit: '减少单位',
  step: '结束环节',
  planned: '变更计划日期',
};
export const CHANGE_TYPES = Object.keys(CHANGE_LABELS) as ChangeType[];

/** A change as it comes over the wire: every field that any kind has. */
export interface ChangeInput {
  type: ChangeType;
  stepId?: string;
  assignmentId?: string;
  unitId?: string;
  toUnitId?: string;
  action?: 'skip';
  outcome?: string;
  key?: string;
  fromDate?: CivilDate;
  toDate?: CivilDate;
  toAt?: string;
}

/** What people call its fields. */
export const CHANGE_WORDS: Record<Exclude<keyof ChangeInput, 'type'>, string> = {
  stepId: '环节',
  assignmentId: '任务',
  unitId: '增加或减少的单位',
  toUnitId: '改由哪个单位承办',
  action: '对环节的处理',
  outcome: '处理意见',
  key: '计划中的哪一项',
  fromDate: '改为哪天开始',
  toDate: '新的截止日期（含当日）',
  toAt: '新的截止时刻',
};

export interface ChangeOrderForm {
  /** The process that is to be changed. */
  processId: string;
  title: string;
  reason: string;
  changes: ChangeInput[];
}

export interface ChangeOrderForms {
  changeOrder: ChangeOrderForm;
}
export type ChangeOrderFormKey = keyof ChangeOrderForms;
