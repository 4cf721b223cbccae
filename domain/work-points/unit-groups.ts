import type { RegionUnit } from './match-units.js';
import { plainName } from './unit-functions.js';

/** Sets of units that notices name together. `unspecified`: 有关部门, which somebody has to choose. */
export const UNIT_GROUPS = [
  'memberUnits',
  'townships',
  'militaryUnits',
  'officesBelow',
  'unspecified',
] as const;
export type UnitGroup = (typeof UNIT_GROUPS)[number];

export const UNIT_GROUP_LABELS: Readonly<Record<UnitGroup, string>> = {
  memberUnits: '领导小组成员单位',
  townships: '各乡镇（街道）',
  militaryUnits: '驻军部队',
  officesBelow: '各级、各地双拥办',
  unspecified: '没有指明的有关单位',
};

const LEVELS = '[省州市县区旗盟自治地及、,()（）]';
const PATTERNS: readonly (readonly [UnitGroup, RegExp])[] = [
  ['memberUnits', /成员单位/u],
  [
    'unspecified',
    /(?:有关|相关|各|直属|主管|职能|其他)(?:的)?(?:责任)?(?:部门|单位|方面|机构|行业|企业|系统|委办局)|[省市州县区]直.{0,6}(?:部门|单位|机关)|^军地/u,
  ],
  ['townships', /^(?:有关|相关|各|全县|全市|全区)?(?:乡镇|镇乡|镇|乡|街道)/u],
  [
    'officesBelow',
    new RegExp(`^(?:各级|各${LEVELS}+|[州市县区](?:\\(${LEVELS}+\\))?$|${LEVELS}{2,}(?=双拥|退役))`, 'u'),
  ],
  ['militaryUnits', /驻.{0,6}(?:部队|军|官兵)|^部队|^各部队|^军队单位/u],
];

export function groupOf(name: string): UnitGroup | null {
  const plain = name.replace(/\s+/gu, '');
  const folded = /\)$/u.test(plainName(plain))
    ? plainName(plain)
    : plain.replaceAll('（', '(').replaceAll('）', ')');
  return PATTERNS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** The region's own units that are meant; for 各州市双拥工作领导小组 that is its office. */
export function unitsOfGroup(group: UnitGroup, units: readonly RegionUnit[]): RegionUnit[] {
  switch (group) {
    case 'memberUnits':
      return units.some(({ member }) => member !== undefined)
        ? units.filter(({ member }) => member === true)
        : units.filter(({ kind }) => kind === 'member');
    case 'townships':
      return units.filter(({ kind }) => kind === 'township');
    case 'militaryUnits':
      return units.filter(({ kind }) => kind === 'military');
    case 'officesBelow':
      return units.filter(({ kind }) => kind === 'office');
    case 'unspecified':
      return [];
  }
}
