import type { OwnerRole, SignRule } from './blueprint.js';

/** Whom a role means, in words. */
export const OWNER_WORDS: Record<OwnerRole, string> = {
  filingUnits: '各成员单位、乡镇和部队',
  office: '双拥办（任一人）',
  officeStaff: '双拥办',
  officeReview: '双拥办副主任、主任',
  officeDirector: '双拥办主任',
  groupLeader: '组长',
  groupLeaders: '组长、副组长',
  groupAndMembers: '组长、副组长、成员',
  leadUnit: '牵头单位',
  cooperatingUnits: '配合单位',
  raisingUnits: '提出单位',
  claimer: '认领领导',
  participants: '与会领导和单位',
  attendingUnits: '与会单位',
  matterLeads: '议定事项牵头单位',
  taskUnits: '承办单位',
  campaignUnits: '参加单位',
  recipients: '收文单位',
  subjects: '有关地区和单位',
  teamLeaders: '带队领导',
  approver: '双拥办主任；其本人提出的，由组长',
  changeAuthor: '提出人',
};

/** How a step is signed, in words. */
export const RULE_WORDS: Record<SignRule, string> = {
  single: '一人办理',
  claim: '认领：先认领者办理',
  all: '会签：全部办理',
  any: '或签：任一人办理',
  share: '票签：达到规定比例',
  order: '依次：逐人办理',
  collect: '各自报送',
};
