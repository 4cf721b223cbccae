import { type EntityManager } from 'typeorm';
import { addLeaders, addLeadingGroup, addOffice, addUnitPosts } from '../composition.js';
import { type Accounts, loadOrganisation } from '../load-organisation.js';
import { OrganisationBuilder, type OrganisationData } from '../organisation-builder.js';
import { addGuyuan } from './guyuan.js';
import { regionsOfLevel, type RegionRow, storeRegions, villagesWithin } from '../regions.js';
import {
  CITY_UNITS,
  DEPUTY_TITLES,
  MEMBER_UNITS,
  MILITARY_UNITS,
  NEIGHBOURS,
  TOWNSHIP_KEYS,
} from './units.js';

export const DEMONSTRATION = { province: '53', city: '5309', county: '530925' } as const;

/** What people say; the region's own row carries the full name. */
const COUNTY_LABEL = '双江自治县';

/**
 * 双江自治县 as the five mechanisms address it, with the city and province above it and two of the city's other counties; and 固原 with its five
 * counties, for the inspection. People and logins are invented.
 */
export function demonstrationOrganisation(): OrganisationData {
  const builder = new OrganisationBuilder();
  const { province, city, county } = DEMONSTRATION;
  const townships = regionsOfLevel(4).filter(({ parentCode }) => parentCode === county);
  builder.region(county);
  for (const township of townships) builder.region(township.code, township.name);

  addOffice(
    builder,
    province,
    { name: '云南省双拥工作领导小组', shortName: '省领导小组', officeShortName: '云南省双拥办' },
    'province.',
  );
  const cityGroup = addLeadingGroup(
    builder,
    city,
    {
      name: '临沧市双拥工作领导小组',
      shortName: '临沧市领导小组',
      officeShortName: '临沧市双拥办',
    },
    'city.',
  );
  addLeaders(builder, cityGroup.groupUnitId, ['副组长'], 'city.');
  addCounty(builder, townships);
  // After the county: who was invented before keeps his name.
  addCityUnits(builder, cityGroup.groupUnitId);
  for (const neighbour of NEIGHBOURS) addNeighbour(builder, neighbour);
  addGuyuan(builder);
  return builder.data;
}

function addCounty(builder: OrganisationBuilder, townships: RegionRow[]): void {
  const { county } = DEMONSTRATION;
  const { groupUnitId, officeUnitId } = addLeadingGroup(builder, county, {
    name: `${COUNTY_LABEL}双拥工作领导小组`,
    shortName: '县领导小组',
    officeShortName: '县双拥办',
  });
  addLeaders(builder, groupUnitId, DEPUTY_TITLES);
  builder.post(officeUnitId, 'auditor', 'auditor');
  builder.post(officeUnitId, 'systemAdministrator', 'admin');

  for (const [key, name, shortName] of MEMBER_UNITS) {
    const unit = builder.unit(county, 'member', `${COUNTY_LABEL}${name}`, shortName, groupUnitId);
    // The office sits in the veterans' bureau and its director leads both.
    addUnitPosts(builder, unit, key, key === 'veterans' ? { leader: 'director' } : {});
  }
  for (const { code, name } of townships) {
    const unit = builder.unit(county, 'township', `${name}人民政府`, name);
    addUnitPosts(builder, unit, TOWNSHIP_KEYS[code.slice(6)] ?? code.slice(6));
  }
  for (const [key, name, shortName] of MILITARY_UNITS) {
    // 人武部 and 武警中队 sit in the leading group; a garrison only takes part in the work.
    const group = key === 'garrison' ? undefined : groupUnitId;
    const unit = builder.unit(county, 'military', `${COUNTY_LABEL}${name}`, shortName, group);
    // 人武部's leader is the 副组长 whose title names it.
    addUnitPosts(builder, unit, key, {
      military: true,
      ...(key === 'armed' ? { leader: `leader${DEPUTY_TITLES.length + 1}` } : {}),
    });
  }
}

function addCityUnits(builder: OrganisationBuilder, groupUnitId: string): void {
  for (const [key, name, shortName] of CITY_UNITS) {
    const unit = builder.unit(DEMONSTRATION.city, 'member', `临沧市${name}`, shortName, groupUnitId);
    addUnitPosts(builder, unit, key, { prefix: 'city.' });
  }
}

/** An office and a leading group with its leaders and two departments: enough to receive a document and to pass it on. */
function addNeighbour(
  builder: OrganisationBuilder,
  { prefix, code, label }: (typeof NEIGHBOURS)[number],
): void {
  builder.region(code);
  const { groupUnitId } = addLeadingGroup(
    builder,
    code,
    {
      name: `${label}双拥工作领导小组`,
      shortName: `${label}领导小组`,
      officeShortName: `${label}双拥办`,
    },
    prefix,
  );
  addLeaders(builder, groupUnitId, ['副组长'], prefix);
  for (const [key, name, short] of [
    ['education', '教育体育局', '教育体育局'],
    ['veterans', '退役军人事务局', '退役军人局'],
  ] as const) {
    const unit = builder.unit(code, 'member', `${label}${name}`, `${label}${short}`, groupUnitId);
    addUnitPosts(builder, unit, key, { prefix });
  }
}

/** Stores it, with the villages of the county as the fifth level. Safe to repeat. */
export async function seedDemonstration(manager: EntityManager, accounts?: Accounts): Promise<void> {
  await loadOrganisation(manager, demonstrationOrganisation(), accounts);
  await storeRegions(manager, [...villagesWithin(DEMONSTRATION.county)]);
}
