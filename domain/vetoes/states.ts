import type { VetoItem } from '../evaluation/veto-items.js';

/** Where a veto event stands. Only `confirmed` counts: in an evaluation, and against a title. */
export const VETO_STATES = {
  verifying: '核查中',
  hearing: '听取陈述',
  proposing: '拟定处理',
  deciding: '待审定',
  confirmed: '已认定',
  unfounded: '不属实',
  notCounted: '不予认定',
  withdrawn: '已撤销认定',
  terminated: '已终止',
} as const;

export type VetoState = keyof typeof VETO_STATES;
export const VETO_STATE_KEYS = Object.keys(VETO_STATES) as VetoState[];

/** How a veto item is called where its whole sentence has no room. */
export const VETO_SHORT: Record<VetoItem, string> = {
  dispute: '军地军民纠纷',
  legalRights: '侵害合法权益',
  resettlement: '安置政策不落实',
  compensation: '涉军资金',
  conscription: '兵役违纪违法',
  facilities: '军事设施保护',
  memorials: '烈士纪念设施',
  leadership: '领导失职渎职',
  discipline: '违反群众纪律',
  fraud: '弄虚作假',
};
