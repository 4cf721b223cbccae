import { type OrganisationBuilder } from './organisation-builder.js';

export interface GroupNames {
  /** 双江自治县双拥工作领导小组. */
  name: string;
  shortName: string;
  officeShortName: string;
}

export interface LeadingGroup {
  groupUnitId: string;
  officeUnitId: string;
}

/** A leading group without leaders yet, and its office (五项制度机制: “双拥工作领导小组办公室”) with 主任、副主任、工作人员. */
export function addLeadingGroup(
  builder: OrganisationBuilder,
  region: string,
  names: GroupNames,
  prefix = '',
): LeadingGroup {
  const groupUnitId = builder.unit(region, 'leadingGroup', names.name, names.shortName);
  return { groupUnitId, officeUnitId: addOffice(builder, region, names, prefix) };
}

export function addOffice(
  builder: OrganisationBuilder,
  region: string,
  names: GroupNames,
  prefix = '',
): string {
  const office = builder.unit(region, 'office', `${names.name}办公室`, names.officeShortName);
  builder.post(office, 'officeDirector', `${prefix}director`);
  builder.post(office, 'officeDeputy', `${prefix}deputy`);
  builder.post(office, 'officeStaff', `${prefix}office`);
  return office;
}

/** 组长 and as many 副组长 as there are titles: `leader1`, `leader2` … */
export function addLeaders(
  builder: OrganisationBuilder,
  groupUnitId: string,
  deputyTitles: readonly string[],
  prefix = '',
): void {
  builder.post(groupUnitId, 'groupLeader', `${prefix}leader1`);
  deputyTitles.forEach((title, index) =>
    builder.post(groupUnitId, 'deputyLeader', `${prefix}leader${index + 2}`, title),
  );
}

/** 分管领导 and 联络员 of a unit: `leader.education`, `liaison.education`. `leader` names another person who leads it, `prefix` the region. */
export function addUnitPosts(
  builder: OrganisationBuilder,
  unit: string,
  key: string,
  {
    military = false,
    prefix = '',
    leader = `${prefix}leader.${key}`,
  }: { military?: boolean; prefix?: string; leader?: string } = {},
): void {
  builder.post(unit, 'unitLeader', leader);
  builder.post(unit, military ? 'militaryLiaison' : 'liaison', `${prefix}liaison.${key}`);
}
