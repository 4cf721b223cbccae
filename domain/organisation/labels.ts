import { type PositionKind, type RegionLevel, type UnitKind } from './kinds.js';
import { levelOf } from './region-code.js';

export const UNIT_KIND_LABELS: Readonly<Record<UnitKind, string>> = {
  leadingGroup: '领导小组',
  office: '双拥办',
  member: '成员单位',
  township: '乡镇（街道）',
  military: '部队',
};

export const POSITION_KIND_LABELS: Readonly<Record<PositionKind, string>> = {
  groupLeader: '组长',
  deputyLeader: '副组长',
  groupMember: '成员',
  officeDirector: '主任',
  officeDeputy: '副主任',
  officeStaff: '工作人员',
  unitLeader: '分管领导',
  liaison: '联络员',
  militaryLiaison: '部队联络员',
  auditor: '审计员',
  systemAdministrator: '系统管理员',
};

export const REGION_LEVEL_LABELS: Readonly<Record<RegionLevel, string>> = {
  1: '省级',
  2: '市级',
  3: '县级',
  4: '乡级',
  5: '村级',
};

/** Regions one level below, as documents speak of all of them. */
export const lowerRegions = (code: string): string => (levelOf(code) === 1 ? '市（州）' : '县（区）');
