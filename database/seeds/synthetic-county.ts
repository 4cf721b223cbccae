import { lineageOf, parentCodeOf } from '../../domain/organisation/region-code.js';
import { addLeaders, addLeadingGroup, addUnitPosts } from './composition.js';
import { OrganisationBuilder, type OrganisationData } from './organisation-builder.js';

export interface CountyOptions {
  /** Six digits; the province and city above it are added. Invented ones (99xxxx) collide with nobody. */
  regionCode: string;
  name: string;
  /** How many units owe a list: member units, townships and military units together. At least 3. */
  units: number;
  /** Of these, by default a quarter. */
  townships?: number;
  /** Of these, by default a tenth, at least one. */
  military?: number;
  /** Put before each login; by default the code and a full stop (`990101.liaison.member1`). */
  loginPrefix?: string;
}

export interface County {
  data: OrganisationData;
  regionCode: string;
  groupUnitId: string;
  officeUnitId: string;
  memberUnitIds: string[];
  townshipUnitIds: string[];
  militaryUnitIds: string[];
  /** The city's office: what can't be solved is reported to it. */
  parentOfficeUnitId: string;
}

const DEPUTIES = ['副组长（县委）', '副组长（县政府分管领导）', '副组长（县委组织部）', '副组长（县人武部）'];

/** A county for tests, rehearsals and benchmarks. The same options always give the same rows. */
export function buildCounty({ regionCode, name, units, ...options }: CountyOptions): County {
  const { townships = Math.floor(units / 4), military = Math.max(1, Math.floor(units / 10)) } = options;
  const members = units - townships - military;
  if (members < 1) throw new RangeError(`too few units: ${units}`);
  const parentCode = parentCodeOf(regionCode);
  if (parentCode === null || lineageOf(regionCode).length !== 3) {
    throw new RangeError(`not a county: ${regionCode}`);
  }

  const builder = new OrganisationBuilder({ loginPrefix: options.loginPrefix ?? `${regionCode}.` });
  builder.region(regionCode, name);
  const parent = addLeadingGroup(
    builder,
    parentCode,
    {
      name: '上级双拥工作领导小组',
      shortName: '市领导小组',
      officeShortName: '市双拥办',
    },
    'city.',
  );
  addLeaders(builder, parent.groupUnitId, ['副组长'], 'city.');
  const county = addLeadingGroup(builder, regionCode, {
    name: `${name}双拥工作领导小组`,
    shortName: '县领导小组',
    officeShortName: '县双拥办',
  });
  addLeaders(builder, county.groupUnitId, DEPUTIES);

  const add = (kind: 'member' | 'township' | 'military', label: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const number = index + 1;
      const group = kind === 'member' ? county.groupUnitId : undefined;
      const id = builder.unit(regionCode, kind, `${name}${label}${number}`, `${label}${number}`, group);
      addUnitPosts(builder, id, `${kind}${number}`, { military: kind === 'military' });
      return id;
    });
  return {
    data: builder.data,
    regionCode,
    ...county,
    memberUnitIds: add('member', '部门', members),
    townshipUnitIds: add('township', '乡镇', townships),
    militaryUnitIds: add('military', '部队', military),
    parentOfficeUnitId: parent.officeUnitId,
  };
}
